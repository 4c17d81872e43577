"""Once the bot is ready, the index is built and start-up is left out of garbage collection."""

import asyncio
import gc
import runpy
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.cli.commands
from bot.ask.engine.embedding import Embedder
from bot.ask.service.asking import AskService
from bot.cli.settling import settle_in
from bot.crisis.service import CrisisService
from bot.knowledge.library import Library
from tests import patience
from tests.fakes import FakeClock
from tests.written_pages import write_knowledge


@pytest.fixture(autouse=True)
def _collection_as_before() -> Iterator[None]:
    thresholds, frozen = gc.get_threshold(), gc.get_freeze_count()
    yield
    gc.unfreeze()
    if frozen:
        gc.freeze()
    gc.set_threshold(*thresholds)


class _Warm(AskService):
    def __init__(self) -> None:
        self.warmed = 0

    async def warm_up(self) -> None:
        self.warmed += 1


async def test_settling_in_builds_the_index_and_freezes_what_is_there() -> None:
    asking = _Warm()
    gc.unfreeze()
    await settle_in(asking, asyncio.Event())
    assert asking.warmed == 1
    assert gc.get_freeze_count() > 10_000


def test_the_command_line_collects_garbage_seldom_from_its_first_moment() -> None:
    gc.set_threshold(700, 10, 10)
    runpy.run_path(bot.cli.commands.__file__)
    assert gc.get_threshold()[0] > 700


async def test_settling_in_again_lets_go_of_what_is_no_longer_used() -> None:
    class Circle:
        def __init__(self) -> None:
            self.myself = self
            self.gone = Path("gone")

    circle = Circle()
    await settle_in(_Warm(), asyncio.Event())
    number = id(circle)
    del circle
    await settle_in(_Warm(), asyncio.Event())
    gc.unfreeze()
    assert all(id(one) != number or not isinstance(one, Circle) for one in gc.get_objects())


async def test_a_stop_does_not_wait_for_the_index(tmp_path: Path) -> None:
    pages = Library(write_knowledge(tmp_path / "pages"), FakeClock())
    begun, goes_on, stop = threading.Event(), threading.Event(), asyncio.Event()

    def load() -> Embedder:
        begun.set()
        goes_on.wait(patience.SECONDS)
        raise OSError("nobody waits for it any more")

    settling = asyncio.create_task(settle_in(AskService(pages, load, CrisisService(load)), stop))
    await asyncio.to_thread(begun.wait, patience.SECONDS)
    [building] = [thread for thread in threading.enumerate() if thread.name == "building the index"]
    assert building.daemon, "the process ends without it"
    stop.set()
    await asyncio.wait_for(settling, patience.SECONDS)
    goes_on.set()
    building.join(patience.SECONDS)
