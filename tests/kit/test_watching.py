"""A whole tour in the log: each interaction has its id and its line, and no member is in any of them."""

import importlib
import pkgutil
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest
from discord import ui
from simcord.actors import MemberActor

import bot
import cogs
from bot.app import every_item
from bot.config import Settings
from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.used import _VERBS
from bot.knowledge.base import KnowledgeBase
from tests.fakes import FakeClock
from tests.leads.steps import configure, posted, press, preview
from tests.log_lines import Lines, logged
from tests.simulated import Server, custom_ids, said, sent

NAME = "Zanzibarina"
TYPED = "Quixotic Xylophone"
"""Stands in everything that the member types."""


@pytest.fixture
def member(server: Server) -> MemberActor:
    return server.guild.add_member(server.env.create_user(NAME))


def handled(lines: Lines) -> list[tuple[str, str]]:
    """Return what was used and how it ended, by the line that each interaction has."""
    return [(line["what"], line["outcome"]) for line in lines.parsed if line["message"] == "interaction"]


def assert_nobody_is_in(lines: Lines, server: Server, *people: MemberActor) -> None:
    for line in lines.text.splitlines():
        assert not re.search(r"\d{15,}", line), line
        for secret in (NAME, *TYPED.split(), *(person.name for person in people), str(server.guild.id)):
            assert not re.search(rf"\b{re.escape(secret)}\b", line, re.IGNORECASE), line


async def ask_and_read(server: Server, member: MemberActor) -> None:
    channel = server.channel
    await member.autocomplete(channel, "role", "name", TYPED)
    await member.slash(channel, "role", name=TYPED)
    card = await member.slash(channel, "role", name="um-medical-director")
    await member.click(sent(card), label="Pay")
    await member.slash(channel, "ask", question=f"do I need a {TYPED} to review charts?")
    await member.slash(channel, "fit")
    form = await member.slash(channel, "tollcheck")
    assert form.modal is not None
    (field,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    await member.submit_modal(form, {field: f"Only 3 {TYPED} spots left! Enroll tonight."})
    await member.slash(channel, "privacy")


async def share_and_find(server: Server, member: MemberActor) -> None:
    shown = await preview(server, member, title=TYPED, organization=f"{TYPED} Health", how_to_ask=f"Write to {TYPED}.")
    await press(member, shown, "post")
    await server.other.click(server.newest, label="Upvote 0")
    found = await member.slash(server.channel, "lead browse", text=TYPED)
    await member.click(sent(found), custom_id=next(one for one in custom_ids(found) if TYPED.lower() in one.lower()))


async def test_a_tour_leaves_a_line_for_each_interaction_and_nothing_of_the_member(
    server: Server, member: MemberActor, clock: FakeClock
) -> None:
    await configure(server)
    for number in range(5):
        await posted(server, server.other, title=f"{TYPED} {number}", link=f"https://jobs.example.com/j?id={number}")
        clock.move(timedelta(minutes=1))
    with logged("debug") as lines:
        await ask_and_read(server, member)
        await share_and_find(server, member)
        await server.env.advance_time(61)
    assert_nobody_is_in(lines, server, member, server.other)
    assert Counter(handled(lines)) == Counter(
        {
            ("/role autocomplete", "ok"): 1,
            ("/role", "ok"): 2,
            ("card", "ok"): 1,
            ("/ask", "ok"): 1,
            ("/fit", "ok"): 1,
            ("/tollcheck", "ok"): 1,
            ("OfferModal", "ok"): 1,
            ("/privacy", "ok"): 1,
            ("/lead share", "ok"): 1,
            ("LeadForm", "ok"): 1,
            ("draft:free", "ok"): 1,
            ("draft:post", "ok"): 1,
            ("lead:up", "ok"): 1,
            ("/lead browse", "ok"): 1,
            ("leads:o", "ok"): 1,
        }
    )
    own = [line for line in lines.parsed if line["message"] == "interaction"]
    assert all(line["ms"] >= 0 for line in own)
    assert len({line["interaction"] for line in own}) == len(own), "each has an id of its own"
    assert all(re.fullmatch(r"[0-9a-f]{8}", line["interaction"]) for line in own)


def break_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(f"{TYPED} of {NAME}")

    monkeypatch.setattr(KnowledgeBase, "page", fail)


@pytest.mark.breaks
async def test_the_ref_that_a_member_was_told_stands_on_the_lines_of_its_interaction(
    server: Server, member: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await member.slash(server.channel, "role", name="um-medical-director")
    break_pages(monkeypatch)
    with logged("debug") as lines:
        failures = [
            await member.slash(server.channel, "role", name="cro-medical-monitor"),  # not laid out yet
            await member.click(sent(card), label="Pay"),
        ]
    assert_nobody_is_in(lines, server, member)
    for result, what in zip(failures, ("/role", "card"), strict=True):
        found = re.search(r"ref ([0-9A-F]{4})\.", said(result))
        assert found is not None
        told, own = [line for line in lines.parsed if line.get("ref") == found[1]]
        assert told["message"] == f"ref {found[1]}: {what} failed"
        assert "\nValueError" in told["exception"]
        assert (own["message"], own["what"], own["outcome"]) == ("interaction", what, "failed")
        assert told["interaction"] == own["interaction"]


@pytest.mark.breaks
async def test_a_broken_database_names_no_parameters(server: Server, member: MemberActor, settings: Settings) -> None:
    await configure(server)
    shown = await preview(server, member, title=TYPED)
    with closing(sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("ALTER TABLE leads RENAME TO lost")
    with logged("debug") as lines:
        result = await press(member, shown, "post")
    assert "ref " in said(result)
    assert_nobody_is_in(lines, server, member)
    assert "sqlite3.OperationalError (sqlite_errorname SQLITE_ERROR)" in lines.saying("failed")["exception"]


@pytest.mark.breaks
async def test_a_form_that_fails_is_watched_too(server: Server, member: MemberActor) -> None:
    form = await member.slash(server.channel, "tollcheck")
    assert form.modal is not None
    (field,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    with logged("debug") as lines:
        server.env.inject_error("POST", "/interactions/*/callback", status=400, code=50035, message=TYPED)
        await member.submit_modal(form, {field: f"{TYPED}: enroll tonight."})
    assert_nobody_is_in(lines, server, member)
    assert handled(lines) == [("OfferModal", "failed")]
    trace = lines.saying("OfferModal failed")["exception"]
    assert trace.endswith("discord.errors.HTTPException (status 400, code 50035)")


@pytest.mark.breaks
async def test_an_autocomplete_that_fails_is_counted_and_names_nobody(
    server: Server, member: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr(KnowledgeBase, "find", fail)
    with logged("debug") as lines:
        await member.autocomplete(server.channel, "role", "name", f"{TYPED} once more")  # what was typed before is kept
    assert_nobody_is_in(lines, server, member)
    assert handled(lines) == [("/role autocomplete", "failed")]
    assert lines.saying("Ignoring exception in autocomplete")["interaction"] == lines.parsed[-1]["interaction"]


async def test_what_went_well_is_logged_at_debug_alone(server: Server, member: MemberActor) -> None:
    with logged("info") as lines:
        await member.autocomplete(server.channel, "role", "name", TYPED)
        await member.slash(server.channel, "role", name="um-medical-director")
        await member.slash(server.channel, "moves", role="um-medical-director", to="um-medical-director")
    assert handled(lines) == [("/moves", "refused")]


async def test_a_command_that_is_gone_is_watched_too(server: Server, member: MemberActor) -> None:
    server.client.tree.remove_command("guide")
    with logged("debug") as lines:
        await member.slash(server.channel, "guide", name="networking")
    assert handled(lines) == [("something unknown", "refused")]


@pytest.mark.breaks
async def test_an_interaction_that_expired_is_told_apart(server: Server, member: MemberActor) -> None:
    server.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    with logged("debug") as lines:
        await member.slash(server.channel, "role", name="um-medical-director")
    assert handled(lines) == [("/role", "expired")]


def test_verbs_in_custom_ids_are_words_of_ours() -> None:
    for item in every_item():
        template = item.__discord_ui_compiled_template__.pattern
        for name in _VERBS:
            group = re.search(rf"\(\?P<{name}>([^)]*)\)", template)
            assert group is None or re.fullmatch(r"[a-z_|-]+|\[no\]|\[0-9\]", group[1]), template


def test_every_form_goes_through_the_boundary() -> None:
    forms = []
    for package in (bot, cogs):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__") or ".migrations." in module.name:
                continue
            found = vars(importlib.import_module(module.name)).values()
            forms += [one for one in found if isinstance(one, type) and issubclass(one, ui.Modal)]
    assert len(set(forms)) > 2
    for form in set(forms) - {ui.Modal}:
        assert issubclass(form, BoundaryModal), f"{form.__name__}: nobody would watch over it"
