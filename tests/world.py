"""A server with leads, for tests on both databases."""

from dataclasses import dataclass, field, replace
from itertools import count

from sqlalchemy import select

from bot.digest.service.planning import replan_if_due
from bot.following.service.delivery import FollowDelivery
from bot.following.service.following import FollowService
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.closing import close_before_forgetting
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.actors import Actor, CardPlace
from bot.kit.capability import Services
from bot.kit.forgetting import Forgetting
from bot.kit.meter import NoMeter
from bot.kit.storage.transactions import Storage
from bot.knowledge.topics import Topic
from bot.leads.model.draft import LeadDraft
from bot.leads.model.lead import Lead
from bot.leads.service.acting import LeadActing
from bot.leads.service.ballot_box import BallotBox
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.posting import LeadPosting
from bot.leads.service.sharing import LeadSharing
from bot.leads.service.upkeep import LeadUpkeep
from bot.leads.storage.vote_counter import VoteCounter
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.outbox.model.job import Errand
from bot.outbox.service import Outbox
from bot.outbox.storage import outbox
from bot.privacy.service import PrivacyService
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock

GUILD = 1_100_000_000_000_000_000
CHANNEL = 1_150_000_000_000_000_000
POSTER, MODERATOR, SECOND_MODERATOR = (Actor(GUILD, 1_200_000_000_000_000_000 + number) for number in range(3))
DRAFT = LeadDraft(
    token="",
    title="Utilization review, part-time",
    organization="Lighthouse Health",
    page_id="reviewer",
    is_free=True,
)


def member(number: int) -> Actor:
    """Return a member who is not the poster."""
    return Actor(GUILD, 1_300_000_000_000_000_000 + number)


class TwoPages:
    """Knows one role in one sector, and another sector."""

    def topic(self, page_id: str) -> Topic | None:
        """Return the topic of a page."""
        topics = {"reviewer": Topic("reviewer", "insurance"), "insurance": Topic(None, "insurance")}
        return {**topics, "pharma": Topic(None, "pharma")}.get(page_id)


class MarkedSigns:
    """Finds a sign wherever a text says so."""

    def signs(self, text: str) -> list[str]:
        """Return the sign."""
        return ["asks for money"] if "guaranteed" in text.lower() else []


@dataclass
class World:
    """The services over one storage."""

    storage: Storage
    clock: FakeClock = field(default_factory=FakeClock)
    numbers: "count[int]" = field(default_factory=count)
    forgetting: Forgetting = field(default_factory=Forgetting)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        storage, clock, pages = self.storage, self.clock, TwoPages()
        self.services = Services(storage, clock, NoMeter())
        self.services.add(LeadSharing(storage, clock, pages, MarkedSigns()))
        self.services.add(LeadActing(storage, clock, BallotBox(VoteCounter(storage), clock)))
        self.services.add(FollowService(storage, clock, pages))
        self.services.add(FollowDelivery(storage, clock, pages))
        for kind in (
            Outbox,
            LeadBrowsing,
            LeadPosting,
            LeadUpkeep,
            ReviewService,
            BlockService,
            GuildSettingsService,
        ):
            self.services.add(kind(storage, clock))
        self.services.add(PrivacyService(storage, clock, self.forgetting))
        self.services[GuildSettingsService].when_changed(replan_if_due)
        self._let_insiders_answer()

    def _let_insiders_answer(self) -> None:
        storage, clock = self.storage, self.clock
        here = AnsweringHere(storage, clock)
        self.services.add(here)
        self.services.add(Profiles(storage, clock, TwoPages(), here))
        self.services.add(Answering(storage, clock, here))
        self.services.add(Reporting(storage, clock, here))
        self.services.add(Asking(storage, clock))
        self.services.add(InsiderUpkeep(storage, clock))
        self.forgetting.add(close_before_forgetting)

    def draft(self, **changes: object) -> LeadDraft:
        """Return a draft with a link of its own."""
        number = next(self.numbers)
        draft = replace(DRAFT, token=f"token-{number}", link=f"https://jobs.example.org/view?id={number}")
        return replace(draft, **changes)  # type: ignore[arg-type]  # fields by name

    async def open_doors(self) -> None:
        """Let newcomers post at once, and as much as they like."""
        await self.services[GuildSettingsService].change(MODERATOR, reviews_newcomers=False, leads_a_day=100)

    async def lead(self, poster: Actor = POSTER, **changes: object) -> Lead:
        """Return a new live lead."""
        await self.open_doors()
        shared = await self.services[LeadSharing].share(self.draft(**changes), poster, "Ada")
        assert shared.is_new
        return await self.posted(shared.lead)

    async def posted(self, lead: Lead) -> Lead:
        """Return a lead whose card stands since now, each in a place of its own."""
        await self.services[LeadPosting].stands(lead.id, CardPlace(CHANNEL, 10_000 + lead.id))
        return await self.now(lead)

    async def errands(self, kind: str) -> list[Errand]:
        """Return what waits in the outbox of a kind."""
        columns = (outbox.c.kind, outbox.c.subject, outbox.c.guild_id, outbox.c.member_id, outbox.c.detail)
        query = select(*columns).where(outbox.c.kind == kind, outbox.c.state == "waiting").order_by(outbox.c.id)
        async with self.storage.reading() as unit:
            return [Errand(*row) for row in await unit.connection.execute(query)]

    async def now(self, lead: Lead) -> Lead:
        """Return the lead as it is stored now."""
        return await self.services[LeadBrowsing].get(lead.id, lead.guild_id)
