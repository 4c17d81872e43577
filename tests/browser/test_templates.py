"""Every template of the site in a real browser, on one tour: for everybody, small, and asking nobody."""

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.touring import Tour, over_the_edge, tour

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
_REQUESTS = {"fit.html": 5}
"""The page, its style, its icon; fit has its script and its tables besides, and the search its index."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def seen(browser: Browser, site_url: str) -> Tour:
    """Give what a tour of all templates saw."""
    return await tour(browser, site_url)


def test_axe_finds_nothing_on_any_template(seen: Tour) -> None:
    assert {path: visit.violations for path, visit in seen.visits.items() if visit.violations} == {}


def test_no_page_asks_anybody_else_or_keeps_anything_and_three_requests_do(seen: Tour, site_url: str) -> None:
    assert seen.failures == []
    for path, visit in seen.visits.items():
        assert all(address.startswith((site_url, "blob:")) for address in visit.asked), (path, visit.asked)
        if path != "ask.html":  # which loads its index, and late
            assert len(visit.asked) <= _REQUESTS.get(path, 3), (path, visit.asked)
    assert (seen.cookies, seen.stored) == ([], 0)


@pytest.mark.asyncio(loop_scope="session")
async def test_nothing_runs_over_the_edge(browser: Browser, site_url: str) -> None:
    assert await over_the_edge(browser, site_url) == {}


def test_every_page_tells(seen: Tour) -> None:
    assert [path for path, visit in seen.visits.items() if not visit.heading or len(visit.text) <= 60] == []
