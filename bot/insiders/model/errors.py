"""What is refused, in words that say what to do."""

from bot.insiders.model.question import MOST_OPEN
from bot.kit.errors import TollfreeError


class SellsCoaching(TollfreeError):
    """Raised for somebody who sells coaching or courses, or is paid to recruit."""

    def __init__(self) -> None:
        super().__init__(
            "Thank you for saying so. Here answers come from people who gain nothing by them, so this is not the "
            "place for coaching, courses or recruiting. A job that is free to the applicant is welcome: /lead share."
        )


class PausedByReports(TollfreeError):
    """Raised for somebody whom two reports paused."""

    def __init__(self) -> None:
        super().__init__(
            "Your part in /insider is paused here: two people reported a pitch. The moderators look at it; talk to "
            "them if that is wrong."
        )


class TooManyOpen(TollfreeError):
    """Raised where an asker has as many open questions as they may."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_OPEN} questions open here, which is the most. /insider mine shows them. One that you "
            "withdraw within three days counts until those are over."
        )


class NobodyAnswers(TollfreeError):
    """Raised where nobody in a role answers here."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody in this role answers here yet, so a question would wait for nobody. The guide on networking "
            "(/guide) says how to find people, and /insider join is open to you too."
        )


class QuestionGone(TollfreeError):
    """Raised for a question that is no longer open, is somebody else’s, or never was; it does not say which."""

    def __init__(self) -> None:
        super().__init__(
            "That question is closed, or not yours to act on. /insider queue and /insider mine are up to date."
        )


class NotAnInsider(TollfreeError):
    """Raised where somebody acts as an insider and is none now."""

    def __init__(self) -> None:
        super().__init__("You answer questions in no role here just now. /insider join begins, /insider mine resumes.")


class MonthIsFull(TollfreeError):
    """Raised where an insider has taken as many questions in 30 days as they wanted."""

    def __init__(self) -> None:
        super().__init__(
            "You have taken as many questions in 30 days as you wanted to. /insider mine changes the limit; "
            "otherwise this one waits for somebody else."
        )


class NothingToReport(TollfreeError):
    """Raised where somebody reports a question that they are no side of, or reports it again."""

    def __init__(self) -> None:
        super().__init__("You have reported this already, or it is not yours to report. Thank you all the same.")


class NothingLeft(TollfreeError):
    """Raised for a question whose words were nothing but what may not cross."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing is left of that without names, links and numbers. Please write it in words that name nobody."
        )
