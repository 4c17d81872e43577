"""Members look things up: typed, pressed and read through Discord's own flow."""

from datetime import timedelta

import pytest

from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, SELECT_OPTIONS
from bot.knowledge.library import Library
from bot.pages.ui.citing import mark
from bot.pages.ui.page_links import page_links
from bot.pages.ui.role_card import ROLE_SECTIONS
from tests.fakes import FakeClock
from tests.simulated import Server, components, custom_ids, labels, options, said, sent, words


async def test_typing_um_offers_the_utilization_management_page(server: Server) -> None:
    choices = await server.member.autocomplete(server.channel, "role", "name", "UM")
    assert choices[0] == {"name": "Utilization management medical director", "value": "um-medical-director"}


@pytest.mark.parametrize("typed", ["utilzation managment", "prior auth", "utiliz"])
async def test_a_typo_or_a_part_finds_it_too(server: Server, typed: str) -> None:
    choices = await server.member.autocomplete(server.channel, "role", "name", typed)
    assert choices[0]["value"] == "um-medical-director"


async def test_at_most_25_names_are_offered_and_the_last_says_that_there_are_more(server: Server) -> None:
    for command, option in (("role", "name"), ("myth", "topic"), ("lead share", "topic")):
        choices = await server.member.autocomplete(server.channel, command, option, "")
        assert len(choices) == AUTOCOMPLETE_CHOICES
        assert "more than fit here" in choices[-1]["name"]
        told = await server.member.slash(server.channel, command, **{option: choices[-1]["value"]})
        assert "type some letters" in said(told)


async def test_the_first_screen_answers_what_counts(server: Server) -> None:
    result = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert result.ephemeral
    text = words(result)
    parts = ("**Could I get it**", "License: ", "**Pays** ", "**First step** ", "**How sure are we** ")
    assert [part for part in parts if part in text] == list(parts)
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "https://" not in text, "sources stand behind a button; here are marks"
    assert "¹" in text
    assert "Reviewed Nov 22, 2026" in text


async def test_a_mark_means_the_same_source_on_every_screen(server: Server) -> None:
    base = server.app.services[Library].current
    page = base.role("um-medical-director")
    asks = words(await server.member.slash(server.channel, "role", name=page.id, section="asks"))
    listed = words(await server.member.slash(server.channel, "role", name=page.id, section="sources"))
    requirement = next(line for line in page.front.requirements if line.sources)
    number = page.marked.index(requirement.sources[0]) + 1
    source = base.sources[requirement.sources[0]]
    assert f"{requirement.text}\u202f{mark(number)}" in asks
    assert f"{mark(number)} {source.kind} · [" in listed
    assert str(source.url) in listed


async def test_no_screen_has_more_than_two_rows_of_buttons_and_one_menu(server: Server) -> None:
    for key in ROLE_SECTIONS:
        result = await server.member.slash(server.channel, "role", name="um-medical-director", section=key)
        rows = [part["components"] for part in components(result) if part["type"] == 1]
        assert [row[0]["type"] for row in rows] == [2, 2, 3], key


async def test_a_name_typed_without_picking_is_understood(server: Server) -> None:
    assert "Utilization management" in words(await server.member.slash(server.channel, "role", name="um"))


async def test_a_name_of_nothing_leads_to_where_many_begin(server: Server) -> None:
    result = await server.member.slash(server.channel, "role", name="zzzzzzzz")
    assert result.ephemeral
    assert "I have no role called “zzzzzzzz”. Nothing in my notes is near it" in words(result)
    begin = labels(result)[0]
    opened = await server.member.click(sent(result), label=begin)
    assert words(opened).startswith(f"## {begin}")


async def test_a_word_of_another_kind_leads_to_the_nearest_pages(server: Server) -> None:
    offered = await server.member.autocomplete(server.channel, "cert", "name", "MBA")
    assert {"degrees-mba-mph", "need-an-mba"} <= {choice["value"] for choice in offered}
    assert any(choice["name"].endswith(" · guide") for choice in offered)
    result = await server.member.slash(server.channel, "cert", name="MBA")
    assert "I have no certificate called “MBA”. Nearest in my notes:" in words(result)
    opened = await server.member.click(sent(result), label=labels(result)[0])
    assert "MBA" in words(opened)
    picked = await server.member.slash(server.channel, "cert", name="degrees-mba-mph")
    assert "This week" in words(picked) or "MBA" in words(picked)


@pytest.mark.parametrize("typed", ["remote", "part time", "surgeon", "plasma", "MRO", "prison", "government", "qqqq"])
async def test_typing_a_topic_never_ends_in_nothing(server: Server, typed: str) -> None:
    for command, option in (("role", "name"), ("cert", "name"), ("myth", "topic"), ("follow", "topic")):
        assert await server.member.autocomplete(server.channel, command, option, typed), command


async def test_what_a_member_typed_is_shown_as_text_alone(server: Server) -> None:
    result = await server.member.slash(server.channel, "role", name="**zzz** [x](https://evil.example) @everyone")
    assert "[x](https://evil.example)" not in words(result)


async def test_section_buttons_turn_the_card_in_place(server: Server) -> None:
    first = await server.member.slash(server.channel, "role", name="um-medical-director")
    for label in ("Requirements", "Pay", "Day to day", "Get in", "Moves", "Ask them", "Sources"):
        result = await server.member.click(sent(first), label=label)
        assert sent(result).id == sent(first).id, "edited, not sent anew"
        assert f"\n**{label}**\n" in words(result)
    back = await server.member.click(sent(first), label="‹ Overview")
    assert "**Could I get it**" in words(back)


async def test_long_sections_turn_by_screens(server: Server) -> None:
    result = await server.member.slash(server.channel, "role", name="um-medical-director", section="sources")
    seen = words(result)
    while following := next((part for part in components(result) if part.get("label", "").startswith("Next ›")), None):
        result = await server.member.click(sent(result), custom_id=following["custom_id"])
        seen += words(result)
    page = server.app.services[Library].current.page("um-medical-director")
    for source_id in page.cited:
        assert str(server.app.services[Library].current.sources[source_id].url) in seen


async def test_one_press_leads_to_the_pages_next_to_it(server: Server) -> None:
    first = await server.member.slash(server.channel, "role", name="um-medical-director")
    front = server.app.services[Library].current.role("um-medical-director").front
    near = {neighbor.role for neighbor in front.neighbours}
    near |= {front.sector, *front.myths, *front.certifications, *front.guides}
    assert near <= set(options(first))
    result = await server.member.select(sent(first), ["physician-advisor"], custom_id="tf1:goto")
    assert "## Physician advisor" in words(result)


async def test_all_sectors_and_then_one(server: Server) -> None:
    result = await server.member.slash(server.channel, "sector")
    assert "payers" in options(result)
    one = await server.member.select(sent(result), ["payers"], custom_id="tf1:goto")
    assert "Utilization management medical director" in words(one)
    assert "license: " in words(one), "its roles stand by what one can get"
    direct = await server.member.slash(server.channel, "sector", name="payers")
    assert words(direct) == words(one)


async def test_a_certificate_shows_verdict_price_and_who_asks(server: Server) -> None:
    result = await server.member.slash(server.channel, "cert", name="chcqm")
    assert "What it costs" in words(result)
    assert "Issued by" in words(result)
    asked = await server.member.click(sent(result), label="Who asks for it")
    assert "**Who asks for it**" in words(asked)


async def test_all_myths_by_verdict_and_one_with_its_evidence(server: Server) -> None:
    everything = await server.member.slash(server.channel, "myth")
    assert any(label.startswith("❌ False") for label in labels(everything))
    one = await server.member.slash(server.channel, "myth", topic="get-certified-first")
    assert "The evidence" in words(one)
    assert "Instead" in words(one)


async def test_a_guide_opens_at_this_week(server: Server) -> None:
    result = await server.member.slash(server.channel, "guide", name="networking-and-informational-interviews")
    assert "## " in words(result)
    sections = next(part for part in components(result) if part.get("custom_id", "").startswith("tf1:section:"))
    turned = await server.member.select(
        sent(result), [sections["options"][1]["value"]], custom_id=sections["custom_id"]
    )
    assert f"**{sections['options'][1]['label']}**" in words(turned)


async def test_help_leads_to_crisis_support(server: Server) -> None:
    result = await server.member.slash(server.channel, "help")
    assert "burnout-and-crisis-support" in options(result)
    assert result.ephemeral


async def test_a_card_works_after_a_restart(server: Server) -> None:
    first = await server.member.slash(server.channel, "role", name="um-medical-director")
    await server.restart()
    result = await server.member.click(sent(first), label="Requirements")
    assert "**Requirements**" in words(result)


async def test_nobody_has_to_remember_sent_cards(server: Server) -> None:
    first = await server.member.slash(server.channel, "role", name="um-medical-director")
    await server.member.click(sent(first), label="Requirements")
    client = server.client
    assert client._connection._view_store._views == {}
    assert client._connection._view_store._synced_message_views == {}


async def test_an_overdue_review_is_said_on_the_card(server: Server, clock: FakeClock) -> None:
    clock.move(timedelta(days=400))
    text = words(await server.member.slash(server.channel, "role", name="um-medical-director"))
    assert "⚠️" in text
    assert "its next review was due May 22, 2027" in text


async def test_no_custom_id_names_a_person(server: Server) -> None:
    result = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert all(str(server.member.id) not in custom_id and len(custom_id) <= 100 for custom_id in custom_ids(result))


async def test_it_works_in_a_direct_message(server: Server) -> None:
    command = server.app.client.tree.get_command("role")
    assert command is not None
    assert command.allowed_contexts is None
    payload = command.to_dict(server.app.client.tree)
    assert payload["contexts"] == [0, 1, 2], "servers, messages with the bot, and private channels"
    assert payload["integration_types"] == [0, 1], "added by a server, or by a member"


async def test_a_card_shown_before_is_dated_anew_on_another_day(server: Server, clock: FakeClock) -> None:
    shown = await server.member.slash(server.channel, "role", name="um-medical-director")
    again = await server.other.slash(server.channel, "role", name="um-medical-director")
    assert list(components(again)) == list(components(shown))
    assert "its next review was due" not in words(shown)
    clock.move(timedelta(days=3650))
    later = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert "its next review was due" in words(later)


async def test_a_card_leads_to_more_pages_than_a_menu_shows(server: Server) -> None:
    card = await server.member.slash(server.channel, "guide", name="networking-and-informational-interviews")
    base = server.app.services[Library].current
    wanted = [link.page_id for link in page_links(base, base.page("networking-and-informational-interviews"))]
    assert len(wanted) > SELECT_OPTIONS, "the shipped page leads to so many"
    text = words(card)
    found: list[str] = []
    while len(found) < len(wanted):
        *shown, turn = options(card, "tf1:goto")
        found += shown
        await server.restart()
        await server.member.select(sent(card), [turn], custom_id="tf1:goto")
    assert found == wanted
    assert words(card) == text, "the card itself stays"
    assert options(card, "tf1:goto")[:-1] == wanted[:24], "from the last page it goes on with the first"
    await server.member.select(sent(card), [options(card, "tf1:goto")[-1]], custom_id="tf1:goto")
    opened = await server.member.select(sent(card), [wanted[-1]], custom_id="tf1:goto")
    assert base.page(wanted[-1]).title in words(opened)
