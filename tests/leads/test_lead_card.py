from datetime import timedelta

import pytest
from simcord.actors import MemberActor

from bot.app import every_item
from bot.kit.actors import Actor
from bot.leads.model.lead import LeadStatus
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.wiring import LEADS
from bot.privacy.service import PrivacyService
from tests.fakes import FakeClock
from tests.leads.steps import FORM, configure, only_lead, posted, press, preview
from tests.simulated import Server, custom_ids, labels, options, said, sent, words


def somebody(server: Server, name: str) -> MemberActor:
    return server.guild.add_member(server.env.create_user(name))


async def report(server: Server, by: MemberActor, reason: str = "costs_money") -> str:
    asked = await press(by, server.newest, "report")
    assert asked.ephemeral
    return words(await by.select(sent(asked), [reason]))


async def test_a_second_upvote_takes_the_first_back(server: Server) -> None:
    await configure(server)
    await posted(server)
    await press(server.other, server.newest, "up")
    assert labels(server.newest)[0] == "Upvote 1"
    await press(server.other, server.newest, "up")
    assert labels(server.newest)[0] == "Upvote 0"


async def test_each_press_is_one_edit_and_no_message(server: Server) -> None:
    await configure(server)
    await posted(server)
    before = len(server.env.http_requests)
    await press(server.other, server.newest, "up")
    assert [entry.path.rpartition("/")[2] for entry in server.env.http_requests[before:]] == ["callback"]
    assert "Upvote 1" in labels(server.newest)


async def test_it_worked_is_answered_by_a_private_offer_to_tell_and_taking_it_back_is_not(server: Server) -> None:
    await configure(server)
    await posted(server)
    offered = await press(server.other, server.newest, "worked")
    assert "It worked 1" in labels(server.newest)
    (note,) = offered.followups
    assert note.flags.ephemeral, "only they see it"
    assert "Tell how mine went" in str(note.components)
    assert not (await press(server.other, server.newest, "worked")).followups


async def test_votes_and_buttons_outlive_a_restart(server: Server) -> None:
    await configure(server)
    await posted(server)
    await press(server.other, server.newest, "up")
    await server.restart()
    await press(somebody(server, "cid"), server.newest, "up")
    assert labels(server.newest)[0] == "Upvote 2"


@pytest.mark.parametrize("is_pseudonymous", [False, True])
@pytest.mark.parametrize("what", ["up", "worked"])
async def test_nobody_votes_for_their_own_lead(server: Server, is_pseudonymous: bool, what: str) -> None:
    await configure(server)
    shown = await preview(server)
    if is_pseudonymous:
        shown = await press(server.member, shown, "pseudonym")
    await press(server.member, shown, "post")
    told = await press(server.member, server.newest, what)
    assert told.ephemeral
    assert "your own lead" in said(told)
    assert labels(server.newest)[:2] == ["Upvote 0", "It worked 0"]


async def test_a_member_who_is_too_new_is_told_from_when_votes_count(server: Server) -> None:
    await configure(server, minimum_membership=timedelta(days=365))
    await posted(server)
    told = await press(server.other, server.newest, "up")
    assert "been here 365 days" in said(told)


async def test_enough_reports_hide_a_lead_and_tell_the_moderators(server: Server) -> None:
    await configure(server, report_threshold=2)
    await posted(server)
    assert "Thank you" in await report(server, server.other)
    assert "UM reviewer" in words(server.newest), "one report changes nothing to see"
    await report(server, somebody(server, "cid"), "gone")
    assert "Hidden while the moderators look at it" in words(server.newest)
    assert "UM reviewer" not in words(server.newest)
    assert custom_ids(server.newest) == []


async def test_reporting_twice_counts_once(server: Server) -> None:
    await configure(server, report_threshold=2)
    await posted(server)
    await report(server, server.other)
    asked = await press(server.other, server.newest, "report")
    told = await server.other.select(sent(asked), ["spam"])
    assert "reported that lead already" in said(told)
    assert "UM reviewer" in words(server.newest)


async def test_a_report_can_be_finished_after_a_restart(server: Server) -> None:
    await configure(server, report_threshold=1)
    await posted(server)
    asked = await press(server.other, server.newest, "report")
    await server.restart()
    await server.other.select(sent(asked), [options(asked)[0]])
    assert "Hidden" in words(server.newest)


async def test_the_poster_closes_at_once_and_reopens(server: Server) -> None:
    await configure(server)
    await posted(server)
    await press(server.member, server.newest, "close")
    assert "🔒 Closed" in words(server.newest)
    assert labels(server.newest) == ["Not closed: reopen"]
    await press(server.member, server.newest, "reopen")
    assert labels(server.newest) == ["Upvote 0", "It worked 0", "Closed", "Report"]


async def test_two_members_close_and_one_of_them_reopens(server: Server) -> None:
    await configure(server)
    await posted(server)
    await press(server.other, server.newest, "close")
    assert "Closed 1 of 2" in labels(server.newest)
    assert "A member says that it is closed" in words(server.newest)
    third = somebody(server, "cid")
    await press(third, server.newest, "close")
    assert (await shelved(server)) is LeadStatus.CLOSED
    told = await press(somebody(server, "dee"), server.newest, "reopen")
    assert told.ephemeral, "who neither posted nor closed it may not reopen it"
    await press(third, server.newest, "reopen")
    assert "Closed" in labels(server.newest)


async def shelved(server: Server) -> LeadStatus:
    return (await server.app.services[LeadBrowsing].get(1, server.guild.id)).status


async def test_a_moderator_reopens_what_others_closed(server: Server) -> None:
    role = server.guild.create_role("mods")
    await configure(server, moderator_role_id=role.id)
    await posted(server)
    await press(server.member, server.newest, "close")
    moderator = server.guild.add_member(server.env.create_user("mia"), roles=[role])
    await press(moderator, server.newest, "reopen")
    assert "Closed" in labels(server.newest)


async def test_a_member_takes_their_own_closing_back(server: Server) -> None:
    await configure(server)
    await posted(server)
    await press(server.other, server.newest, "close")
    await press(server.other, server.newest, "close")
    assert "Closed" in labels(server.newest)


async def test_a_press_on_a_card_that_is_behind_brings_it_up_to_date_and_says_why(
    server: Server, clock: FakeClock
) -> None:
    await configure(server)
    await posted(server)
    clock.move(timedelta(days=31))
    told = await press(server.other, server.newest, "up")
    assert "has expired" in "\n".join(message.content for message in told.followups)
    assert "Expired" in words(server.newest)


async def test_a_press_on_the_card_of_a_deleted_lead_is_answered_kindly(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    await server.app.services[PrivacyService].forget(server.member.id, delete_leads=True)
    for what in ("up", "worked", "close"):
        told = await press(server.other, card, what)
        assert "can’t find that lead any more" in said(told)


async def test_many_presses_end_at_the_right_count(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    for number in range(12):
        await press(somebody(server, f"p{number}"), card, "up")
    assert labels(server.newest)[0] == "Upvote 12"
    assert (await only_lead(server)).upvotes == 12


async def test_a_private_card_has_the_same_buttons_and_changes_the_public_one_too(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    listed = await server.other.slash(server.channel, "lead browse")
    opened = await press(server.other, listed, "open")
    assert opened.ephemeral
    assert labels(opened) == ["Upvote 0", "It worked 0", "Closed", "Report", "See it in its channel"]
    voted = await press(server.other, opened, "up")
    assert "Upvote 1" in labels(voted)
    await server.deliver()
    assert "Upvote 1" in labels(server.newest)
    assert server.newest.id == card.id


async def test_a_press_on_a_private_card_counts_though_the_public_one_was_deleted(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    listed = await server.other.slash(server.channel, "lead browse")
    opened = await press(server.other, listed, "open")
    server.env.backend.delete_message(server.channel.id, card.id)
    voted = await press(server.other, opened, "up")
    assert "Upvote 1" in labels(voted)
    await server.deliver()
    [lead] = (await server.app.services[LeadBrowsing].mine(Actor(server.guild.id, server.member.id))).leads
    assert (lead.upvotes, lead.card, lead.status) == (1, None, LeadStatus.HIDDEN), "moderators look at it"


def test_every_item_of_leads_goes_through_the_boundary_and_is_registered() -> None:
    for item in LEADS.items:
        assert getattr(item.callback, "is_guarded", False)
        assert item in every_item()


async def test_custom_ids_are_versioned_short_and_answered_by_one_item_each(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    await press(server.member, shown, "post")
    mine = await server.member.slash(server.channel, "lead mine")
    role = await server.member.slash(server.channel, "role", name="um-medical-director")
    opened = await press(server.member, mine, "open")
    found = [one for message in (shown, server.newest, mine, role, opened) for one in custom_ids(message)]
    assert len(found) > 20
    for custom_id in found:
        assert custom_id.startswith("tf1:")
        assert len(custom_id) <= 100
        matching = [item for item in every_item() if item.__discord_ui_compiled_template__.fullmatch(custom_id)]
        assert len(matching) == 1, custom_id
        assert str(server.member.id) not in custom_id


async def test_a_referral_needs_no_link_but_a_way_to_ask(server: Server) -> None:
    await configure(server)
    form = await server.member.slash(server.channel, "lead share", topic="um-medical-director", kind="referral")
    shown = await server.member.submit_modal(form, {**FORM, "link": "", "how_to_ask": "Send me a message."})
    await press(server.member, await press(server.member, shown, "free"), "post")
    assert "Referral" in words(server.newest)
    assert "Send me a message" in words(server.newest)
    assert "🔗" not in words(server.newest)
