"""The site of the shipped pages, built once."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.kit.clock import SystemClock
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.site.service.building import SiteOptions, build_site

SHIPPED = Path(__file__).parents[2] / "knowledge"


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
