"""What members are writing to the other side: kept in memory alone, and only for a while."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.kit.clock import Clock
from bot.kit.errors import TollfreeError

KEPT = timedelta(hours=2)
MOST = 5000
"""Most drafts at a time; the oldest goes first."""


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
    """Remembers drafts by their token."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Draft]] = {}

    def keep(self, draft: Draft) -> None:
        """Keep a draft from now on, in place of what its token stood for."""
        now = self._clock.now()
        self._kept.pop(draft.token, None)
        self._kept = {token: kept for token, kept in self._kept.items() if now - kept[0] < KEPT}
        if len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[draft.token] = (now, draft)

    def get(self, token: str, member_id: int) -> Draft:
        """Return a member's own draft; raises DraftGone."""
        kept = self._kept.get(token)
        if kept is None or self._clock.now() - kept[0] >= KEPT or kept[1].member_id != member_id:
            raise DraftGone
        return kept[1]

    def drop(self, token: str) -> None:
        """Forget a draft."""
        self._kept.pop(token, None)
