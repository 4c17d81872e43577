"""`/tollcheck` and *Check this offer* through Discord's own flow."""

import logging

import pytest
from sqlalchemy import text as sql

from bot.config import Settings
from bot.knowledge.tollcheck.engine import check_offer
from bot.knowledge.tollcheck.rules import shipped_rules
from bot.services.offer_signs import TollcheckSigns
from bot.storage.engines import make_engines, parse_database_url
from bot.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.ui.tollcheck_card import tollcheck_view
from tests.discord.conftest import Server, components, options, said, sent, words

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
    assert options(result), "the free alternative is one press away"


async def test_a_short_text_may_be_given_at_once(server: Server) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=OFFER)
    assert "warning signs in this offer" in words(result)
    page = await server.member.select(sent(result), [options(result)[0]], custom_id="tf1:goto")
    assert words(page).startswith("## ")


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
    shown = words(await server.member.slash(server.channel, "tollcheck", text=OFFER)).lower()
    assert "this is a scam" not in shown
    assert "fraud" not in shown.split("ask:")[0].split("“")[0]


async def test_hostile_text_does_not_break_out(server: Server) -> None:
    hostile = f"@everyone ```js\n# big\n``` ||<@123>|| [click](https://evil.example) \u200b\u202e {OFFER}"
    shown = words(await server.member.slash(server.channel, "tollcheck", text=hostile))
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    assert "](https://evil.example)" not in shown
    assert "<@123>" not in shown


@pytest.mark.parametrize("length", [40, 3999, 4000])
async def test_texts_of_any_allowed_length_are_read(server: Server, length: int) -> None:
    result = await server.member.slash(server.channel, "tollcheck", text=(OFFER * 40)[:length])
    assert list(components(result))


async def test_a_reading_with_every_sign_fits_discord(server: Server) -> None:
    from bot.knowledge.tollcheck.engine import Reading, SignFound

    rules = shipped_rules()
    quotes = ("x" * 300, "y" * 300, "z" * 300)
    reading = Reading(tuple(SignFound(sign, quotes) for sign in rules.signs), rules.notes)
    view = tollcheck_view(server.app.services.library.current, reading)
    assert view.content_length() <= MESSAGE_TEXT
    assert sum(1 for _ in view.walk_children()) <= MESSAGE_COMPONENTS


async def test_nothing_reaches_database_or_log(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await server.member.slash(server.channel, "tollcheck", text=f"zebra academy {OFFER}")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("bot", "cogs")))
    assert "zebra" not in ours
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
    base = server.app.services.library.current
    for sign in shipped_rules().signs:
        assert set(sign.sources) <= set(base.sources), sign.id
        assert set(sign.pages) <= set(base.pages), sign.id
