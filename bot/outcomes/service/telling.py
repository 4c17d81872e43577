"""What members tell of their searches, and what is published of it."""

from dataclasses import dataclass

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.errors import PageNotFound
from bot.kit.storage.transactions import Storage
from bot.knowledge.topics import LeadPages
from bot.outcomes.model.answers import Answers, Outcome, OutcomeGone, Question, Reached, checked
from bot.outcomes.model.table import Table
from bot.outcomes.storage.outcomes import OutcomeRepository
from bot.outcomes.storage.published import PublishedRepository
from bot.servers.storage.settings import GuildSettingsRepository


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of a role in a server; no table where nothing is published, or it was withdrawn."""

    table: Table | None
    is_pooled: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What was stored, and whether it took the place of an earlier one."""

    outcome: Outcome
    is_new: bool


class OutcomeService:
    """Stores, shows and removes what members tell; whoever asks for figures gets published ones."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages

    @property
    def this_year(self) -> int:
        """Return the year of what is told now."""
        return self._clock.now().year

    async def share(self, actor: Actor, role_id: str, answers: Answers, year: int | None = None) -> Shared:
        """Store what a search came to, in place of an earlier one of the same role and year.

        Raises PageNotFound and AnswersRefused.
        """
        self.require_role(role_id)
        now = self._clock.now()
        async with self._storage.writing() as unit:
            stored = unit[OutcomeRepository]
            year = year or now.year
            earlier = await stored.get(actor.guild_id, actor.member_id, role_id, year)
            first = await stored.first_shared(actor.guild_id, actor.member_id, role_id)
            outcome = Outcome(actor.member_id, role_id, year, checked(answers), first or now, now)
            await stored.put(actor.guild_id, outcome)
        return Shared(outcome, earlier is None)

    def require_role(self, role_id: str) -> None:
        """Raise PageNotFound where there is no such role."""
        topic = self._pages.topic(role_id)
        if topic is None or topic.role_id is None:
            raise PageNotFound(role_id)

    async def told(self, actor: Actor, role_id: str, year: int) -> Outcome | None:
        """Return what a member told about a role in a year, or None."""
        async with self._storage.reading() as unit:
            return await unit[OutcomeRepository].get(actor.guild_id, actor.member_id, role_id, year)

    async def mine(self, actor: Actor) -> list[Outcome]:
        """Return all that a member told in the server, the newest first."""
        async with self._storage.reading() as unit:
            return await unit[OutcomeRepository].of(actor.guild_id, actor.member_id)

    async def remove(self, actor: Actor, role_id: str, year: int) -> None:
        """Delete what a member told; raises OutcomeGone."""
        async with self._storage.writing() as unit:
            if not await unit[OutcomeRepository].remove(actor.guild_id, actor.member_id, role_id, year):
                raise OutcomeGone

    async def published(self, guild_id: int, role_id: str) -> Published:
        """Return what is published of a role in a server, or in all servers together where it pools."""
        async with self._storage.reading() as unit:
            is_pooled = (await unit[GuildSettingsRepository].get(guild_id)).pools_outcomes
            table = await unit[PublishedRepository].get(None if is_pooled else guild_id, role_id)
        return Published(None if table is None or table.is_withdrawn else table, is_pooled)

    async def hired_into(self, guild_id: int) -> frozenset[str]:
        """Return the roles into which, as published, five or more people were hired; of all servers where it pools."""
        async with self._storage.reading() as unit:
            is_pooled = (await unit[GuildSettingsRepository].get(guild_id)).pools_outcomes
            tables = await unit[PublishedRepository].all_of(None if is_pooled else guild_id)
        return frozenset(role_id for role_id, table in tables.items() if _shows_hires(table))


def _shows_hires(table: Table) -> bool:
    figures = table.shown.get(Question.REACHED)
    return bool(figures and figures[tuple(Reached).index(Reached.HIRED)])
