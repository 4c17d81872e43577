"""The leads that members are writing: kept in memory alone, and only for a while."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.kit.clock import Clock
from bot.kit.errors import TollfreeError
from bot.leads.model.draft import LeadDraft

KEPT = timedelta(hours=2)
MOST = 5000
"""Most drafts at a time; the oldest goes first."""


class DraftGone(TollfreeError):
    """Raised for a draft that is no longer kept."""

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
    """Remembers drafts by their token."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Drafting]] = {}

    def keep(self, drafting: Drafting) -> None:
        """Keep a draft from now on, in place of what its token stood for."""
        now = self._clock.now()
        self._kept.pop(drafting.draft.token, None)
        self._kept = {token: kept for token, kept in self._kept.items() if now - kept[0] < KEPT}
        if len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[drafting.draft.token] = (now, drafting)

    def get(self, token: str) -> Drafting:
        """Return a draft; raises DraftGone."""
        drafting = self.find(token)
        if drafting is None:
            raise DraftGone
        return drafting

    def find(self, token: str) -> Drafting | None:
        """Return a draft, or None where it is no longer kept."""
        kept = self._kept.get(token)
        return kept[1] if kept is not None and self._clock.now() - kept[0] < KEPT else None

    def drop(self, token: str) -> None:
        """Forget a draft."""
        self._kept.pop(token, None)
