"""Errors become plain words for the member, and lines with a reference in the log."""

import re
from typing import Any

import pytest
from discord.ui import DynamicItem

from bot.app import every_item
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from tests.simulated import Server, said, sent


def break_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(KnowledgeBase, "page", fail)


@pytest.mark.breaks
async def test_a_broken_command_answers_with_a_reference_that_the_log_has(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_pages(monkeypatch)
    result = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert result.ephemeral
    text = said(result)
    assert "secret detail" not in text
    found = re.search(r"ref ([0-9A-F]{4})\.", text)
    assert found is not None
    assert f"ref {found[1]}: /role failed" in caplog.text
    assert str(server.member.id) not in caplog.text


@pytest.mark.breaks
async def test_a_broken_button_answers_too(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    break_pages(monkeypatch)
    result = await server.member.click(sent(card), label="Pay")
    assert re.search(r"ref [0-9A-F]{4}\.", said(result))
    assert ": card failed" in caplog.text


@pytest.mark.breaks
async def test_a_broken_select_answers_too(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    break_pages(monkeypatch)
    result = await server.member.select(sent(card), ["payers"], custom_id="tf1:goto")
    assert re.search(r"ref [0-9A-F]{4}\.", said(result))


async def test_a_button_to_a_page_that_is_gone_says_so(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    pages = dict(server.app.services[Library].current.pages)
    del pages["um-medical-director"]
    monkeypatch.setattr(server.app.services[Library].current, "pages", pages)
    result = await server.member.click(sent(card), label="Pay")
    assert "I have no page called" in said(result)


@pytest.mark.breaks
async def test_discord_answering_500_loses_nothing(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.env.inject_error("POST", "/interactions/*/callback", status=500)
    await server.member.slash(server.channel, "role", name="um-medical-director")
    assert "Discord answered 500 (code 0) to /role" in caplog.text
    again = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert again.ephemeral


@pytest.mark.breaks
async def test_an_expired_interaction_is_no_error(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    server.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await server.member.slash(server.channel, "role", name="um-medical-director")
    assert "expired before it was answered: /role" in caplog.text
    assert "ref " not in caplog.text


@pytest.mark.parametrize("item", every_item())
def test_every_dynamic_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False), "discord.py only logs errors of dynamic items"
