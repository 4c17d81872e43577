"""No answer reaches the database or the log."""

import logging
import re
import sqlite3
from contextlib import closing

import pytest

from bot.config import Settings
from bot.fit.engine.answers import Answers
from bot.fit.ui.code import FINGERPRINT, encode
from tests.fit.test_fit import CHOSEN, age, all_chosen, answer, answer_all, picks, press
from tests.simulated import Server, said, sent


def dump(settings: Settings) -> list[str]:
    """Return every table of the database, as SQL."""
    path = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def trails(answers: Answers) -> set[str]:
    """Return what would give the answers away: their code, the mark of such codes, and words of the choices."""
    told = {text for chosen in CHOSEN.values() for text in chosen if len(text) > 8}
    return {encode(answers), f"tf1:fit:{FINGERPRINT}", "Answers(", *told}


async def test_no_answer_reaches_the_database(server: Server, settings: Settings) -> None:
    before = dump(settings)
    assert any("CREATE TABLE" in line for line in before)
    at = await press(server, await answer_all(server), "Show the roles")
    at = await server.member.select(sent(at), [picks(at)["options"][0]["value"]], custom_id=picks(at)["custom_id"])
    await press(server, at, "Open the role card")
    after = dump(settings)
    assert after == before
    assert not [trail for trail in trails(all_chosen()) if trail in "\n".join(after)]


async def test_no_answer_reaches_the_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    at = await press(server, await answer_all(server), "Show the roles")
    at = await server.member.select(sent(at), [picks(at)["options"][0]["value"]], custom_id=picks(at)["custom_id"])
    await press(server, at, "Open the role card")
    assert caplog.records, "something is logged at this level"
    assert not [trail for trail in trails(all_chosen()) if trail in caplog.text]


def fail(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.breaks
async def test_no_answer_reaches_the_log_when_something_breaks(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    last = await answer_all(server)
    listed = await press(server, last, "Show the roles")
    monkeypatch.setattr("bot.fit.ui.items.screen_at", fail)
    pressed = await press(server, listed, "Closed · ")
    menu = picks(listed)
    picked = await server.member.select(sent(listed), [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    for result in (pressed, picked):
        assert re.search(r"ref [0-9A-F]{4}\.", said(result))
    assert ": fit failed" in caplog.text
    assert not [trail for trail in trails(all_chosen()) if trail in caplog.text]


@pytest.mark.breaks
async def test_no_answer_reaches_the_log_when_a_question_breaks_or_discord_does(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    last = await answer_all(server)
    server.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await press(server, last, "‹ Back")
    server.env.inject_error("POST", "/interactions/*/callback", status=500)
    await press(server, last, "‹ Back")
    monkeypatch.setattr("bot.fit.ui.items.screen_at", fail)
    await answer(server, last, "dislikes", ["conflict"])
    age(last)
    monkeypatch.setattr("bot.fit.ui.items.outdated_screen", fail)
    await press(server, last, "‹ Back")
    assert "expired before it was answered: fit" in caplog.text
    assert "Discord answered 500 (code 0) to fit" in caplog.text
    assert re.findall(r"ref [0-9A-F]{4}: (.*) failed", caplog.text) == ["fit:dislikes", "fit"]
    assert not [trail for trail in (*trails(all_chosen()), "tf1:fit:0000") if trail in caplog.text]
