"""A page of every template, opened once for all that is asked of each."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.browser.site import PHONE, TEMPLATES, opened

_SIZES = ((360, 1), (640, 1), (720, 2), (1280, 2))
"""Widths and zooms: a browser's own zoom of 200% is half the width; text alone at 200% is a larger root font."""
_EDGES = """async ([paths, sizes]) => {
    const over = {};
    const frame = document.createElement("iframe");
    frame.style = "border: 0; height: 800px; max-width: none";
    document.body.replaceChildren(frame);
    for (const path of paths) {
        await new Promise((loaded) => { frame.onload = loaded; frame.src = path; });
        const root = frame.contentDocument.documentElement;
        for (const [width, zoom] of sizes) {
            frame.style.width = `${width}px`;
            root.style.fontSize = `${16 * zoom}px`;
            if (root.clientWidth !== width || root.scrollWidth > width) (over[path] ??= []).push([width, zoom]);
        }
    }
    return over;
}"""
"""Lay every page out in a frame of each size; none has to be painted for that."""
_TOLD = "[document.querySelector('h1').checkVisibility(), document.querySelector('main').innerText]"
_ALIKE = """most => document.querySelectorAll("main *").forEach((parent) => {
    const seen = {};
    for (const one of [...parent.children]) {
        const kind = `${one.tagName} ${one.className}`;
        seen[kind] = (seen[kind] ?? 0) + 1;
        if (seen[kind] > most) one.remove();
    }
})"""
"""Leave so many alike of each parent: contrast is reckoned letter by letter, and rows look alike by twos."""
_LIGHT = {"resultTypes": ["violations"], "preload": False}
_DARK = {**_LIGHT, "runOnly": ["color-contrast", "link-in-text-block"]}
"""All of axe's rules in the light, and in the dark those that colors can break."""
_AXE = """options => axe.run(options).then((found) => found.violations.map((one) => [
    one.id, one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120)),
]))"""


@dataclass
class Visit:
    """What was seen of a page: what it asked for, what it tells, and what axe finds."""

    asked: list[str]
    heading: bool
    text: str
    violations: list[Any]


@dataclass
class Tour:
    """The visits, and what they left in the browser: errors, cookies, and how much is stored."""

    visits: dict[str, Visit]
    failures: list[str]
    cookies: list[Any]
    stored: int


async def tour(browser: Browser, site_url: str) -> Tour:
    """Open a page of every template."""
    async with opened(browser, viewport=PHONE) as (page, asked):
        failures: list[str] = []
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: failures.append(str(error)))
        visits, axe = {}, Axe()
        for path in TEMPLATES:
            asked.clear()
            await page.goto(site_url + path)
            own = list(asked)
            heading, text = await page.evaluate(_TOLD)
            await page.evaluate(axe.axe_script)
            visits[path] = Visit(own, heading, text, await _violations(page))
        stored = await page.evaluate("localStorage.length + sessionStorage.length")
        return Tour(visits, failures, list(await page.context.cookies()), stored)


async def over_the_edge(browser: Browser, site_url: str) -> dict[str, list[tuple[int, int]]]:
    """Return which templates are wider than a screen, at which widths and zooms."""
    async with opened(browser, bypass_csp=True) as (page, _):  # the site forbids frames
        await page.goto(site_url)
        over: dict[str, list[tuple[int, int]]] = await page.evaluate(_EDGES, [TEMPLATES, _SIZES])
        return over


async def _violations(page: Page) -> list[Any]:
    found = []
    for scheme, options, alike in (("light", _LIGHT, 4), ("dark", _DARK, 2)):
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.evaluate(_ALIKE, alike)
        found += [(scheme, *one) for one in await page.evaluate(_AXE, options)]
    return found
