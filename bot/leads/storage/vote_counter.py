"""Counts votes in one transaction, the quickest way that the database has."""

from collections.abc import Sequence
from datetime import datetime

from bot.kit.storage.availability import plain_unavailability
from bot.kit.storage.transactions import Storage
from bot.leads.model.votes import Outcome, Press, VoteRule
from bot.leads.storage.voting import CoreBallots, cast_votes
from bot.leads.storage.voting_sqlite import FileVotes


class VoteCounter:
    """Counts presses of vote buttons."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        engine = storage.engines.for_votes
        self._file_votes = FileVotes(engine) if engine else None
        if self._file_votes is not None:
            storage.on_close(self._file_votes.close)

    async def cast(self, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
        """Count presses in order, in one transaction; return what came of each, once it is committed.

        A press that the rule refuses with a TollfreeError changes nothing, for itself or for others. Raises
        StorageUnavailable, and then none of them is stored. The rule may be called in another thread.
        """
        if self._file_votes is not None:
            with plain_unavailability(writing=True):
                async with self._storage.writing_turn():
                    return await self._file_votes.cast(presses, rule, at)
        async with self._storage.writing() as unit:
            return await unit.connection.run_sync(lambda sync: cast_votes(CoreBallots(sync), presses, rule, at))
