"""A headless Chromium, where one is installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.site import opened
from tests.shipped_site import base, built, files, in_one_worker, site_folder, site_url, today

__all__ = ["base", "built", "files", "site_folder", "site_url", "today"]


ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a browser; without one, skip and say what to install."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed; on Debian: apt install chromium")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Give a browser without a window, one for all tests: each opens a context of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def demo_url() -> Iterator[str]:
    """Give the address of a running demo."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = next((match[0] for line in process.stdout if (match := re.search(r"http://\S+", line))), None)
    assert found is not None, "the demo printed no address"
    yield found
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, demo_url: str) -> AsyncIterator[Page]:
    """Give the demo, open in a tab as large as a small laptop's."""
    async with opened(browser, viewport={"width": 1100, "height": 1400}) as (page, _):
        await page.goto(demo_url)
        yield page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests in one worker, that of the site."""
    in_one_worker(items, Path(__file__).parent)
