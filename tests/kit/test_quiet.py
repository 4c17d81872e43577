"""One choice in /following ends all messages that a member did not ask for."""

from datetime import timedelta

import pytest

from bot.leads.model.draft import LeadDraft
from bot.moderation.service.review import ReviewService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted
from tests.simulated import Server, labels, sent, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    """Give a server with moderators."""
    return await make_desk(server, clock)


async def test_who_wants_no_messages_gets_none_of_what_they_follow_or_shared(desk: Desk) -> None:
    member, channel = desk.server.member, desk.server.channel
    await member.slash(channel, "follow", topic="payers")
    chosen = await member.click(sent(await member.slash(channel, "following")), label="Never write to me")
    assert "I write to you about nothing by myself" in words(chosen)
    waiting = await desk.share(member, LeadDraft(token="", title="Reviewer", link="https://jobs.example.com/quiet"))
    await desk.services[ReviewService].reject(waiting.id, desk.actor(desk.moderator), "It asks for a fee.")
    await desk.share(desk.server.other)
    await desk.deliver()
    for _ in range(3):
        await desk.pass_time(timedelta(days=1))
    assert posted(member.user.dm_channel) == []


async def test_it_is_taken_back_with_one_press(desk: Desk) -> None:
    member, channel = desk.server.member, desk.server.channel
    chosen = await member.click(sent(await member.slash(channel, "following")), label="Never write to me")
    again = await member.click(sent(chosen), label="Write to me again")
    assert "Never write to me" in labels(again)
    lead = await desk.share(member)
    await desk.services[ReviewService].take_down(lead.id, desk.actor(desk.moderator), "It is sold by phone.")
    await desk.deliver()
    [told] = posted(member.user.dm_channel)
    assert "It is sold by phone." in words(told)
