"""Publish what was told, on the first of a month: claimed in the database, so that any number of processes may."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.kit.clock import Clock
from bot.kit.storage.secrets import SecretRepository
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outcomes.engine.lots import Lots
from bot.outcomes.engine.publishing import next_table
from bot.outcomes.model.answers import CHOICES, Outcome, Question
from bot.outcomes.model.table import RULE, Counted, Table
from bot.outcomes.storage.outcomes import OutcomeRepository
from bot.outcomes.storage.published import MonthRepository, PublishedRepository
from bot.servers.storage.settings import GuildSettingsRepository

_LOTS = "outcome lots"


@dataclass(frozen=True, slots=True)
class _Person:
    """One member's newest outcome of a role, and when they first told about it in any of the servers."""

    newest: Outcome
    first: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a role in a server, or in all that pool, which are the server None."""

    guild_id: int | None
    role_id: str
    table: Table


class OutcomePublishing:
    """Makes the tables of a month, once; months go by UTC, since pooled servers have no time zone in common."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._done: date | None = None

    async def publish_due(self) -> bool:
        """Publish this month, unless that is done; return whether this call did.

        Whoever told first on the first of the month or later waits for the next one.
        """
        month = self._clock.now().astimezone(UTC).date().replace(day=1)
        if self._done == month:
            return False
        async with self._storage.reading() as unit:
            is_done = await unit[MonthRepository].is_done(month)
        if not is_done:
            async with self._storage.writing() as unit:
                is_done = not await unit[MonthRepository].claim(month)
                if not is_done:
                    await _publish(unit, month)
        self._done = month
        return not is_done

    async def standing(self) -> list[Standing]:
        """Return all that is published anywhere, for an operator."""
        async with self._storage.reading() as unit:
            published = unit[PublishedRepository]
            return [
                Standing(guild_id, role_id, table)
                for guild_id in (None, *await published.servers())
                for role_id, table in sorted((await published.all_of(guild_id)).items())
                if not table.is_withdrawn
            ]


async def _publish(unit: UnitOfWork, month: date) -> None:
    lots = Lots(await unit[SecretRepository].get_or_put(_LOTS, secrets.token_bytes(32)), RULE.lot)
    pooling = await unit[GuildSettingsRepository].pooling()
    published, told = unit[PublishedRepository], unit[OutcomeRepository]
    for guild_id in sorted(pooling):
        await published.clear(guild_id)  # what it shows is of all together
    alone = sorted({*await told.servers(), *await published.servers()} - pooling)
    scopes: list[tuple[int | None, Iterable[int]]] = [(None, pooling), *((guild_id, [guild_id]) for guild_id in alone)]
    for scope, guild_ids in scopes:
        people = _by_role(await told.told_before(guild_ids, _begin(month)))
        last = await published.all_of(scope)
        for role_id in sorted({*people, *last}):
            counted = _counted(people.get(role_id, []), last.get(role_id), month, lots)
            table = next_table(last.get(role_id), month, counted)
            if table is not None and table != last.get(role_id):
                await published.put(scope, role_id, table)


def _by_role(outcomes: Iterable[Outcome]) -> dict[str, list[_Person]]:
    """Return the people by role, each once: with what they told last, in whichever server."""
    found: dict[str, dict[int, _Person]] = {}
    for outcome in sorted(outcomes, key=lambda one: (one.year, one.changed_at)):
        people = found.setdefault(outcome.role_id, {})
        earlier = people.get(outcome.member_id)
        first = min(outcome.shared_at, earlier.first) if earlier else outcome.shared_at
        people[outcome.member_id] = _Person(outcome, first)
    return {role_id: list(people.values()) for role_id, people in found.items()}


def _counted(people: Sequence[_Person], last: Table | None, month: date, lots: Lots) -> Counted:
    added = sum(last is None or person.first >= _begin(last.month) for person in people)
    since = min((person.first.date().replace(day=1) for person in people), default=month)
    counted = [lots.counted(one.newest.member_id, one.newest.role_id, one.newest.answers) for one in people]
    return Counted(len(people), added, since, dict(_counts(counted)))


def _counts(counted: Sequence[dict[Question, str]]) -> Iterator[tuple[str, list[int]]]:
    for question, choices in CHOICES.items():
        given = [answers[question] for answers in counted]
        yield question, [given.count(choice) for choice in choices]


def _begin(month: date) -> datetime:
    return datetime.combine(month, time(), UTC)
