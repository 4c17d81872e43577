"""What the tests of the site in a browser share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
TEMPLATES = (
    "index.html",
    "roles.html",
    "roles/um-medical-director.html",
    "roles/life-insurance-medical-director.html",
    "sectors/payers.html",
    "guides/private-use.html",
    "certifications/chcqm.html",
    "myths/need-an-mba.html",
    "sources/cfr-42-422-566.html",
    "postings/medical-science-liaison.html",
    "have.html",
    "have/no-residency.html",
    "have/over-60.html",
    "a-z.html",
    "a-z/m.html",
    "guides.html",
    "certifications.html",
    "myths.html",
    "compare.html",
    "compare/um-medical-director.html",
    "compare/expert-witness--um-medical-director.html",
    "moves.html",
    "pay.html",
    "unfound.html",
    "changes.html",
    "evidence.html",
    "evidence/law-1.html",
    "follow.html",
    "fit.html",
    "ask.html",
    "404.html",
)
"""A page of every template, and of every shape that one takes."""


@asynccontextmanager
async def opened(browser: Browser, **options: Any) -> AsyncIterator[tuple[Page, list[str]]]:
    """Open a tab that shares nothing with others, and give it with the addresses that it asks for."""
    context = await browser.new_context(**options)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    await context.close()
