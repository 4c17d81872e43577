import re
from datetime import timedelta

import pytest

from bot.kit.actors import Actor
from bot.kit.ui.limits import MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.leads.model.browsing import Cursor, Sort
from bot.leads.model.lead import LeadKind, LeadStatus
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.list_code import CODE, LONGEST_SEARCH, LeadList, read_list
from bot.privacy.service import PrivacyService
from tests.fakes import FakeClock
from tests.leads.steps import boxes, configure, only_lead, posted, press, preview, retype
from tests.simulated import Server, custom_ids, labels, said, sent, words


async def post_many(server: Server, count: int, clock: FakeClock) -> None:
    for number in range(count):
        await posted(server, title=f"Lead number {number}", link=f"https://jobs.example.com/j?id={number}")
        clock.move(timedelta(minutes=1))


async def browse(server: Server, **options: object) -> str:
    return words(await server.other.slash(server.channel, "lead browse", **options))


async def test_nothing_shared_yet_says_how_to_begin(server: Server) -> None:
    assert "Nobody has shared a lead here yet" in await browse(server)


async def test_next_leads_through_everything_once_also_after_a_restart(server: Server, clock: FakeClock) -> None:
    await configure(server)
    await post_many(server, 12, clock)
    shown = await server.other.slash(server.channel, "lead browse", sort="new")
    assert shown.ephemeral
    seen = [words(shown)]
    for _ in range(2):
        await server.restart()
        shown = await server.other.click(sent(shown), label="Next ›")
        seen.append(words(shown))
    assert [text.count("Lead number") for text in seen] == [5, 5, 2]
    assert all(f"Lead number {number}**" in "\n".join(seen) for number in range(12))
    assert "Next ›" not in labels(shown)
    first = await server.other.click(sent(shown), label="‹ First")
    assert "Lead number 11" in words(first)


async def test_five_leads_of_the_longest_words_fit_a_screen(server: Server) -> None:
    await configure(server)
    for number in range(5):
        shown = await preview(
            server,
            title="*" * 100,
            organization="_" * 80,
            location="~" * 80,
            link=f"https://{'a' * 60}.{'b' * 60}.example.com/{number}",
        )
        form = await press(server.member, shown, "more")
        shown = await server.member.submit_modal(form, {"pay": "`" * 80, "closing": ""})
        await press(server.member, shown, "post")
    for command in ("lead browse", "lead mine"):
        listed = await server.member.slash(server.channel, command)
        assert len(words(listed)) <= MESSAGE_TEXT
        assert labels(listed) in (["Open"] * 5, ["Manage"] * 5)


async def test_filters_narrow_the_list(server: Server) -> None:
    await configure(server)
    await posted(server)
    shown = await preview(server, title="Fellow in policy", link="https://jobs.example.com/f")
    for what, value in (("kind", "fellowship"), ("workplace", "remote"), ("sector", "pharma-biotech")):
        menu = next(one for one in custom_ids(shown) if f":{what}:" in one)
        shown = await server.member.select(sent(shown), [value], custom_id=menu)
    await press(server.member, shown, "post")
    for options, found in (
        ({"kind": "fellowship"}, "Fellow"),
        ({"kind": "job"}, "UM reviewer"),
        ({"remote": True}, "Fellow"),
        ({"topic": "pharma-biotech"}, "Fellow"),
        ({"topic": "um-medical-director"}, "UM reviewer"),
        ({"topic": "payers"}, "UM reviewer"),
        ({"text": "polic"}, "Fellow"),
    ):
        text = await browse(server, **options)
        assert found in text, options
        assert (text.count("👍")) == 1, options
    assert "No lead fits this" in await browse(server, text="nothing like it")


async def test_the_archive_has_what_is_closed_or_expired(server: Server, clock: FakeClock) -> None:
    await configure(server)
    await posted(server)
    await press(server.member, server.newest, "close")
    await posted(server, title="A later one", link="https://jobs.example.com/later")
    assert "UM reviewer" not in await browse(server)
    archive = await browse(server, archive=True)
    assert "UM reviewer" in archive
    assert "🔒 Closed" in archive


async def test_a_topic_is_offered_while_typing(server: Server) -> None:
    offered = await server.other.autocomplete(server.channel, "lead browse", "topic", "payer")
    assert any(choice["name"].endswith("· sector") for choice in offered)
    assert any(choice["name"].endswith("· role") for choice in offered)
    assert len(offered) <= 25


async def test_the_button_on_a_role_card_opens_its_leads_beside_the_card(server: Server) -> None:
    await configure(server)
    await posted(server)
    await posted(server, title="Something else", link="https://jobs.example.com/other")
    for command, name in (("role", "um-medical-director"), ("sector", "payers")):
        card = await server.other.slash(server.channel, command, name=name)
        await server.restart()
        opened = await server.other.click(sent(card), label="Leads")
        assert opened.ephemeral
        assert sent(opened).id != sent(card).id
        assert "UM reviewer" in words(opened)
    other = await server.other.slash(server.channel, "role", name="medical-affairs-director")
    assert "No lead fits this" in words(await server.other.click(sent(other), label="Leads"))


async def test_a_card_in_a_direct_message_offers_no_leads(server: Server) -> None:
    user = server.env.create_user("carl")
    card = await user.slash("role", name="um-medical-director")
    more = await user.click(sent(card), label="More")
    assert "Leads" not in labels(card) + labels(more)


@pytest.mark.parametrize("kind", [None, *LeadKind])
@pytest.mark.parametrize("sort", list(Sort))
def test_a_list_survives_its_custom_id(server: Server, kind: LeadKind | None, sort: Sort) -> None:
    base = server.app.services[Library].current
    chosen = LeadList(kind, sort, True, True, "um-medical-director", "words that fill all the room")
    after = Cursor(2**52, 10**9).encode()
    custom_id = chosen.custom_id("o", after)
    assert len(custom_id) <= 100
    match = re.fullmatch(CODE, custom_id)
    assert match is not None
    assert read_list(match.groupdict(), base) == chosen
    assert match["after"] == after


def test_the_longest_list_fits_a_custom_id() -> None:
    chosen = LeadList(LeadKind.JOB, Sort.NEW, True, True, "a" * 60, "ﷺ" * LONGEST_SEARCH)
    assert len(chosen.custom_id("o", "x" * 40)) <= 100


async def test_mine_lists_all_of_ones_own_and_nobody_elses(server: Server, clock: FakeClock) -> None:
    await configure(server)
    await post_many(server, 6, clock)
    await posted(server, server.other, title="Of somebody else", link="https://jobs.example.com/else")
    mine = await server.member.slash(server.channel, "lead mine")
    assert mine.ephemeral
    assert words(mine).count("Lead number") == 5
    assert "somebody else" not in words(mine)
    following = await server.member.click(sent(mine), label="Next ›")
    assert words(following).count("Lead number") == 1


async def test_an_edit_keeps_everything_and_redraws_the_card(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    opened = await press(server.member, await server.member.slash(server.channel, "lead mine"), "open")
    shown = await press(server.member, opened, "edit")
    assert "Your changes, not saved yet" in words(shown)
    assert "Without my name" not in labels(shown), "that can't be changed afterwards"
    form = await press(server.member, shown, "edit")
    assert boxes(form)["organization"] == "Northfield Health"
    shown = await retype(server.member, form, title="UM reviewer, full-time")
    await press(server.member, shown, "post")
    assert server.newest.id == card.id
    assert "UM reviewer, full-time" in words(server.newest)
    assert "Northfield Health" in words(server.newest)


async def test_a_lead_that_waits_for_a_moderator_can_be_edited(server: Server) -> None:
    await configure(server, reviews_newcomers=True)
    await press(server.member, await preview(server), "post")
    mine = await server.member.slash(server.channel, "lead mine")
    assert "Waiting for a moderator" in words(mine)
    shown = await press(server.member, await press(server.member, mine, "open"), "edit")
    shown = await retype(server.member, await press(server.member, shown, "edit"), title="A better title")
    done = await press(server.member, shown, "post")
    assert "with the moderators" in words(done)


async def test_close_and_reopen_from_ones_own_list(server: Server) -> None:
    await configure(server)
    await posted(server)
    opened = await press(server.member, await server.member.slash(server.channel, "lead mine"), "open")
    closed = await press(server.member, opened, "close")
    assert "🔒 Closed" in words(closed)
    assert "🔒 Closed" in words(server.newest)
    await press(server.member, closed, "reopen")
    assert "🔒 Closed" not in words(server.newest)


async def test_the_close_command_offers_ones_own_live_leads(server: Server) -> None:
    await configure(server)
    await posted(server)
    offered = await server.member.autocomplete(server.channel, "lead close", "lead", "um")
    assert [choice["name"] for choice in offered] == ["UM reviewer, part-time"]
    assert await server.other.autocomplete(server.channel, "lead close", "lead", "") == []
    await server.member.slash(server.channel, "lead close", lead=offered[0]["value"])
    assert "🔒 Closed" in words(server.newest)
    assert await server.member.autocomplete(server.channel, "lead close", "lead", "") == []


@pytest.mark.parametrize("command", ["lead close", "lead renew"])
async def test_nobody_manages_the_lead_of_another(server: Server, command: str) -> None:
    await configure(server)
    await posted(server)
    lead = await only_lead(server)
    told = await server.other.slash(server.channel, command, lead=str(lead.id))
    assert "Only the member who shared that lead" in said(told)
    told = await server.other.slash(server.channel, command, lead="UM reviewer")
    assert "can’t find that lead" in said(told)


async def test_a_lead_is_renewed_in_its_last_days(server: Server, clock: FakeClock) -> None:
    await configure(server)
    await posted(server)
    before = (await only_lead(server)).expires_at
    assert await server.member.autocomplete(server.channel, "lead renew", "lead", "") == []
    clock.move(timedelta(days=27))
    offered = await server.member.autocomplete(server.channel, "lead renew", "lead", "")
    await server.member.slash(server.channel, "lead renew", lead=offered[0]["value"])
    assert (await only_lead(server)).expires_at == before + timedelta(days=27)
    assert f"<t:{int((before + timedelta(days=27)).timestamp())}:D>" in words(server.newest)


async def test_an_expired_lead_whose_card_was_deleted_by_hand_waits_for_moderators_when_renewed(
    server: Server, clock: FakeClock
) -> None:
    await configure(server)
    card = await posted(server)
    server.env.backend.delete_message(server.channel.id, card.id)
    clock.move(timedelta(days=31))
    mine = await server.member.slash(server.channel, "lead mine")
    assert "Renew?" in labels(mine)
    opened = await press(server.member, mine, "open")
    renewed = await press(server.member, opened, "renew")
    assert "Live until" in words(renewed)
    await server.deliver()
    await server.deliver()
    [lead] = (await server.app.services[LeadBrowsing].mine(Actor(server.guild.id, server.member.id))).leads
    assert (lead.card, lead.status) == (None, LeadStatus.HIDDEN)


async def test_a_button_of_somebody_elses_lead_does_nothing(server: Server) -> None:
    await configure(server)
    await posted(server)
    opened = await press(server.member, await server.member.slash(server.channel, "lead mine"), "open")
    await server.app.services[PrivacyService].forget(server.member.id, delete_leads=False)
    told = await press(server.member, opened, "close")
    assert "Only the member who shared that lead" in said(told)
