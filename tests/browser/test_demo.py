"""A newcomer's first minute, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_role_is_typed_completed_and_read(page: Page) -> None:
    page.get_by_placeholder("Message #non-clinical").click()
    page.keyboard.type("/role", delay=20)
    page.keyboard.press("Enter")
    page.keyboard.type("UM", delay=40)
    page.get_by_role("option", name="Utilization management medical director").click()
    page.get_by_role("button", name="Send").click()
    card = page.locator("article, .message").filter(has_text="role · At a glance").last
    expect(card).to_contain_text("Utilization management medical director")
    for needed in ("Licence", "Board certification", "Experience", "Pay", "Not required, whatever you were told"):
        expect(card).to_contain_text(needed)
    expect(card).to_contain_text("Only you can see this")
    page.get_by_role("button", name="Requirements").last.click()
    expect(page.locator("body")).to_contain_text("Required by law")
    expect(page.locator("body")).to_contain_text("42 CFR 422.562")
