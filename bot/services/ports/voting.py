"""What voting needs of storage."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.errors import TollfreeError
from bot.domain.leads import Lead
from bot.domain.votes import Press, VoteResult

Outcome = VoteResult | TollfreeError
"""What came of one press: the lead after it, or why it does not count."""
VoteRule = Callable[[Press, Lead | None, timedelta], Lead]
"""Returns the lead that a press may vote on, given how long members must have been in its server; else raises."""


class VoteStorage(Protocol):
    """Counts votes."""

    async def cast(self, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
        """Count presses in order, in one transaction; return what came of each, once it is committed.

        A press that the rule refuses with a TollfreeError changes nothing, for itself or for others. Raises what the
        database raises, and then none of them is stored. The rule may be called in another thread.
        """
        ...
