"""`/tollcheck` and *Check this offer* through Discord's own flow."""

import logging
import re

import discord
import pytest
from discord.ui import TextDisplay
from sqlalchemy import text as sql

from benchmarks.tollcheck.offers import HELD_OUT, read_offers
from bot.config import Settings
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.tollcheck.engine.engine import Reading, SignFound, check_offer, read_offer
from bot.tollcheck.engine.rules import shipped_rules
from bot.tollcheck.service import TollcheckSigns
from bot.tollcheck.ui.card import tollcheck_view
from tests.simulated import Server, components, custom_ids, said, sent, words

OFFER = (
    "Only 3 spots left! Enroll tonight. Our physicians earn $25,000 a month from home. Guaranteed placement in 90 days "
    "or less. All sales are final and non-refundable."
)
FAIR = (
    "Medical director, utilization review. Full time, remote. MD or DO, board certified, active licence. Salary range "
    "$250,000 to $290,000, benefits, and a 401(k). Apply on our careers page by 15 January."
)


async def test_the_form_is_read_and_each_sign_shows_its_words_reason_and_question(server: Server) -> None:
    form = await server.member.slash(server.channel, "tollcheck")
    assert form.modal is not None
    (field,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    result = await server.member.submit_modal(form, {field: OFFER})
    assert result.ephemeral
    shown = words(result)
    assert "warning signs in this offer" in shown
    assert "“" in shown
    assert "*Ask:*" in shown
    assert "¹ " in shown, "the rule behind a sign is a source"


async def test_a_short_text_may_be_given_at_once(server: Server) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=OFFER)
    assert "warning signs in this offer" in words(result)


async def test_a_free_page_is_one_press_away_and_opens_beside_the_findings(server: Server) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=OFFER)
    assert result.followups == [], "one answer, in one message"
    await server.restart()
    page = await server.member.select(sent(result), ["coaching-gets-you-placed"], custom_id="tf1:beside")
    assert words(page).startswith("## Coaching gets 80 to 90 percent")
    assert page.ephemeral
    assert sent(page).id != sent(result).id
    assert "warning signs in this offer" in words(result), "what was found stays"
    assert custom_ids(result) == ["tf1:beside", "tf1:keep"]


async def test_the_sum_of_installments_is_said(server: Server) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text="It is $1,997, or 6 payments of $397.")
    assert "The installments add up to more" in words(result)
    assert "Together 2,382: 385 more than 1,997 at once." in words(result)


async def test_a_message_is_checked_from_its_menu(server: Server) -> None:
    message = await server.other.send(server.channel, OFFER)
    result = await server.member.context_menu(server.channel, "Check this offer", message)
    assert result.ephemeral
    assert "warning signs in this offer" in words(result)


async def test_a_message_without_text_gets_a_kind_answer(server: Server) -> None:
    message = await server.other.send(server.channel, "🎉🎉")
    result = await server.member.context_menu(server.channel, "Check this offer", message)
    assert "There is no text here that I can read" in said(result)


async def test_no_sign_is_no_clearance(server: Server) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=FAIR)
    shown = words(result)
    assert "No warning sign found" in shown
    assert "no clearance" in shown


async def test_it_never_calls_an_offer_a_fraud(server: Server) -> None:
    rules = shipped_rules()
    reading = Reading(tuple(SignFound(sign, ("words",)) for sign in rules.signs), rules.notes)
    view = tollcheck_view(server.app.services[Library].current, reading)
    for part in view.walk_children():
        if isinstance(part, TextDisplay):
            ours = "\n".join(line for line in part.content.splitlines() if not line.startswith("-# "))
            assert re.search(r"scam|fraud", ours, re.IGNORECASE) is None, "only titles of sources may say so"


async def test_hostile_text_does_not_break_out(server: Server) -> None:
    hostile = (
        "Act now @everyone ```js``` ||<@123456789012345678>|| <#123456789012345678> <t:1:R> [^cfr-16-429] **b** [^x]!\n"
        "# Only 3 spots left [click](https://evil.example) \u200b\u202e -# small\n> - Guaranteed\u200b pl\u0430cement."
    )
    result = await server.member.slash(server.channel, "tollcheck", text=hostile)
    shown = words(result)
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    quotes = [line for line in shown.splitlines() if line.startswith("> “")]
    assert any("everyone" in quote for quote in quotes)
    assert any("Guaranteed placement" in quote for quote in quotes)
    for quote in quotes:
        assert re.search(r"(?<!\\)[*_~`|<>\[\]@#]", quote.removeprefix("> ")) is None, quote
        assert "http://" not in quote
        assert "https://" not in quote
    assert said(result).count("ref ") == 0


@pytest.mark.parametrize("length", [40, 3999, 4000])
async def test_texts_of_any_allowed_length_are_read(server: Server, length: int) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=(OFFER * 40)[:length])
    assert list(components(result))


async def test_every_sign_is_shown_with_its_words_however_many(server: Server) -> None:
    text = " ".join(offer["text"] for offer in read_offers() if offer["half"] != HELD_OUT and len(offer["signs"]) > 2)
    text = text[:3900]
    found = check_offer(text)
    assert len(found) > 8
    result = await server.member.slash(server.channel, "tollcheck", text=text)
    assert result.followups == []
    shown = words(result)
    for one in found:
        assert one.sign.title in shown
    assert found[0].sign.ask in shown, "the most serious come with what to ask"
    assert shown.count("> “") >= len(found)


async def test_a_reading_with_every_sign_fits_one_screen(server: Server) -> None:
    rules = shipped_rules()
    quotes = ("*" * 300, "y" * 300)
    for count in range(len(rules.signs) + 1):
        reading = Reading(tuple(SignFound(sign, quotes) for sign in rules.signs[:count]), rules.notes)
        view = tollcheck_view(server.app.services[Library].current, reading)
        assert view.content_length() <= MESSAGE_TEXT
        assert sum(1 for _ in view.walk_children()) <= MESSAGE_COMPONENTS
        view.to_components()  # type: ignore[no-untyped-call]  # discord.py checks while it serialises


async def test_a_page_or_source_that_was_edited_away_is_left_out(server: Server) -> None:
    empty = KnowledgeBase({}, {}, "edited")
    only = tollcheck_view(empty, read_offer(OFFER))
    text = "\n".join(part.content for part in only.walk_children() if isinstance(part, TextDisplay))
    assert "[^" not in text
    assert "Presses you to decide now" in text


async def test_a_forwarded_message_and_an_embed_are_read_too(server: Server) -> None:
    message = await server.other.send(server.channel, OFFER)
    forwarded = await server.other.forward(message, server.channel)
    result = await server.member.context_menu(server.channel, "Check this offer", forwarded)
    assert "warning signs in this offer" in words(result)
    channel = server.client.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    embedded = await channel.send(embed=discord.Embed(title="An offer", description=OFFER))
    result = await server.member.context_menu(server.channel, "Check this offer", embedded)
    assert "warning signs in this offer" in words(result)


async def test_a_picture_alone_gets_a_kind_answer(server: Server) -> None:
    message = await server.other.send(server.channel, attachments=[("offer.png", b"png")])
    result = await server.member.context_menu(server.channel, "Check this offer", message)
    assert result.ephemeral
    assert "There is no text here that I can read" in said(result)


async def test_nobody_has_to_remember_the_answer_or_an_abandoned_form(server: Server) -> None:
    await server.member.slash(server.channel, "tollcheck", text=OFFER)
    await server.member.slash(server.channel, "tollcheck")
    store = server.client._connection._view_store
    assert store._views == {}
    assert [modal.timeout for modal in store._modals.values()] == [1800.0]


@pytest.mark.breaks
async def test_nothing_reaches_database_or_log(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    offer = f"Act now, zebra academy has 3 spots left! {OFFER}"
    await server.member.slash(server.channel, "tollcheck", text=offer)
    form = await server.member.slash(server.channel, "tollcheck")
    assert form.modal is not None
    await server.member.submit_modal(form, {form.modal["components"][0]["component"]["custom_id"]: offer})
    message = await server.other.send(server.channel, offer)
    await server.member.context_menu(server.channel, "Check this offer", message)
    server.env.inject_error("POST", "/interactions/*/callback", status=400)
    await server.member.slash(server.channel, "tollcheck", text=offer)
    assert "/tollcheck failed" in caplog.text
    records = [one for one in caplog.records if one.levelno > logging.DEBUG or one.name.startswith(("bot", "cogs"))]
    assert "zebra" not in "\n".join(map(logging.Formatter().format, records))
    assert str(server.member.id) not in "\n".join(map(logging.Formatter().format, records))
    engines = make_engines(parse_database_url(settings.database_url))
    async with engines.reader.connect() as connection:
        tables = (await connection.execute(sql("SELECT name FROM sqlite_master WHERE type = 'table'"))).scalars().all()
        for name in tables:
            rows = (await connection.execute(sql(f'SELECT * FROM "{name}"'))).all()  # noqa: S608 - names of tables
            assert "zebra" not in repr(rows), name
    await engines.dispose()


def test_leads_are_read_by_the_same_rules() -> None:
    assert list(TollcheckSigns().signs(OFFER)) == [found.sign.title for found in check_offer(OFFER)]
    assert list(TollcheckSigns().signs(FAIR)) == []


async def test_every_source_and_page_of_the_rules_is_in_the_notes(server: Server) -> None:
    base = server.app.services[Library].current
    for sign in shipped_rules().signs:
        assert set(sign.sources) <= set(base.sources), sign.id
        assert set(sign.pages) <= set(base.pages), sign.id


async def test_words_of_a_crisis_inside_an_offer_bring_lines_first_and_the_signs_all_the_same(server: Server) -> None:
    distress = "I want to kill myself."
    alone = words(await server.member.slash(server.channel, "tollcheck", text=distress))
    assert "988" in alone
    assert "warning sign" not in alone
    offer = f"“{distress} Then I joined.” We guarantee you a remote job in 90 days for $4,997. No refunds."
    both = words(await server.member.slash(server.channel, "tollcheck", text=offer))
    assert both.index("988") < both.index("warning sign")
