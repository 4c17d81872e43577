"""The daily message to followers: one, batched, with a way to stop, whatever fails on the way."""

import json

from bot.kit.actors import CardPlace
from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.leads.service.posting import LeadPosting
from bot.leads.service.sharing import LeadSharing
from bot.privacy.service import PrivacyService
from tests.following.told import (
    DAY,
    HOUR,
    MINUTE,
    SECTOR,
    UM,
    Elsewhere,
    follow_and_share,
    follows,
    review,
    sendings,
    share_in,
    told,
)
from tests.moderation.desk import Desk, text
from tests.simulated import components, custom_ids, labels, options, words


async def test_a_new_lead_is_told_once_at_eight_with_its_card(desk: Desk) -> None:
    lead = await follow_and_share(desk)
    await desk.upkeep(3)
    assert told(desk.server.member) == [], "it is seven o'clock"
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert "### Test" in words(message)
    assert "**Payers and health plans** · sector" in words(message)
    assert lead.card is not None
    assert f"**{lead.content.title}** · Coast Health" in words(message)
    assert f"/{lead.card.channel_id}/{lead.card.message_id})" in words(message)
    assert labels(message) == ["Stop these messages", "See what I follow"]
    await desk.upkeep(5)
    await desk.server.restart()
    await desk.upkeep(5)
    await desk.pass_time(DAY)
    assert len(told(desk.server.member)) == 1, "nothing new came since"


async def test_the_message_pings_nobody_names_nobody_and_carries_a_nonce(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    [request] = sendings(desk)
    assert request.json["allowed_mentions"] == {"parse": []}
    assert request.json["enforce_nonce"] is True
    assert 10 <= len(request.json["nonce"]) <= 25
    assert str(desk.server.member.id) not in json.dumps(request.json)
    assert "tf1:following:stop:2026-11-22" in custom_ids(told(desk.server.member)[0])


async def test_two_servers_come_in_one_message(desk: Desk, elsewhere: Elsewhere) -> None:
    lead = await follow_and_share(desk)
    await elsewhere.member.slash(elsewhere.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    other = await share_in(desk, elsewhere)
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    said_ = words(message)
    assert said_.index("### Test") < said_.index(lead.content.title) < said_.index("### Second home")
    assert said_.index("### Second home") < said_.rindex(other.content.title)


async def test_a_page_newly_reviewed_is_told_and_opens_from_the_message(desk: Desk) -> None:
    await desk.server.member.slash(desk.server.channel, "follow", topic=UM)
    desk.clock.move(MINUTE)
    await review(desk, UM)
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert "reviewed again" in words(message)
    assert options(message) == [UM]
    await desk.server.restart()
    opened = await desk.server.member.user.select(message, [UM], custom_id="tf1:goto")
    assert "## Utilization management medical director" in words(opened)


async def test_the_button_under_a_digest_follows_its_role_privately(desk: Desk) -> None:
    await desk.change({"digest_channel_id": desk.server.channel.id})
    desk.clock.move(HOUR)
    await desk.upkeep(2)
    digest = desk.server.newest
    result = await desk.server.member.click(digest, label="Follow this role")
    assert result.ephemeral
    assert "You follow" in words(result)
    [follow] = (await follows(desk).following(desk.server.member.id)).follows
    assert f"tf1:follow:{follow.page_id}" in custom_ids(digest)


async def test_nothing_new_sends_nothing(desk: Desk) -> None:
    await desk.server.member.slash(desk.server.channel, "follow", topic=UM)
    await desk.share(desk.server.member)
    await desk.pass_time(3 * DAY)
    assert sendings(desk) == []


async def test_days_without_the_bot_bring_one_message(desk: Desk) -> None:
    await follow_and_share(desk)
    for _ in range(3):
        desk.clock.move(DAY)
        await desk.share(desk.server.other)
    await desk.upkeep(5)
    [message] = told(desk.server.member)
    assert words(message).count("Coast Health") == 4
    assert custom_ids(message)[-2] == "tf1:following:stop:2026-11-25"


async def test_stop_ends_everything_in_place_and_undo_takes_it_back(desk: Desk) -> None:
    lead = await follow_and_share(desk)
    await desk.pass_time(HOUR)
    await desk.server.restart()
    who = desk.server.member
    await who.user.click(told(who)[0], label="Stop these messages")
    [message] = told(who)
    assert "**Stopped.**" in words(message)
    assert lead.content.title in words(message), "the news stay"
    assert labels(message) == ["Undo"]
    assert (await follows(desk).following(who.id)).follows == ()
    desk.clock.move(3 * HOUR)
    await who.user.click(message, label="Undo")
    [message] = told(who)
    assert "as before" in words(message)
    assert labels(message) == ["Stop these messages", "See what I follow"]
    assert options(message) == [SECTOR]
    await desk.share(desk.server.other)
    await desk.pass_time(DAY)
    assert len(told(who)) == 2


async def test_what_is_followed_is_shown_from_the_message(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    result = await desk.server.member.user.click(told(desk.server.member)[0], label="See what I follow")
    assert "What you follow" in words(result)
    assert len(told(desk.server.member)) == 1


async def test_the_longest_message_fits(desk: Desk) -> None:
    base = desk.server.app.services[Library].current
    for role in base.roles_in(SECTOR):
        await follows(desk).follow(role.id, desk.actor(desk.server.member))
    await follows(desk).follow(SECTOR, desk.actor(desk.server.member))
    desk.clock.move(MINUTE)
    template = await desk.share(desk.server.other)
    services = desk.services
    for number, role in enumerate(list(base.roles_in(SECTOR)) * 7):
        draft = services[LeadSharing].draft_of(template, f"long-{number}")
        changes = {"title": "*" * 100, "link": f"https://x{number}.example.org/", "page_id": role.id}
        for name, value in {**changes, "organization": "_" * 80, "location": "[" * 80}.items():
            object.__setattr__(draft, name, value)
        shared = await services[LeadSharing].share(draft, desk.actor(desk.server.other), "bob")
        await services[LeadPosting].stands(shared.lead.id, CardPlace(2**62, 2**62))
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert 2500 < len(words(message)) <= MESSAGE_TEXT
    assert len(list(components(message))) <= MESSAGE_COMPONENTS
    assert "more than fits here" in words(message)


async def test_forgetting_a_member_ends_their_messages(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.services[PrivacyService].forget(desk.server.member.id, delete_leads=True)
    await desk.pass_time(HOUR)
    assert sendings(desk) == []
    assert text(told(desk.server.member)) == ""
