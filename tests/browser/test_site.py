"""The site in a real browser: for everybody, by keyboard, small, without scripts, from a disk, and asking nobody."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.async_api import Browser

from tests.browser.site import PHONE, TEMPLATES, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(600)]
_STOPS = "main a[href]:not(details a), main summary"
_SEARCHES = (
    ("UM", "um-medical-director"),
    ("tail coverage", "malpractice-and-background"),
    ("prior authorization doctor", "um-medical-director"),
    ("can i use the bot without joining the server", "private-use"),
)
"""Other names and questions of pages, and which is among the first three found."""
_ABOVE_SCROLLING = """async (paths) => {
    const found = {};
    for (const path of paths) {
        const text = await (await fetch(path)).text();
        document.body.replaceWith(new DOMParser().parseFromString(text, "text/html").body);
        found[path] = document.querySelector("dl.quick").getBoundingClientRect().bottom;
    }
    return found;
}"""
"""Show one role after the other in the same tab: they share their style, and have no scripts."""


async def test_what_is_searched_for_stays_in_the_browser(browser: Browser, site_url: str) -> None:
    async with opened(browser) as (page, asked):
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        await page.goto(site_url + "ask.html")
        for typed, page_id in _SEARCHES:
            await page.fill("#question", typed)
            await page.locator(f"#found li:nth-child(-n+3) a[href*='{page_id}']").first.wait_for()
            assert await page.inner_text("#state")
        assert failures == []
        assert [address for address in asked if not address.startswith((site_url, "blob:"))] == []
        assert await page.context.cookies() == []
        assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.url == site_url + "ask.html"


async def test_a_role_answers_three_questions_before_any_scrolling_on_a_phone(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    paths = sorted(path.name for path in (site_folder / "roles").glob("*.html"))
    async with opened(browser, viewport=PHONE, bypass_csp=True) as (page, _):  # which forbids to fetch anything
        await page.goto(f"{site_url}roles/{paths[0]}")
        ends = await page.evaluate(_ABOVE_SCROLLING, paths)
    assert len(ends) == len(paths)
    assert {path: end for path, end in ends.items() if end > PHONE["height"]} == {}


async def test_everything_is_reached_and_opened_by_keyboard(browser: Browser, site_url: str) -> None:
    async with opened(browser, viewport=PHONE) as (page, _):
        await page.goto(site_url + "roles/medical-science-liaison.html")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == "Skip to the text"
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "main"
        wanted = await page.locator(_STOPS).count()
        for _ in range(wanted):
            await page.keyboard.press("Tab")
            assert await page.evaluate("document.activeElement.matches(" + repr(_STOPS) + ")")
            assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        count = page.locator("details.count").first
        await count.locator("summary").focus()
        await page.keyboard.press("Enter")
        assert await count.locator("a").first.is_visible()


async def test_fit_is_answered_by_keyboard(browser: Browser, site_url: str) -> None:
    async with opened(browser) as (page, _):
        await page.goto(site_url + "fit.html")
        before = await page.inner_text("#state")
        await page.focus("#q-licence")
        await page.keyboard.press("End")
        await page.keyboard.press("Tab")
        assert await page.inner_text("#state") != before
        assert await page.input_value("#q-licence") == "none"


async def test_without_scripts_every_page_still_tells(
    browser: Browser, site_url: str, files: Mapping[str, bytes]
) -> None:
    scripted = [path for path in TEMPLATES if b"<script" in files[path]]
    assert scripted == ["fit.html", "ask.html"], "the others tell the same with scripts and without"
    async with opened(browser, java_script_enabled=False) as (page, _):
        for path in scripted:
            await page.goto(site_url + path)
            assert await page.locator("h1").is_visible(), path
            assert len(await page.inner_text("main")) > 60, path
            assert await page.locator("noscript a").is_visible()
            assert not await page.locator("form, [role=search]").is_visible()
        await page.goto(site_url + "roles/medical-science-liaison.html")
        await page.locator("details.count summary").first.click()
        assert await page.locator("details.count a").first.is_visible()


async def test_the_archive_works_from_a_disk_without_a_network(
    browser: Browser, site_folder: Path, tmp_path: Path
) -> None:
    with ZipFile(site_folder / "site.zip") as packed:
        packed.extractall(tmp_path)
    root = (tmp_path / "tollfree-site").as_uri() + "/"
    async with opened(browser, offline=True) as (page, asked):
        await page.goto(root + "index.html")
        assert await page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "its style is applied"
        for text in ("All roles by sector", "Utilization management medical director"):
            await page.get_by_role("link", name=text, exact=True).first.click()
        assert await page.inner_text("h1") == "Utilization management medical director"
        await page.goto(root + "fit.html")
        await page.select_option("#q-training", "degree")
        assert await page.locator("#result li").count() > 20
        await page.goto(root + "ask.html")
        await page.get_by_text("from a disk, use A to Z").wait_for()
        assert [address for address in asked if not address.startswith("file:")] == []


async def test_paper_gets_the_text_without_the_ways_around(browser: Browser, site_url: str) -> None:
    async with opened(browser) as (page, _):
        await page.goto(site_url + "roles/um-medical-director.html")
        await page.emulate_media(media="print")
        assert not await page.locator("header nav a").first.is_visible()
        assert await page.locator("#asks li").first.is_visible()
