"""A newcomer's first minute, in a real browser."""

import pytest
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_role_is_typed_completed_and_read(page: Page) -> None:
    await page.get_by_placeholder("Message #non-clinical").click()
    await page.keyboard.type("/role", delay=20)
    await page.keyboard.press("Enter")
    await page.keyboard.type("UM", delay=40)
    await page.get_by_role("option", name="Utilization management medical director").click()
    await page.get_by_role("button", name="Send").click()
    card = page.locator("article, .message").filter(has_text="Could I get it").last
    await expect(card).to_contain_text("Utilization management medical director")
    for needed in ("License", "Board", "Experience", "Pays", "First step", "How sure are we"):
        await expect(card).to_contain_text(needed)
    await expect(card).to_contain_text("Only you can see this")
    await page.get_by_role("button", name="Requirements").last.click()
    await expect(page.locator("body")).to_contain_text("Required by law")
    await page.get_by_role("button", name="Sources").last.click()
    await expect(page.locator("body")).to_contain_text("42 CFR 422.562")


async def test_the_first_question_is_answered_while_the_index_is_still_made(page: Page) -> None:
    await page.get_by_placeholder("Message #non-clinical").click()
    await page.keyboard.type("/ask", delay=20)
    await page.keyboard.press("Enter")
    await page.keyboard.type("Do I need a license for utilization review?")
    await page.get_by_role("button", name="Send").click()
    answer = page.locator("article, .message").filter(has_text="Only you can see this").last
    await expect(answer).to_contain_text("Utilization management medical director", timeout=60_000)
