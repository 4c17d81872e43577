from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.data.migrating import migrate
from bot.kit.command_sync import CommandSync
from bot.kit.recent_shares import QUIET_TIME, RecentShares
from bot.kit.storage.command_syncs import CommandSyncRepository
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from bot.knowledge.problems import KnowledgeInvalid
from bot.pages.ui.corrections import RepositoryLinks
from tests.fakes import FakeClock
from tests.written_pages import role, write_knowledge

ROLE = {"name": "role", "description": "x", "options": []}
HELP = {"name": "help", "description": "y", "options": []}


class Publisher:
    def __init__(self) -> None:
        self.calls = 0

    async def __call__(self) -> None:
        self.calls += 1


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    engines = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'test.db'}"))
    await migrate(engines)
    storage = Storage(engines)
    yield storage
    await storage.close()


async def test_commands_are_published_once_for_each_change(storage: Storage) -> None:
    publish, sync = Publisher(), CommandSync(storage, FakeClock())
    assert await sync.sync(1, [ROLE, HELP], publish)
    assert not await sync.sync(1, [HELP, ROLE], publish), "order alone is no change"
    assert await sync.sync(1, [ROLE], publish)
    assert await sync.sync(2, [ROLE], publish), "another application knows nothing yet"
    assert publish.calls == 3


async def test_force_publishes_again(storage: Storage) -> None:
    publish, sync = Publisher(), CommandSync(storage, FakeClock())
    await sync.sync(1, [ROLE], publish)
    assert await sync.sync(1, [ROLE], publish, force=True)
    assert publish.calls == 2


async def test_a_failed_publication_is_tried_again_next_time(storage: Storage) -> None:
    sync = CommandSync(storage, FakeClock())

    async def fail() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await sync.sync(1, [ROLE], fail)
    async with storage.reading() as unit:
        assert await unit[CommandSyncRepository].fingerprint(1) is None


def test_a_share_counts_once_within_the_quiet_time() -> None:
    clock = FakeClock()
    shares = RecentShares(clock)
    assert shares.claim((1, "a"))
    assert not shares.claim((1, "a"))
    assert shares.claim((2, "a")), "another channel is another thing"
    clock.move(QUIET_TIME)
    assert shares.claim((1, "a"))


def test_a_released_share_may_be_claimed_again() -> None:
    shares = RecentShares(FakeClock())
    shares.claim("a")
    shares.release("a")
    assert shares.claim("a")


def test_an_edit_is_noticed_and_swapped_in(tmp_path: Path) -> None:
    library = Library(write_knowledge(tmp_path), FakeClock())
    before = library.current
    assert library.refresh() is None
    path = tmp_path / "roles" / "lighthouse-reviewer.md"
    path.write_text(path.read_text().replace("Lighthouse medical reviewer", "Beacon medical reviewer"))
    assert library.refresh() is not None
    assert library.current.role("lighthouse-reviewer").title == "Beacon medical reviewer"
    assert before.role("lighthouse-reviewer").title == "Lighthouse medical reviewer", (
        "an answer under way keeps its base"
    )


def test_a_broken_edit_keeps_the_old_pages_and_tells_the_operator(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(write_knowledge(tmp_path), FakeClock())
    path = tmp_path / "roles" / "lighthouse-reviewer.md"
    whole = path.read_text()
    path.write_text(whole.replace("title:", "titel:"))
    library.refresh()
    assert library.current.role("lighthouse-reviewer").title == "Lighthouse medical reviewer"
    assert 'Did you mean "title"?' in caplog.text
    assert library.refresh() is None, "the same broken edit is told once"
    path.write_text(whole)
    library.refresh()
    assert library.refresh() is None


def test_a_new_page_and_a_removed_page_are_noticed(tmp_path: Path) -> None:
    library = Library(write_knowledge(tmp_path), FakeClock())
    extra = tmp_path / "roles" / "second.md"
    extra.write_text(role("Second", aliases=""))
    library.refresh()
    assert "second" in library.current.pages
    extra.unlink()
    library.refresh()
    assert "second" not in library.current.pages


def test_a_broken_base_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeInvalid, match="1 problem in"):
        Library(write_knowledge(tmp_path, one=role(sector="sector: nowhere")), FakeClock())


def test_a_fix_is_suggested_in_an_issue_that_is_filled_in(tmp_path: Path) -> None:
    page = Library(write_knowledge(tmp_path), FakeClock()).current.page("lighthouse-reviewer")
    url = RepositoryLinks("https://example.org/team/tollfree/").suggest_url(page)
    assert url is not None
    parts = urlsplit(url)
    assert parts.path == "/team/tollfree/issues/new"
    query = parse_qs(parts.query)
    assert query["title"] == ["Fix roles/lighthouse-reviewer"]
    assert "knowledge/roles/lighthouse-reviewer.md" in query["body"][0]
    assert len(url) <= 512, "Discord refuses longer links on buttons"


def test_without_a_repository_there_is_no_link(tmp_path: Path) -> None:
    page = Library(write_knowledge(tmp_path), FakeClock()).current.page("lighthouse-reviewer")
    assert RepositoryLinks(None).suggest_url(page) is None
