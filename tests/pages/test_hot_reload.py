"""Curators edit pages while the bot runs."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.config import Settings
from tests.fakes import FakeClock
from tests.simulated import SHIPPED, Server, words


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Give settings whose pages may be edited."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    return settings.model_copy(update={"knowledge_dir": tmp_path / "knowledge"})


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands at today: the pages that ship were reviewed by then."""
    return FakeClock(datetime.now(UTC))


@pytest.fixture
async def app(settings: Settings, clock: FakeClock) -> AsyncIterator[App]:
    """Give the bot with those pages."""
    async with open_app(settings, clock) as app:
        yield app


async def title(server: Server) -> str:
    result = await server.member.slash(server.channel, "role", name="um-medical-director")
    return words(result).splitlines()[0]


@pytest.mark.breaks
async def test_an_edit_shows_within_seconds_and_a_broken_one_does_not(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    server.env.settle_timeout = 30  # all pages are loaded anew each time
    page = settings.knowledge_dir / "roles" / "um-medical-director.md"
    whole = page.read_text()
    assert await title(server) == "## Utilization management medical director"

    page.write_text(whole.replace("title: Utilization management medical director", "title: Health plan file reader"))
    await server.env.advance_time(3)
    assert await title(server) == "## Health plan file reader"

    page.write_text(whole.replace("title:", "titel:"))
    await server.env.advance_time(3)
    assert await title(server) == "## Health plan file reader"
    assert "the ones from before stay in use" in caplog.text
    assert 'Did you mean "title"?' in caplog.text

    page.write_text(whole)
    await server.env.advance_time(3)
    assert await title(server) == "## Utilization management medical director"


@pytest.mark.breaks
async def test_a_folder_that_vanishes_and_returns_does_not_end_the_watch(server: Server, settings: Settings) -> None:
    server.env.settle_timeout = 30
    away = settings.knowledge_dir.with_name("away")
    settings.knowledge_dir.rename(away)
    await server.env.advance_time(3)
    assert "Utilization" in await title(server)
    away.rename(settings.knowledge_dir)
    await server.env.advance_time(3)
    assert "Utilization" in await title(server)
