"""What `tollfree run` says when Discord has let it in."""

import re
import time
from collections.abc import AsyncIterator

import pytest
import simcord

from bot import __version__
from bot.app import App
from bot.config import Settings
from bot.health.attending import attended
from bot.knowledge.library import Library
from tests import patience
from tests.log_lines import Lines, logged


@pytest.fixture
async def lines(app: App, settings: Settings) -> AsyncIterator[Lines]:
    with logged("info") as lines:
        secret = settings.model_copy(update={"database_url": "postgresql://somebody:hunter2@db.example.com/tollfree"})
        async with attended(secret, app.client, time.perf_counter() - 3):
            yield lines


async def test_one_line_says_what_is_running(lines: Lines, app: App) -> None:
    env = simcord.Env(app.client, shard_count=2, settle_timeout=patience.SECONDS)
    await env.start()
    await env.shutdown()
    line = lines.saying("ready after")
    base = app.services[Library].current
    assert re.fullmatch(
        rf"ready after \d+\.\d s: tollfree {re.escape(__version__)}, discord\.py 2\.\S+, Python 3\.\S+, postgresql, "
        rf"shards 0,1 of 2, 0 servers, knowledge {base.version} with {len(base.pages)} pages",
        line["message"],
    )
    assert float(line["message"].split()[2]) >= 3
    assert "hunter2" not in lines.text
    assert "db.example.com" not in lines.text
