"""The site of the shipped pages, built and published once for all tests that read it; they run in one worker."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.kit.clock import SystemClock
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.site.service.building import SiteOptions, build_site
from bot.site.service.publishing import publish
from bot.site.service.searching import index_pages
from bot.site.service.serving import served

SHIPPED = Path(__file__).parents[1] / "knowledge"


@pytest.fixture(scope="session")
def today() -> date:
    """Give the day on which the site is built: the shipped pages were reviewed by then."""
    return SystemClock().now().date()


@pytest.fixture(scope="session")
def base(today: date) -> KnowledgeBase:
    """Give the shipped pages."""
    return load(SHIPPED, today).require()


@pytest.fixture(scope="session")
def files(base: KnowledgeBase, today: date) -> Mapping[str, bytes]:
    """Give every file of their site."""
    return build_site(base, SiteOptions(today))


@pytest.fixture(scope="session")
def site_folder(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which the site is published, with its search."""
    folder = tmp_path_factory.mktemp("site") / "site"
    publish(files, folder, index_pages)
    return folder


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """Give the address at which the site is served."""
    with served(site_folder) as url:
        yield url


def in_one_worker(items: list[pytest.Item], folder: Path) -> None:
    """Let one worker run the tests of a folder: what they share is built once."""
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("site"))
