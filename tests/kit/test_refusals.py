"""What Discord refuses is told in plain words to who can act, or waits; whatever number it comes with."""

from datetime import timedelta

import pytest
from simcord.results import InteractionResult

from bot.kit.ui.refusals import Delay, Refusal, meaning_of
from bot.leads.model.lead import LeadStatus
from bot.outbox.service import Outbox
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, requests
from tests.simulated import Server, said, sent, share


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


CODES = [*range(10_001, 60_004), *range(110_000, 530_008, 7), *range(160_000, 160_100)]
"""All numbers among which Discord's codes lie."""


@pytest.mark.parametrize("status", [400, 403, 404])
def test_every_number_waits_or_has_words_for_who_can_act(status: int) -> None:
    for meaning in {meaning_of(status, code) for code in CODES}:
        if isinstance(meaning, Refusal):
            assert meaning.words.partition(" (")[0].endswith((".", "mistake.")), meaning
            assert meaning.is_ours or "know" not in meaning.words
            assert status == 400 or not meaning.is_ours or "mistake" in meaning.words, "there a moderator can act"


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, 0), (500, 0), (401, 40001), (403, 0), (400, 20028), (400, 30046), (400, 40004), (403, 40003)],
)
def test_what_passes_is_no_answer(status: int, code: int) -> None:
    assert isinstance(meaning_of(status, code), Delay)


SAID_OF_A_CARD = {
    (400, 240000): "Discord takes no message with this link",
    (400, 200000): "AutoMod",
    (403, 50013): "Ask a moderator to give me",
    (400, 160005): "Ask a moderator here, who can mend it: That thread is locked",
    (403, 50009): "verification level",
    (403, 59999): "Ask a moderator here, who can mend it",
    (404, 10003): "That channel is gone",
    (400, 30033): "as many of these as Discord allows",
    (403, 40003): "please try again in half an hour",
    (400, 40004): "please try again in a minute",
}


async def keep(server: Server) -> InteractionResult:
    """Press *Keep* under a role."""
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    more = await server.member.click(sent(card), label="More")
    return await server.member.click(sent(more), label="Keep")


@pytest.mark.breaks
async def test_who_posts_keeps_or_shares_reads_why(server: Server) -> None:
    for (status, code), told in SAID_OF_A_CARD.items():
        card = await server.member.slash(server.channel, "role", name="um-medical-director")
        server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=status, code=code)
        assert told in said(await share(server.member, card)), (status, code)
    server.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    assert "Discord does not let me write to you" in said(await keep(server))


@pytest.mark.breaks
async def test_a_lead_waits_for_what_passes_and_moderators_hear_of_what_they_can_mend(desk: Desk) -> None:
    path = f"/channels/{desk.server.channel.id}/messages"
    desk.server.env.inject_error("POST", path, status=400, code=20028)
    lead = await desk.share(desk.server.member)
    assert lead.status is LeadStatus.POSTING
    desk.server.env.inject_error("POST", path, status=403, code=59999)
    await desk.pass_time(timedelta(hours=1))
    lead = await desk.lead(lead.id)
    assert lead.status is LeadStatus.REFUSED
    assert "Look at my permissions in that channel" in (lead.review_note or "")
    assert "Look at my permissions in that channel" in posted(desk.queue)[-1].content


@pytest.mark.breaks
async def test_where_discord_wants_no_messages_one_finds_out_and_the_others_wait(desk: Desk) -> None:
    for _ in range(3):
        await desk.share(desk.server.member)
    desk.server.env.inject_error("POST", "/users/@me/channels", status=403, code=40003, times=None)
    await desk.pass_time(timedelta(days=26))
    await desk.upkeep(20)
    assert requests(desk.server, "POST", "/users/@me/channels") == 1
    desk.server.env.backend.faults.clear()
    await desk.pass_time(timedelta(hours=1))
    assert len(posted(desk.server.member.user.dm_channel)) == 3


@pytest.mark.breaks
async def test_a_press_that_finds_out_lets_the_others_wait_too(desk: Desk) -> None:
    desk.server.env.inject_error("POST", "/users/@me/channels", status=403, code=40003)
    assert "please try again in half an hour" in said(await keep(desk.server))
    await desk.settle_listeners()
    await desk.pass_time(timedelta(minutes=29))
    assert await desk.services[Outbox].messages_are_paused()
    await desk.pass_time(timedelta(minutes=2))
    assert not await desk.services[Outbox].messages_are_paused()
