"""When cards are looked at: each once in half a day, whatever happens to the minutes."""

from datetime import timedelta

import pytest

from bot.leads.model.looking import MINUTES, remainders_due
from bot.leads.service.card_watch import CardWatch
from bot.leads.service.posting import LeadPosting
from tests.world import World


def test_every_lead_has_its_turn_once_in_half_a_day() -> None:
    last, seen = 5_000, []
    for minute in range(5_001, 5_001 + MINUTES):
        seen += remainders_due(last, minute)
        last = minute
    assert sorted(seen) == list(range(MINUTES))


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, 725, [5]),
        (723, 725, [4, 5]),
        (719, 721, [0, 1]),
        (725, 725, []),
        (700, 725, [716, 717, 718, 719, 0, 1, 2, 3, 4, 5]),
        (900, 725, [5]),
    ],
)
def test_a_late_round_makes_up_for_some_minutes_and_a_clock_set_back_for_none(
    last: int | None, now: int, expected: list[int]
) -> None:
    assert remainders_due(last, now) == expected


async def test_in_half_a_day_every_live_card_is_looked_at_once(world: World) -> None:
    leads = [await world.lead() for _ in range(3)]
    watch, seen = CardWatch(world.storage, world.clock, world.services[LeadPosting]), []
    for _ in range(MINUTES // 10):
        seen += [lead.id for lead in await watch.due()]
        world.clock.move(timedelta(minutes=10))
    assert sorted(seen) == [lead.id for lead in leads]
