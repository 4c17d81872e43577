"""A headless Chromium, where one is installed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser; without one, skip and say what to install."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed; on Debian: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        browser.close()


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


@pytest.fixture
def page(browser: Browser, demo_url: str) -> Iterator[Page]:
    """Give the demo, open in a tab as large as a small laptop's."""
    page = browser.new_page(viewport={"width": 1100, "height": 1400})
    page.goto(demo_url)
    yield page
    page.close()
