"""Curators edit pages while the bot runs."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.config import Settings
from tests.fakes import FakeClock
from tests.simulated import Server, words
from tests.written_pages import write_knowledge


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Give settings with a few pages that may be edited."""
    return settings.model_copy(update={"knowledge_dir": write_knowledge(tmp_path / "knowledge")})


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands at today: the pages were reviewed by then."""
    return FakeClock(datetime.now(UTC))


@pytest.fixture
async def app(settings: Settings, clock: FakeClock) -> AsyncIterator[App]:
    """Give the bot with those pages."""
    async with open_app(settings, clock) as app:
        yield app


async def title(server: Server) -> str:
    result = await server.member.slash(server.channel, "role", name="lighthouse-reviewer")
    return words(result).splitlines()[0]


@pytest.mark.breaks
async def test_an_edit_shows_within_seconds_and_a_broken_one_does_not(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    page = settings.knowledge_dir / "roles" / "lighthouse-reviewer.md"
    whole = page.read_text()
    assert await title(server) == "## Lighthouse medical reviewer"

    page.write_text(whole.replace("title: Lighthouse medical reviewer", "title: Health plan file reader"))
    await server.env.advance_time(3)
    assert await title(server) == "## Health plan file reader"

    page.write_text(whole.replace("title:", "titel:"))
    await server.env.advance_time(3)
    assert await title(server) == "## Health plan file reader"
    assert "the ones from before stay in use" in caplog.text
    assert 'Did you mean "title"?' in caplog.text

    page.write_text(whole)
    await server.env.advance_time(3)
    assert await title(server) == "## Lighthouse medical reviewer"


@pytest.mark.breaks
async def test_a_folder_that_vanishes_and_returns_does_not_end_the_watch(server: Server, settings: Settings) -> None:
    away = settings.knowledge_dir.with_name("away")
    settings.knowledge_dir.rename(away)
    await server.env.advance_time(3)
    assert "Lighthouse" in await title(server)
    away.rename(settings.knowledge_dir)
    await server.env.advance_time(3)
    assert "Lighthouse" in await title(server)
