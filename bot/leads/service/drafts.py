"""The leads that members are writing: kept in memory alone, and only for a while."""

from dataclasses import dataclass, field, replace

from bot.kit.clock import Clock
from bot.kit.errors import TollfreeError
from bot.kit.kept_for_a_while import KeptForAWhile
from bot.leads.model.draft import LeadDraft


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
        self._kept: KeptForAWhile[tuple[int, str], Drafting] = KeptForAWhile(clock)

    def keep(self, member_id: int, drafting: Drafting) -> None:
        """Keep a member's draft from now on, in place of what its token stood for."""
        self._kept.keep((member_id, drafting.draft.token), drafting)

    def get(self, member_id: int, token: str) -> Drafting:
        """Return a member's own draft; raises DraftGone."""
        drafting = self.find(member_id, token)
        if drafting is None:
            raise DraftGone
        return drafting

    def find(self, member_id: int, token: str) -> Drafting | None:
        """Return a member's own draft, or None where it is no longer kept."""
        return self._kept.find((member_id, token))

    def drop(self, member_id: int, token: str) -> None:
        """Forget a member's own draft."""
        self._kept.drop((member_id, token))
