"""What members do in the benchmark, and what a bare bot needs to be given to answer the same."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.loopback.processes import Side
from bot.data.migrating import migrate
from bot.kit.actors import Actor, CardPlace
from bot.kit.clock import SystemClock
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from bot.knowledge.topics import Topic
from bot.knowledge.vocabulary import PageKind
from bot.leads.model.draft import LeadDraft
from bot.leads.model.errands import card_of
from bot.leads.service.posting import LeadPosting
from bot.leads.service.sharing import LeadSharing
from bot.outbox.storage import OutboxRepository
from bot.servers.service.settings import GuildSettingsService
from bot.tollcheck.service import TollcheckSigns
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, Interaction, command_data, press_data
from tests.loopback.world import Json

LEADS = 40
NEW_LEAD_SHARE = 0.5
"""Share of the votes that go to the newest lead, as when one has just been posted; the others go to any of 40."""
POSTER = 7 << 22
FIRST_MEMBER = 1 << 50
COMPONENTS_V2 = 1 << 15

TYPED = ("", "u", "um", "util", "med", "medical wr", "drug saf", "farma", "consult", "info", "data", "remote", "phar")
QUESTIONS = (
    "Do I need board certification for utilization management?",
    "What does a medical science liaison do all day?",
    "How do I get into medical writing without experience?",
    "Which jobs can I do without a license?",
    "What does drug safety pay?",
    "Is an MBA needed for consulting?",
    "How do I explain leaving clinical work?",
    "What is expert witness work like?",
)
Payloads = dict[str, dict[str, object]]


@dataclass
class Members:
    """Those who use one bot; the same for both bots, with the same seed."""

    side: Side
    cards: dict[int, Json]
    roles: tuple[str, ...]

    def __post_init__(self) -> None:
        self._chance = random.Random(11)  # noqa: S311  # both bots get the same presses
        self._numbers = count(FIRST_MEMBER)

    async def role(self) -> None:
        """Use `/role`, for any of the roles."""
        await (await self._role(self._chance.choice(self.roles))).answer()

    async def autocomplete(self) -> None:
        """Type a few letters of a role."""
        await (await self._typed(self._chance.choice(TYPED))).answer()

    async def ask(self) -> None:
        """Ask a question, and wait until the answer is there."""
        await (await self._asked(self._chance.choice(QUESTIONS))).message()

    async def upvote(self) -> None:
        """Press *Upvote* once as a member who has not pressed before."""
        ids = list(self.cards)
        lead_id = ids[-1] if self._chance.random() < NEW_LEAD_SHARE else self._chance.choice(ids)
        await (await self._pressed(lead_id)).answer()

    async def answers(self) -> Payloads:
        """Return what the bot answers to everything, by what it is asked; each is asked once."""
        role = {name: (await (await self._role(name)).message())["components"] for name in self.roles}
        typed = {text: (await (await self._typed(text)).answer())["data"]["choices"] for text in TYPED}
        asked = {text: (await (await self._asked(text)).message())["components"] for text in QUESTIONS}
        upvote = {
            str(lead_id): (await (await self._pressed(lead_id)).message())["components"] for lead_id in self.cards
        }
        return {"role": role, "autocomplete": typed, "ask": asked, "upvote": upvote}

    async def _role(self, name: str) -> Interaction:
        return await self._use(COMMAND, command_data("role", {"name": name}))

    async def _typed(self, text: str) -> Interaction:
        return await self._use(AUTOCOMPLETE, command_data("role", {"name": text}, focused="name"))

    async def _asked(self, question: str) -> Interaction:
        return await self._use(COMMAND, command_data("ask", {"question": question}))

    async def _pressed(self, lead_id: int) -> Interaction:
        card = self.cards[lead_id]
        return await self._use(COMPONENT, press_data(card, f"tf1:lead:up:{lead_id}"), source=card)

    async def _use(self, kind: int, data: Json, source: Json | None = None) -> Interaction:
        discord, guild = self.side.discord, self.side.guild
        return await discord.use(guild, kind, data, source=source, member_id=next(self._numbers))


Case = Callable[[Members], Awaitable[None]]
CASES: dict[str, Case] = {
    "`/role`": Members.role,
    "autocomplete": Members.autocomplete,
    "*Upvote*": Members.upvote,
    "`/ask`": Members.ask,
}


def cards_in(side: Side, lead_ids: list[int]) -> dict[int, Json]:
    """Post a message for each lead, with a button; the first press makes it the whole card."""
    return {lead_id: _card_in(side, lead_id) for lead_id in lead_ids}


def _card_in(side: Side, lead_id: int) -> Json:
    button = {"type": 2, "id": 2, "style": 2, "label": "Upvote", "custom_id": f"tf1:lead:up:{lead_id}"}
    channel = side.guild.channels[0]
    card = side.discord.world.new_message(
        channel, {"components": [{"type": 1, "id": 1, "components": [button]}], "flags": COMPONENTS_V2}
    )
    channel.messages[int(card["id"])] = card
    return card


class _AnyPage:
    def topic(self, page_id: str) -> Topic | None:
        return Topic(page_id, "payers")


async def make_leads(database: Path, guild_id: int) -> list[int]:
    """Make a database with leads in it, each of another member, and return their ids."""
    engines = make_engines(parse_database_url(f"sqlite:///{database}"))
    await migrate(engines)
    storage, clock = Storage(engines), SystemClock()
    sharing = LeadSharing(storage, clock, _AnyPage(), TollcheckSigns())
    await GuildSettingsService(storage, clock).change(Actor(guild_id, POSTER), reviews_newcomers=False)
    ids = []
    for number in range(LEADS):
        draft = LeadDraft(
            token=f"bench-{number}",
            title=f"Utilization review, part-time, {number}",
            organization="Lighthouse Health",
            link=f"https://jobs.example.org/view?id={number}",
            location="Any US state",
            how_to_ask="Two days a week; write to the medical director.",
            page_id="um-medical-director",
            is_free=True,
        )
        lead = (await sharing.share(draft, Actor(guild_id, POSTER + number), "Ada")).lead
        ids.append(lead.id)
        async with storage.writing() as unit:
            await unit[OutboxRepository].withdraw(card_of(lead))  # the benchmark lays the cards out itself
    await engines.dispose()
    return ids


async def make_live(database: Path, cards: dict[int, Json]) -> None:
    """Let the cards of leads stand where Discord has them now."""
    engines = make_engines(parse_database_url(f"sqlite:///{database}"))
    posting = LeadPosting(Storage(engines), SystemClock())
    for lead_id, card in cards.items():
        await posting.stands(lead_id, CardPlace(int(card["channel_id"]), int(card["id"])))
    await engines.dispose()


def role_ids(knowledge: Path) -> tuple[str, ...]:
    """Return the roles that the pages have."""
    return tuple(page.id for page in Library(knowledge, SystemClock()).current.of_kind(PageKind.ROLE))
