"""A closing date is a day where the server is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.leads.model.draft import LeadField
from bot.leads.model.errors import LeadRefused
from bot.leads.model.problems import Fault
from bot.leads.service.sharing import LeadSharing
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.world import MODERATOR, POSTER, World

EVENING_IN_LOS_ANGELES = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""Half past five in the afternoon of the 23rd there; already the 24th in UTC."""


async def test_today_is_not_past_in_the_evening_and_ends_with_the_local_day(sqlite_storage: Storage) -> None:
    world = World(sqlite_storage, clock=FakeClock(EVENING_IN_LOS_ANGELES))
    await world.open_doors()
    await world.services[GuildSettingsService].change(MODERATOR, time_zone="America/Los_Angeles")
    draft = replace(world.draft(), closing="2026-11-23")
    shared = await world.services[LeadSharing].share(draft, POSTER, "Ada")
    assert shared.lead.expires_at == datetime(2026, 11, 24, 8, tzinfo=UTC)
    world.clock.move(timedelta(hours=7))
    with pytest.raises(LeadRefused) as caught:
        await world.services[LeadSharing].share(replace(world.draft(), closing="2026-11-23"), POSTER, "Ada")
    assert caught.value.problems == {LeadField.CLOSING: Fault.CLOSING_PASSED}


@pytest.fixture
def sqlite_storage(sqlite_engines: Engines) -> Storage:
    return Storage(sqlite_engines)
