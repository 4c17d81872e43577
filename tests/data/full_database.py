"""A database with rows in every table, and ways to look at all of it, for tests that move data."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.data.tables import metadata
from bot.data.up_to_date import migrate_if_needed
from bot.kit.actors import Actor, CardPlace
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.leads.model.lead import ReportReason
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.sharing import LeadSharing
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.servers.service.settings import GuildSettingsService
from tests.world import GUILD, MODERATOR, POSTER, SECOND_MODERATOR, World, member

OTHER_GUILD = GUILD + 1
NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
FOLLOWER = 1_400_000_000_000_000_000
MANY = 2500  # more than two batches

# Text that languages and bytes order differently, and all that text may hold.
PAGES = (
    "roles/b",
    "roles/A",
    "roles/a",
    "roles/é",
    "roles/Z",
    "roles-x",
    "roles_x",
    "roles/ß🩺",
    "roles/ab",
    "Roles/a",
)

ROWS: dict[str, list[dict[str, Any]]] = {
    "command_syncs": [{"application_id": 2**63 - 1, "fingerprint": "a" * 64, "synced_at": NOON}],
    "last_times": [{"what": "backup", "at": NOON}],
    "removed_servers": [{"guild_id": guild, "since": NOON} for guild in (GUILD, OTHER_GUILD)],
    "secrets": [{"name": "poster_key_of_old", "value": bytes(range(256))}],
    "page_reviews": [{"page_id": page, "reviewed": date(2026, 1, 31), "seen_at": NOON} for page in PAGES],
    "gaps": [
        {"guild_id": (GUILD, OTHER_GUILD, None)[n % 3], "page_id": "a", "question": f"“{n}”\n\t'é'", "filed_at": NOON}
        for n in range(MANY)
    ],
    "digests": [
        {"guild_id": guild, "local_date": date(2026, 11, 22), "state": "posted", "claimed_at": NOON,
         "lease_until": NOON, "settled_at": NOON, "message_id": 9, "channel_id": 8, "role_id": None, "role_round": 0}
        for guild in (GUILD, OTHER_GUILD)
    ],
    "digest_plans": [{"guild_id": GUILD, "next_at": NOON, "pause": None}],
    "server_notices": [
        {"guild_id": guild, "kind": "digest_quiet", "detail": "", "raised_at": NOON, "claimed_until": NOON}
        for guild in (GUILD, OTHER_GUILD)
    ],
    "outcomes": [
        {"guild_id": guild, "member_id": FOLLOWER, "role_id": page, "year": 2026, "reached": "hired",
         "applications": "6-20", "months": "4-6", "found": "person", "training": "finished", "license": "yes",
         "board": "no", "part_time": "no", "paid": "no", "shared_at": NOON, "changed_at": NOON}
        for guild in (GUILD, OTHER_GUILD)
        for page in PAGES
    ],
    "outcome_tables": [
        {"guild_id": guild, "role_id": "a", "month": NOON.date(), "people": 5, "since": NOON.date(), "shown": "{}"}
        for guild in (GUILD, OTHER_GUILD)
    ],
    "pooled_outcome_tables": [
        {"role_id": "a", "month": NOON.date(), "people": 5, "since": NOON.date(), "shown": "{}"}
    ],
    "outcome_months": [{"month": NOON.date()}],
    "quiet_members": [{"member_id": FOLLOWER}],
    "answers_judged": [{"page_id": "roles/a", "answer": "abcdef01", "yes": 2, "no": 1}],
    "outbox_pauses": [{"name": "messages", "until": NOON}],
    "followers": [{"member_id": FOLLOWER, "last_on": date(2026, 11, 22), "next_at": NOON, "claimed_until": NOON}],
    "follows": [
        {"member_id": FOLLOWER, "guild_id": guild, "page_id": page, "followed_at": NOON, "news_since": NOON}
        for guild in (GUILD, OTHER_GUILD)
        for page in PAGES
    ],
    "insiders": [
        {"id": number, "guild_id": guild, "member_id": FOLLOWER, "role_id": "a", "years": "over_ten", "us_state": "NC",
         "elsewhere_only": True, "monthly_limit": 2, "standing": "active", "joined_at": NOON, "unanswered": 0}
        for number, guild in ((1, GUILD), (2, OTHER_GUILD))
    ],
    "insider_questions": [
        {"id": number, "guild_id": guild, "role_id": "a", "asker_id": FOLLOWER + 1, "text": "Wie – “é”?",
         "state": "talked", "elsewhere_only": False, "insider_id": number, "asker_shows": True, "insider_shows": False,
         **dict.fromkeys(("asked_at", "queued_at", "take_by", "ends_at", "taken_at", "closed_at"), NOON)}
        for number, guild in ((1, GUILD), (2, OTHER_GUILD))
    ],
    "insider_answers": [{"question_id": n, "member_id": FOLLOWER, "text": "So\nit is", "at": NOON} for n in (1, 2)],
    "insider_passes": [{"question_id": number, "insider_id": number} for number in (1, 2)],
    "insider_reports": [
        {"guild_id": guild, "question_id": number, "reporter_id": FOLLOWER, "reported_id": FOLLOWER + 1,
         "reported_side": "asker", "at": NOON, "is_settled": False}
        for number, guild in ((1, GUILD), (2, OTHER_GUILD))
    ],
    "insider_suspensions": [
        {"guild_id": guild, "member_key": bytes(range(32)), "reports": 2, "since": NOON}
        for guild in (GUILD, OTHER_GUILD)
    ],
}  # fmt: skip


async def fill(engines: Engines) -> None:
    """Migrate a database, and let every table have rows of two servers, where rows are of servers."""
    await migrate_if_needed(engines)
    world = World(Storage(engines))
    await world.services[GuildSettingsService].change(Actor(OTHER_GUILD, 5), reviews_newcomers=False)
    for guild in (GUILD, OTHER_GUILD):
        await _lead_life(world, guild)
    async with engines.writer.begin() as connection:
        for table in metadata.sorted_tables:
            if rows := ROWS.get(table.name):
                await connection.execute(insert(table), rows)


async def _lead_life(world: World, guild: int) -> None:
    def here(actor: Actor) -> Actor:
        return Actor(guild, actor.member_id)

    await world.open_doors()
    lead = await world.lead(here(POSTER), title="Éditeur médical – “remote” 🩺", how_to_ask="Write\nto\tus; it's 100%")
    services = world.services
    acting, browsing, sharing = services[LeadActing], services[LeadBrowsing], services[LeadSharing]
    review = services[ReviewService]
    await browsing.record_card(lead.id, CardPlace(10, 11))
    for number in range(5):
        await acting.upvote(lead.id, here(member(number)))
    await acting.worked(lead.id, here(member(1)))
    await acting.close(lead.id, here(member(2)))
    await acting.report(lead.id, here(member(3)), ReportReason.OTHER)
    await world.services[GuildSettingsService].change(here(MODERATOR), reviews_newcomers=True)
    waiting = await sharing.share(world.draft(is_pseudonymous=True), here(member(6)), None)
    await review.unseal(waiting.lead.id, here(MODERATOR))
    await services[BlockService].block_poster(waiting.lead.id, here(SECOND_MODERATOR))
    rejected = await sharing.share(world.draft(), here(member(7)), "Bob")
    await review.reject(rejected.lead.id, here(MODERATOR), "no")


Rows = dict[str, list[tuple[Any, ...]]]


async def everything(engine: AsyncEngine) -> Rows:
    """Return all rows by table, in an order that does not depend on the database."""
    async with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def collect() -> tuple[list[str], Callable[[str], None]]:
    """Return a list, and a printer that adds to it."""
    lines: list[str] = []
    return lines, lines.append
