"""A server with leads, for tests on both databases."""

from dataclasses import dataclass, field, replace
from itertools import count

from bot.domain.lead_draft import LeadDraft
from bot.domain.leads import Actor, Lead
from bot.services.following_wiring import FollowServices, make_follow_services
from bot.services.lead_ports import Topic
from bot.services.leads_wiring import LeadServices, make_lead_services
from bot.storage.unit_of_work import Storage
from tests.unit.fakes import FakeClock

GUILD = 1_100_000_000_000_000_000
POSTER, MODERATOR, SECOND_MODERATOR = (Actor(GUILD, 1_200_000_000_000_000_000 + number) for number in range(3))
DRAFT = LeadDraft(
    token="",
    title="Utilization review, part-time",
    organisation="Lighthouse Health",
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
    services: LeadServices = field(init=False)
    following: FollowServices = field(init=False)

    def __post_init__(self) -> None:
        self.services = make_lead_services(self.storage, self.clock, TwoPages(), MarkedSigns())
        self.following = make_follow_services(self.storage, self.clock, TwoPages())

    def draft(self, **changes: object) -> LeadDraft:
        """Return a draft with a link of its own."""
        number = next(self.numbers)
        draft = replace(DRAFT, token=f"token-{number}", link=f"https://jobs.example.org/view?id={number}")
        return replace(draft, **changes)  # type: ignore[arg-type]  # fields by name

    async def open_doors(self) -> None:
        """Let newcomers post at once."""
        await self.services.settings.change(MODERATOR, reviews_newcomers=False)

    async def lead(self, poster: Actor = POSTER, **changes: object) -> Lead:
        """Return a new live lead."""
        await self.open_doors()
        shared = await self.services.leads.share(self.draft(**changes), poster, "Ada")
        assert shared.is_new
        return shared.lead

    async def now(self, lead: Lead) -> Lead:
        """Return the lead as it is stored now."""
        return await self.services.leads.get(lead.id, GUILD)
