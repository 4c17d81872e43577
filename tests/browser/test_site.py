"""The site in a real browser: for everybody, by keyboard, small, without scripts, from a disk, and asking nobody."""

from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from tests.browser.site import TEMPLATES, opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(600)]
_STOPS = "main a[href]:not(details a), main summary"
_PHONE = {"width": 390, "height": 844}
_ALL_RULES = {"resultTypes": ["violations"]}
_COLORS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
_ALIKE = """() => document.querySelectorAll("main *").forEach((parent) => {
    const seen = {};
    for (const one of [...parent.children]) {
        seen[one.tagName] = (seen[one.tagName] ?? 0) + 1;
        if (seen[one.tagName] > 8) one.remove();
    }
})"""
"""Leave eight alike of each parent: contrast is reckoned letter by letter, and the ninth row looks as the eighth."""
_REQUESTS = {"fit.html": 5}
"""The page, its style, its icon; fit has its script and its tables besides, and the search its index."""


async def test_axe_finds_nothing_on_any_template(browser: Browser, site_url: str) -> None:
    """All of its rules in the light, and in the dark those that colors can break."""
    axe = Axe()
    found = {}
    async with opened(browser, viewport=_PHONE) as (page, _):
        for path in TEMPLATES:
            await page.goto(site_url + path)
            await page.evaluate(_ALIKE)
            for options in (_ALL_RULES, _COLORS):
                await page.emulate_media(color_scheme="dark" if options is _COLORS else "light")
                results = await axe.run(page, options=options)
                if results.violations_count:
                    found[path, options is _COLORS] = [
                        (one["id"], [node["html"][:120] for node in one["nodes"][:2]])
                        for one in results.response["violations"]
                    ]
    assert found == {}


async def test_no_page_asks_anybody_else_or_keeps_anything_and_three_requests_do(
    browser: Browser, site_url: str
) -> None:
    async with opened(browser) as (page, asked):
        failures: list[str] = []
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: failures.append(str(error)))
        for path in (path for path in TEMPLATES if path != "ask.html"):  # which loads its index, and late
            before = len(asked)
            await page.goto(site_url + path)
            assert len(asked) - before <= _REQUESTS.get(path, 3), (path, asked[before:])
        await page.goto(site_url + "ask.html")
        await page.fill("#question", "tail coverage")
        await page.locator("#found li").first.wait_for()
        assert failures == []
        assert [address for address in asked if not address.startswith((site_url, "blob:"))] == []
        assert await page.context.cookies() == []
        assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert "tail" not in page.url


async def test_nothing_runs_over_the_edge(browser: Browser, site_url: str) -> None:
    """A browser's own zoom of 200% is half the width; text alone at 200% is a larger root font."""
    over = []
    async with opened(browser) as (page, _):
        for path in TEMPLATES:
            await page.goto(site_url + path)
            for width, zoom in ((360, 1), (640, 1), (720, 2), (1280, 2)):
                await page.set_viewport_size({"width": width, "height": 800})
                await page.evaluate(f"document.documentElement.style.fontSize = '{16 * zoom}px'")
                if await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    over.append((path, width, zoom))
    assert over == []


async def test_a_role_answers_three_questions_before_any_scrolling_on_a_phone(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    below = {}
    async with opened(browser, viewport=_PHONE) as (page, _):
        for path in sorted((site_folder / "roles").glob("*.html")):
            await page.goto(f"{site_url}roles/{path.name}")
            box = await page.locator("dl.quick").bounding_box()
            assert box is not None
            if box["y"] + box["height"] > _PHONE["height"]:
                below[path.stem] = box["y"] + box["height"]
    assert below == {}


async def test_everything_is_reached_and_opened_by_keyboard(browser: Browser, site_url: str) -> None:
    async with opened(browser, viewport=_PHONE) as (page, _):
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


async def test_without_scripts_every_page_still_tells(browser: Browser, site_url: str) -> None:
    async with opened(browser, java_script_enabled=False) as (page, _):
        for path in TEMPLATES:
            await page.goto(site_url + path)
            assert await page.locator("h1").is_visible(), path
            assert len(await page.inner_text("main")) > 60, path
        await page.goto(site_url + "fit.html")
        assert await page.locator("noscript a").is_visible()
        assert not await page.locator("form").is_visible()
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


@pytest.mark.parametrize(
    ("typed", "page_id"),
    [
        ("UM", "um-medical-director"),
        ("tail coverage", "malpractice-and-background"),
        ("can i use the bot without joining the server", "private-use"),
        ("prior authorization doctor", "um-medical-director"),
    ],
)
async def test_the_search_finds_pages_by_other_names_and_questions(
    browser: Browser, site_url: str, typed: str, page_id: str
) -> None:
    async with opened(browser) as (page, _):
        await page.goto(site_url + "ask.html")
        await page.fill("#question", typed)
        await page.locator("#found li").first.wait_for()
        found = await page.eval_on_selector_all("#found a", "links => links.map((link) => link.href)")
        assert any(page_id in urljoin(site_url, address) for address in found[:3]), found
        assert await page.inner_text("#state")


async def test_paper_gets_the_text_without_the_ways_around(browser: Browser, site_url: str) -> None:
    async with opened(browser) as (page, _):
        await page.goto(site_url + "roles/um-medical-director.html")
        await page.emulate_media(media="print")
        assert not await page.locator("header nav a").first.is_visible()
        assert await page.locator("#asks li").first.is_visible()
