"""The check-up: whether Discord and the database are there, and the periodic work goes on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.health.gateway import Gateway, Shard, ShardState
from bot.health.meter import PrometheusMeter
from bot.kit.clock import Clock
from bot.kit.errors import StorageUnavailable
from bot.kit.storage.checkup import Answer, DatabaseCheckup
from bot.knowledge.library import Library

_PATIENCE_SECONDS = 2.0
_LONGEST_SILENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check-up found; without problems, all is well."""

    shards: list[Shard]
    servers: int
    silence: timedelta
    """Time since the last run of the periodic job that waits longest; since the start where none has run."""
    has_database: bool
    """Whether it stored something just now."""
    last_backup: datetime | None
    knowledge_version: str
    pages: int
    problems: list[str]


class Health:
    """Examines the running bot."""

    def __init__(
        self, meter: PrometheusMeter, clock: Clock, library: Library, database: DatabaseCheckup, gateway: Gateway
    ) -> None:
        self.meter = meter
        self._clock = clock
        self._library = library
        self._database = database
        self._gateway = gateway

    async def examine(self) -> Finding:
        """Look at everything now; takes two seconds at most."""
        shards, base = self._gateway.shards(), self._library.current
        silence = self._clock.now() - min(self.meter.last_ran.values(), default=self.meter.began_at)
        answer = await self._ask_database()
        problems = []
        if not any(shard.state is ShardState.READY for shard in shards):
            problems.append("no shard is ready")
        if isinstance(answer, str):
            problems.append(f"the database stores nothing: {answer}")
        return Finding(
            shards=shards,
            servers=self._gateway.servers,
            silence=silence,
            has_database=isinstance(answer, Answer),
            last_backup=answer.last_backup if isinstance(answer, Answer) else None,
            knowledge_version=base.version,
            pages=len(base.pages),
            problems=[*problems, *self._silent(), *self._stuck(), *self._failing()],
        )

    async def _ask_database(self) -> Answer | str:
        """Return what it answered, or in a few words why it does not."""
        try:
            return await self._database.examine(self._clock.now(), _PATIENCE_SECONDS)
        except StorageUnavailable as error:
            return error.reason
        except Exception as error:  # whatever a driver raises, nothing can be stored
            return type(error).__name__

    def _silent(self) -> list[str]:
        """Name the jobs that are not run any more, because their loop ended or hangs."""
        if not self.meter.last_ran:
            age = self._clock.now() - self.meter.began_at
            return [f"no periodic job has run for {_minutes(age)}"] if age > _LONGEST_SILENCE else []
        return [f"“{name}” has not run for {_minutes(age)}" for name, age in self._old(self.meter.last_ran)]

    def _stuck(self) -> list[str]:
        """Name the jobs that do not end."""
        return [f"“{name}” has been under way for {_minutes(age)}" for name, age in self._old(self.meter.under_way)]

    def _failing(self) -> list[str]:
        """Name the jobs that have done nothing but fail."""
        return [f"“{name}” has failed for {_minutes(age)}" for name, age in self._old(self.meter.failing)]

    def _old(self, moments: Mapping[str, datetime]) -> Iterator[tuple[str, timedelta]]:
        now = self._clock.now()
        return ((name, now - since) for name, since in moments.items() if now - since > _LONGEST_SILENCE)


def _minutes(time: timedelta) -> str:
    return f"{int(time.total_seconds() // 60)} minutes"
