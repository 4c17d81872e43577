"""A member plans, through Discord's own flow: private, in one message, and stored nowhere."""

import logging
import sqlite3
from contextlib import closing

import pytest
from icalendar import Calendar
from simcord.results import InteractionResult

from bot.config import Settings
from bot.plan.ui.code import FINGERPRINT
from tests.simulated import Server, components, custom_ids, said, sent, words


async def press(server: Server, at: InteractionResult, label: str) -> InteractionResult:
    """Press the button whose label begins so."""
    (button,) = [part for part in components(at) if part.get("label", "").startswith(label) and "custom_id" in part]
    return await server.member.click(sent(at), custom_id=button["custom_id"])


async def answer(server: Server, at: InteractionResult, question: str, chosen: list[str]) -> InteractionResult:
    custom_id = next(found for found in custom_ids(at) if f":set:{question}:" in found)
    return await server.member.select(sent(at), chosen, custom_id=custom_id)


async def test_a_member_gets_the_next_steps_and_a_file_and_nothing_is_stored_or_logged(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = dump(settings)
    at = await server.member.slash(server.channel, "plan", last_day="May 28, 2027")
    assert at.ephemeral
    assert "kept nowhere but in the buttons of this message" in words(at)
    message = sent(at).id
    at = await answer(server, at, "notice", ["90"])
    for _ in range(3):
        at = await press(server, at, "Next ›" if "Next ›" in str(sent(at).components) else "Skip ›")
    at = await answer(server, at, "visa", ["h1b"])
    at = await press(server, at, "Show the steps")
    assert sent(at).id == message, "one message, updated in place"
    assert "counted from Fri, May 28, 2027" in words(at)
    assert words(at).index("immigration lawyer") < words(at).index("**2. ")
    file = await press(server, at, "Calendar file")
    assert file.ephemeral
    (attached,) = sent(file).attachments
    assert attached.filename == "reminders.ics"
    assert "private one, not your employer's" in said(file)
    guide = await server.member.select(sent(at), ["international-graduates"], custom_id="tf1:planguide")
    assert "International" in words(guide)
    assert "988" in words(await press(server, at, "If it is too much"))
    assert dump(settings) == before
    assert f"tf1:plan:{FINGERPRINT}" not in caplog.text
    assert "2027" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


async def test_a_day_can_be_typed_and_a_slip_is_told_kindly(server: Server) -> None:
    at = await server.member.slash(server.channel, "plan")
    form = await answer(server, at, "last_day", ["type"])
    assert form.modal is not None
    field = form.modal["components"][0]["component"]["custom_id"]
    assert "Write it like `3/31/2027`" in said(await server.member.submit_modal(form, {field: "the end of spring"}))
    form = await answer(server, at, "last_day", ["type"])
    at = await server.member.submit_modal(form, {field: "mar 31 2027"})
    assert "Wed, Mar 31, 2027" in str(sent(at).components)
    assert "can't read that" in said(await server.member.slash(server.channel, "plan", last_day="someday"))


async def test_the_file_with_details_is_what_the_plan_says(server: Server) -> None:
    at = await press(server, await server.member.slash(server.channel, "plan", last_day="2027-05-28"), "Show the steps")
    file = await press(server, at, "File with details")
    events = Calendar.from_ical(await sent(file).attachments[0].read()).walk("VEVENT")
    assert any("North Carolina" in str(event["DESCRIPTION"]) for event in events)
    assert {str(event["SUMMARY"])[:9] for event in events} == {"Reminder "}


def dump(settings: Settings) -> list[str]:
    """Return every table of the database, as SQL."""
    with closing(sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())
