"""What the outbox tells people; an errand holds no words, and its delivery reads how things stand."""

from bot.insiders.model.profile import Insider
from bot.insiders.model.question import Question
from bot.outbox.model.job import Errand

ASKER, TAKER, DAILY, SILENT, REPORTED = (
    *("insider_asker", "insider_taker", "insider_daily", "insider_silent", "insider_reported"),
)


def to_asker(question: Question) -> Errand | None:
    """Return the errand that tells an asker how their question stands; None where nobody is left to tell."""
    if question.asker_id is None:
        return None
    return Errand(ASKER, str(question.id), question.guild_id, question.asker_id)


def to_taker(question: Question, insider: Insider) -> Errand:
    """Return the errand that tells an insider how a question stands that they took or offered to talk about."""
    return Errand(TAKER, f"{question.id}/{insider.id}", question.guild_id, insider.member_id)


def taker_of(errand: Errand) -> tuple[int, int]:
    """Return which question an errand is about, and for which profile."""
    question_id, _, insider_id = errand.subject.partition("/")
    return int(question_id), int(insider_id)


def daily(insider: Insider) -> Errand:
    """Return the errand of one member’s batched message; any of their profiles stands for them."""
    return Errand(DAILY, str(insider.id), None, insider.member_id)


def paused_by_silence(insider: Insider) -> Errand:
    """Return the errand that tells somebody that two messages without an answer paused them."""
    return Errand(SILENT, str(insider.id), None, insider.member_id)


def of_reports(suspension_id: int, guild_id: int, member_id: int) -> Errand:
    """Return the errand that tells somebody that reports paused them, or that moderators let them back."""
    return Errand(REPORTED, str(suspension_id), guild_id, member_id)
