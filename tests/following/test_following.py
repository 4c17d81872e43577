"""`/follow`, `/following` and *Follow* on cards: what a member presses and reads."""

from datetime import timedelta
from typing import Any

import pytest
from discord.ui import DynamicItem
from simcord.results import InteractionResult

from bot.following.model import MOST_FOLLOWS
from bot.following.service.following import FollowService
from bot.following.storage.follows import FollowRepository
from bot.following.ui.items import FOLLOW_ITEMS
from bot.kit.actors import Actor
from bot.kit.errors import StorageUnavailable
from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.privacy.service import PrivacyService
from tests.fakes import FakeClock
from tests.simulated import Server, components, custom_ids, labels, options, said, sent, share, words

UM = "um-medical-director"


def words_after(result: InteractionResult) -> str:
    """Return the text of the message that follows the one that was edited."""
    return "\n".join(str(part) for message in result.followups for part in message.components)


async def pages_of(server: Server) -> list[str]:
    following = await server.app.services[FollowService].following(server.member.id, server.guild.id)
    return sorted(follow.page_id for follow in following.follows)


async def test_follow_says_privately_what_it_means(server: Server) -> None:
    result = await server.member.slash(server.channel, "follow", topic=UM)
    assert result.ephemeral
    assert "You follow Utilization management medical director in this server now" in words(result)
    assert "at most once a day" in words(result)
    assert "<t:1795352400:F>" in words(result), "08:00 in New York"
    assert labels(result) == ["Stop following", "See what I follow"]
    assert await pages_of(server) == [UM]
    again = await server.member.slash(server.channel, "follow", topic=UM)
    assert "in this server already" in words(again)


async def test_a_name_typed_without_picking_is_understood_and_offered(server: Server) -> None:
    await server.member.slash(server.channel, "follow", topic="drug saftey")
    assert await pages_of(server) == ["pharmacovigilance-physician"]
    offered = await server.member.autocomplete(server.channel, "follow", "topic", "payer")
    assert "payers" in [choice["value"] for choice in offered]


async def test_a_topic_of_nothing_follows_nothing_and_leads_on(server: Server) -> None:
    result = await server.member.slash(server.channel, "follow", topic="prison poetry zzz")
    assert "I have no role called" in words(result)
    assert labels(result)
    assert await pages_of(server) == []


@pytest.mark.parametrize("command", [("role", {"name": UM}), ("sector", {"name": "payers"})])
async def test_the_button_on_a_card_switches_and_leaves_the_card(
    server: Server, command: tuple[str, dict[str, str]]
) -> None:
    card = await server.member.slash(server.channel, command[0], **command[1])
    before = words(card)
    followed = await server.member.click(sent(card), label="Follow")
    assert "You follow" in words_after(followed)
    assert await pages_of(server) == [*command[1].values()]
    assert "Following ✓" in labels(followed), "the card shows it"
    assert words(followed) == before
    again = await server.member.slash(server.channel, command[0], **command[1])
    assert "Following ✓" in labels(again), "and so does the next"
    stopped = await server.member.click(sent(again), label="Following ✓")
    assert "You no longer follow" in words_after(stopped)
    assert await pages_of(server) == []
    assert "Follow" in labels(stopped)


async def test_a_card_says_to_each_member_whether_they_follow(server: Server) -> None:
    await server.member.slash(server.channel, "follow", topic=UM)
    theirs = await server.member.slash(server.channel, "role", name=UM)
    others = await server.other.slash(server.channel, "role", name=UM)
    assert ("Following ✓" in labels(theirs), "Following ✓" in labels(others)) == (True, False)


@pytest.mark.breaks
async def test_a_card_comes_although_nobody_can_say_who_follows(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StorageUnavailable("away", writing=False)

    monkeypatch.setattr(server.app.services[FollowService], "following", away)
    card = await server.member.slash(server.channel, "role", name=UM)
    assert "Follow" in labels(card)


async def test_cards_of_other_pages_have_no_such_button(server: Server) -> None:
    for command, option in (("guide", {"name": "where-to-look"}), ("sector", {}), ("help", {})):
        assert "Follow" not in labels(await server.member.slash(server.channel, command, **option))


async def test_on_a_shared_card_everybody_follows_for_themselves_even_after_a_restart(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name=UM)
    await share(server.member, card)
    await server.restart()
    result = await server.other.click(server.newest, label="Follow")
    assert result.ephemeral
    assert await pages_of(server) == []
    following = await server.app.services[FollowService].following(server.other.id)
    assert [follow.page_id for follow in following.follows] == [UM]
    assert str(server.other.id) not in words(server.newest) + "".join(custom_ids(server.newest))


async def test_stopping_and_following_again_from_the_answer(server: Server) -> None:
    result = await server.member.slash(server.channel, "follow", topic=UM)
    await server.member.click(sent(result), label="Stop following")
    assert await pages_of(server) == []
    assert "You no longer follow **Utilization management medical director**" in words(result)
    await server.member.click(sent(result), label="Follow it again")
    assert await pages_of(server) == [UM]
    await server.member.click(sent(result), label="See what I follow")
    assert "What you follow" in words(result)


async def test_following_lists_everything_and_stops_what_is_chosen(server: Server) -> None:
    for page_id in (UM, "payers", "physician-advisor"):
        await server.member.slash(server.channel, "follow", topic=page_id)
    result = await server.member.slash(server.channel, "following")
    assert result.ephemeral
    text = words(result)
    assert "**Utilization management medical director** · role" in text
    assert "None came yet. The next comes <t:1795352400:F> at the earliest." in text
    chosen = [value for value in options(result) if not value.endswith("physician-advisor")]
    await server.member.select(sent(result), chosen, custom_id="tf1:unfollow")
    assert await pages_of(server) == ["physician-advisor"]
    assert "You follow 2 pages less" in words(result)
    await server.member.click(sent(result), label="Undo")
    assert await pages_of(server) == ["payers", "physician-advisor", UM]


async def test_stop_all_and_undo_in_place(server: Server) -> None:
    for page_id in (UM, "payers"):
        await server.member.slash(server.channel, "follow", topic=page_id)
    result = await server.member.slash(server.channel, "following")
    await server.restart()
    await server.member.click(sent(result), label="Stop all")
    assert await pages_of(server) == []
    assert "You follow 2 pages less" in words(result)
    await server.member.click(sent(result), label="Undo")
    assert await pages_of(server) == ["payers", UM]


async def test_following_without_follows_says_how_to_begin(server: Server) -> None:
    result = await server.member.slash(server.channel, "following")
    assert "`/follow` begins" in words(result)
    assert labels(result) == ["Never write to me"]


async def test_an_undo_that_comes_too_late_says_so(server: Server) -> None:
    result = await server.member.slash(server.channel, "follow", topic=UM)
    listed = await server.member.slash(server.channel, "following")
    await server.member.click(sent(listed), label="Stop all")
    await server.app.services[PrivacyService].forget(server.member.id, delete_leads=False)
    late = await server.member.click(sent(listed), label="Undo")
    assert "nothing to bring back" in said(late)
    assert labels(result)


async def test_the_longest_list_fits_and_one_more_is_refused(server: Server) -> None:
    base = server.app.services[Library].current
    pages = sorted(base.of_kind(PageKind.ROLE), key=lambda page: -len(page.title))[: MOST_FOLLOWS + 1]
    for page in pages[:-1]:
        await server.member.slash(server.channel, "follow", topic=page.id)
    refused = await server.member.slash(server.channel, "follow", topic=pages[-1].id)
    assert "the most" in said(refused)
    result = await server.member.slash(server.channel, "following")
    assert len(options(result)) == MOST_FOLLOWS
    assert len(words(result)) <= MESSAGE_TEXT
    assert len(list(components(result))) <= MESSAGE_COMPONENTS


async def test_following_belongs_to_a_server(server: Server) -> None:
    result = await server.member.user.slash("follow", topic=UM)
    assert "belongs to a server" in said(result)


async def test_what_is_followed_in_many_servers_can_be_stopped_past_the_twenty_fifth(server: Server) -> None:
    follows, base = server.app.services[FollowService], server.app.services[Library].current
    elsewhere = server.env.create_guild("Second home")
    elsewhere.add_member(server.member.user)
    pages = sorted(page.id for page in base.of_kind(PageKind.ROLE))[:20]
    for guild_id in (server.guild.id, elsewhere.id):
        for page_id in pages:
            await follows.follow(page_id, Actor(guild_id, server.member.id))
    result = await server.member.user.slash("following")
    await server.member.user.select(sent(result), [options(result)[-1]], custom_id="tf1:unfollow")
    *further, _back = options(result)
    assert further == [f"{elsewhere.id}.{page_id}" for page_id in pages[4:]]
    await server.member.user.select(sent(result), further, custom_id="tf1:unfollow")
    left = (await follows.following(server.member.id)).follows
    assert [(one.guild_id, one.page_id) for one in left if one.guild_id == elsewhere.id] == [
        (elsewhere.id, page_id) for page_id in pages[:4]
    ]


async def test_in_a_direct_message_all_servers_are_listed_by_name(server: Server) -> None:
    elsewhere = server.env.create_guild("Second home")
    channel = elsewhere.create_text_channel("general")
    there = elsewhere.add_member(server.member.user)
    await server.member.slash(server.channel, "follow", topic=UM)
    await there.slash(channel, "follow", topic="payers")
    result = await server.member.user.slash("following")
    assert "**Test**\n- **Utilization" in words(result)
    assert "**Second home**\n- **" in words(result)
    await server.member.user.click(sent(result), label="Stop all")
    assert (await server.app.services[FollowService].following(server.member.id)).follows == ()


async def test_privacy_tells_of_it_and_forget_me_removes_it(server: Server) -> None:
    await server.member.slash(server.channel, "follow", topic=UM)
    result = await server.member.slash(server.channel, "privacy")
    assert "What you follow" in words(result)
    for label in ("Forget me…", "Keep them", "Yes"):
        await server.member.click(sent(result), label=label)
    exported = await server.app.services[PrivacyService].export(server.member.id)
    assert exported["follows"] == exported["followers"] == []


@pytest.mark.parametrize("item", FOLLOW_ITEMS)
def test_every_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False)


def test_every_followed_page_fits_into_a_custom_id(server: Server) -> None:
    for page_id in server.app.services[Library].current.pages:
        assert len(f"tf1:following:off:{page_id}") <= 100


async def test_who_follows_nothing_here_costs_the_database_nothing_but_once_a_minute(
    server: Server, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, asked = server.app.services[FollowService], []
    members_of = FollowRepository.members_of

    async def noted(self: FollowRepository, guild_id: int) -> set[int]:
        asked.append(guild_id)
        return await members_of(self, guild_id)

    monkeypatch.setattr(FollowRepository, "members_of", noted)
    others = [Actor(server.guild.id, number) for number in range(1, 20)]
    assert not any([await service.follows(UM, other) for other in others])
    assert len(asked) == 1
    await service.follow(UM, others[0])
    assert [await service.follows(UM, other) for other in others[:2]] == [True, False], "at once"
    await service.stop_all(others[0].member_id)
    assert not await service.follows(UM, others[0])
    await service.undo(others[0].member_id)
    assert await service.follows(UM, others[0])
    clock.move(timedelta(seconds=61))
    assert await service.follows(UM, others[0])
    assert len(asked) == 2
