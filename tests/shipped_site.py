"""The site of the shipped pages, built and published once for all tests that read it; they run in one worker."""

import os
import resource
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.kit.clock import SystemClock
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.site.service.building import SiteOptions, build_site
from bot.site.service.publishing import publish
from bot.site.service.searching import index_pages
from bot.site.service.serving import served


@pytest.fixture(scope="session")
def today() -> date:
    """Give the day on which the site is built: the shipped pages were reviewed by then."""
    return SystemClock().now().date()


@pytest.fixture(scope="session")
def base(library: Library) -> KnowledgeBase:
    """Give the shipped pages."""
    return library.current


@dataclass(frozen=True)
class BuiltSite:
    """A published site, its files, and what both took of the processor, in seconds."""

    folder: Path
    files: Mapping[str, bytes]
    processor_seconds: float


@pytest.fixture(scope="session")
def built(base: KnowledgeBase, today: date, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of the shipped pages, built, published and indexed."""
    folder = tmp_path_factory.mktemp("site") / "site"
    began = _processor_seconds()
    files = build_site(base, SiteOptions(today))
    publish(files, folder, index_pages)
    return BuiltSite(folder, files, _processor_seconds() - began)


def _processor_seconds() -> float:
    return sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


@pytest.fixture(scope="session")
def files(built: BuiltSite) -> Mapping[str, bytes]:
    """Give every file of their site."""
    return built.files


@pytest.fixture(scope="session")
def site_folder(built: BuiltSite) -> Path:
    """Give the folder in which the site is published, with its search."""
    return built.folder


@pytest.fixture(scope="session")
def processor_seconds_of_build(built: BuiltSite) -> float:
    """Give what building, publishing and indexing the site took of the processor, in seconds."""
    return built.processor_seconds


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """Give the address at which the site is served."""
    with served(site_folder) as url:
        yield url


def in_one_worker(items: list[pytest.Item], folder: Path) -> None:
    """Let one worker run the tests of a folder: what they share is built once."""
    inside = f"{folder}{os.sep}"
    for item in items:
        if str(item.path).startswith(inside):
            item.add_marker(pytest.mark.xdist_group("site"))
