"""Once the bot is ready, the index is built and start-up is left out of garbage collection."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ask.service.asking import AskService
from bot.cli.settling import settle_in


@pytest.fixture(autouse=True)
def _collection_as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class _Warm(AskService):
    def __init__(self) -> None:
        self.warmed = 0

    async def warm_up(self) -> None:
        self.warmed += 1


async def test_settling_in_builds_the_index_and_freezes_what_is_there() -> None:
    asking = _Warm()
    gc.unfreeze()
    await settle_in(asking)
    assert asking.warmed == 1
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > 700


async def test_settling_in_again_lets_go_of_what_is_no_longer_used() -> None:
    class Circle:
        def __init__(self) -> None:
            self.myself = self
            self.gone = Path("gone")

    circle = Circle()
    await settle_in(_Warm())
    number = id(circle)
    del circle
    await settle_in(_Warm())
    gc.unfreeze()
    assert all(id(one) != number or not isinstance(one, Circle) for one in gc.get_objects())
