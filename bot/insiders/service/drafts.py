"""What members are writing to the other side: kept in memory alone, and only for a while."""

from dataclasses import dataclass, field, replace

from bot.kit.clock import Clock
from bot.kit.errors import TollfreeError
from bot.kit.kept_for_a_while import KeptForAWhile


class DraftGone(TollfreeError):
    """Raised for a draft that is no longer kept, or is somebody else’s."""

    def __init__(self) -> None:
        super().__init__(
            "I no longer have what you wrote: I keep it for two hours, and not over a restart. It still stands above "
            "to copy; nothing was sent."
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """Words on their way: a new question to a role, or the answer to a question."""

    token: str
    member_id: int = field(repr=False)
    guild_id: int
    role_id: str
    answers: int | None = None
    """The question that it answers; None for a new question."""
    typed: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    """What of it may cross."""
    us_state: str = field(default="", repr=False)
    """The state as typed."""
    elsewhere_only: bool = False
    is_crisis: bool = False
    """Whether it shows a crisis for certain; then it goes only when its writer wants that all the same."""

    def with_words(self, typed: str, text: str, *, is_crisis: bool) -> "Draft":
        """Return it with other words."""
        return replace(self, typed=typed, text=text, is_crisis=is_crisis)


class Drafts:
    """Remembers drafts by their writer and token."""

    def __init__(self, clock: Clock) -> None:
        self._kept: KeptForAWhile[tuple[int, str], Draft] = KeptForAWhile(clock)

    def keep(self, draft: Draft) -> None:
        """Keep a draft from now on, in place of what its token stood for."""
        self._kept.keep((draft.member_id, draft.token), draft)

    def get(self, member_id: int, token: str) -> Draft:
        """Return a member's own draft; raises DraftGone."""
        draft = self._kept.find((member_id, token))
        if draft is None:
            raise DraftGone
        return draft

    def drop(self, draft: Draft) -> None:
        """Forget a draft."""
        self._kept.drop((draft.member_id, draft.token))
