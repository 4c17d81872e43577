"""Fixtures for the digest."""

from pathlib import Path

import pytest

from bot.digest.service.digests import DigestService
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from tests.digest.papers import EIGHT_IN_NEW_YORK, HOUR, Paper
from tests.fakes import FakeClock
from tests.world import World
from tests.written_pages import write_knowledge


@pytest.fixture
async def paper(storage: Storage, tmp_path: Path) -> Paper:
    clock = FakeClock(EIGHT_IN_NEW_YORK - HOUR)
    write_knowledge(tmp_path / "pages")
    world = World(storage, clock)
    paper = Paper(world, DigestService(storage, clock, Library(tmp_path / "pages", clock)), clock)
    await paper.change(digest_channel_id=5)
    return paper
