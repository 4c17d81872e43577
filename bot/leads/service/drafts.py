"""The leads that members are writing: kept in memory alone, and only for a while."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.kit.clock import Clock
from bot.kit.errors import TollfreeError
from bot.leads.model.draft import LeadDraft

KEPT = timedelta(hours=2)
MOST = 5000
"""Most drafts at a time; the oldest goes first."""
_Key = tuple[int, str]


class DraftGone(TollfreeError):
    """Raised for a draft that is no longer kept, or is somebody else’s."""

    def __init__(self) -> None:
        super().__init__(
            "I no longer have this draft: I keep one for two hours, and not over a restart. What you wrote still "
            "stands above to copy; start again with /lead share."
        )


@dataclass(frozen=True, slots=True)
class Drafting:
    """A draft, and which lead it changes where it is no new one."""

    draft: LeadDraft = field(repr=False)
    lead_id: int | None = None

    def changed(self, draft: LeadDraft) -> "Drafting":
        """Return it with another content."""
        return replace(self, draft=draft)


class LeadDrafts:
    """Remembers drafts by their writer and token."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[_Key, tuple[datetime, Drafting]] = {}

    def keep(self, member_id: int, drafting: Drafting) -> None:
        """Keep a member's draft from now on, in place of what its token stood for."""
        now, its_key = self._clock.now(), (member_id, drafting.draft.token)
        self._kept.pop(its_key, None)
        while self._kept and (len(self._kept) >= MOST or now - self._oldest() >= KEPT):
            del self._kept[next(iter(self._kept))]
        self._kept[its_key] = (now, drafting)

    def _oldest(self) -> datetime:
        return next(iter(self._kept.values()))[0]  # a dict keeps its order: who changes a draft goes to the end

    def get(self, member_id: int, token: str) -> Drafting:
        """Return a member's own draft; raises DraftGone."""
        drafting = self.find(member_id, token)
        if drafting is None:
            raise DraftGone
        return drafting

    def find(self, member_id: int, token: str) -> Drafting | None:
        """Return a member's own draft, or None where it is no longer kept."""
        kept = self._kept.get((member_id, token))
        return kept[1] if kept is not None and self._clock.now() - kept[0] < KEPT else None

    def drop(self, member_id: int, token: str) -> None:
        """Forget a member's own draft."""
        self._kept.pop((member_id, token), None)
