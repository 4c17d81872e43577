"""People who tell what their searches came to, and whose answers are counted as they told them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from bot.kit.actors import Actor
from bot.kit.storage.secrets import SecretRepository
from bot.kit.storage.transactions import Storage
from bot.outcomes.engine.lots import Lots
from bot.outcomes.model.answers import Answers, Question
from bot.outcomes.model.table import RULE
from bot.outcomes.service.publishing import OutcomePublishing
from bot.outcomes.service.telling import OutcomeService
from tests.fakes import FakeClock
from tests.world import GUILD, TwoPages

ROLE = "reviewer"
SECRET = b"of the tests"
HIRED: Answers = {
    Question.REACHED: "hired",
    Question.APPLICATIONS: "6-20",
    Question.MONTHS: "4-6",
    Question.FOUND: "person",
    Question.TRAINING: "finished",
    Question.LICENSE: "yes",
    Question.BOARD: "yes",
    Question.PART_TIME: "no",
    Question.PAID: "no",
}
NO_REPLY: Answers = {**HIRED, Question.REACHED: "no_reply"}


def counted_as_told(role_id: str = ROLE, secret: bytes = SECRET) -> Iterator[int]:
    """Yield members whose lots leave their answers alone."""
    lots = Lots(secret, RULE.lot)
    for number in count(1_300_000_000_000_000_000):
        if all(lots.counted(number, role_id, told) == told for told in (HIRED, NO_REPLY)):
            yield number


MEMBERS = [number for number, _ in zip(counted_as_told(), range(16), strict=False)]


@dataclass
class Telling:
    """The services over one storage, at a clock that is moved."""

    storage: Storage
    clock: FakeClock = field(default_factory=lambda: FakeClock(datetime(2026, 11, 20, 12, tzinfo=UTC)))

    def __post_init__(self) -> None:
        self.outcomes = OutcomeService(self.storage, self.clock, TwoPages())
        self.publishing = OutcomePublishing(self.storage, self.clock)

    async def keep_secret(self) -> None:
        """Let the lots be those that the tests know."""
        async with self.storage.writing() as unit:
            await unit[SecretRepository].get_or_put("outcome lots", SECRET)

    async def tell(self, *numbers: int, answers: Answers = HIRED, guild: int = GUILD) -> None:
        """Let some members tell what their search came to."""
        for number in numbers:
            await self.outcomes.share(Actor(guild, MEMBERS[number]), ROLE, answers)

    async def first_of(self, year: int, month: int) -> bool:
        """Move to the first of a month and publish."""
        self.clock.move(datetime(year, month, 1, 0, 5, tzinfo=UTC) - self.clock.now())
        return await self.publishing.publish_due()

    async def shown(self, guild: int = GUILD) -> tuple[int, str | None] | None:
        """Return of how many people a table is, and what it shows of those who were hired."""
        table = (await self.outcomes.published(guild, ROLE)).table
        return None if table is None else (table.people, table.shown["reached"][3])
