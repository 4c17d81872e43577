"""How much a digest holds, and what is left out that the notes no longer have."""

from dataclasses import replace

import pytest

from bot.ask.model import Gap
from bot.ask.storage import GapRepository
from bot.digest.model.digest import LEASE, Pick
from bot.digest.storage import DigestRepository
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from tests.digest.papers import DAY, HOUR, Paper
from tests.world import GUILD, member


@pytest.fixture
def storage(sqlite_engines: Engines) -> Storage:
    return Storage(sqlite_engines)


async def test_it_shows_three_leads_at_most_and_questions_about_pages_that_are_there(
    paper: Paper, storage: Storage
) -> None:
    for number in range(4):
        await paper.world.lead(member(number), title=f"Lead {number}", link=f"https://example.org/{number}")
    async with storage.writing() as unit:
        for page_id in ("gone", "lighthouse-reviewer", "lighthouses"):
            await unit[GapRepository].add(Gap(page_id, "why?", paper.clock.now()), GUILD)
    content = await paper.digests.preview(GUILD)
    assert len(content.best) == 3
    assert [topic.page_id for topic in content.gaps] == ["lighthouse-reviewer", "lighthouses"]


async def test_a_page_that_is_gone_since_the_day_was_begun_is_left_out(paper: Paper, storage: Storage) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    gone = replace(claim.digest, role=Pick("gone", 0), myth=Pick("gone-too", 0))
    async with storage.writing() as unit:
        await unit[DigestRepository].save(gone)
    paper.clock.move(LEASE)
    again = await paper.due()
    assert again is not None
    assert (again.content.role, again.content.role_line, again.content.myth) == (None, None, None)


async def test_leads_of_the_day_before_are_not_the_best_of_today(paper: Paper) -> None:
    await paper.world.lead()
    paper.clock.move(HOUR)
    await paper.post()
    paper.clock.move(DAY)
    assert (await paper.post()).content.best == ()
