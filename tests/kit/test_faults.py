"""What fails at Discord or here: members read a clear message, nothing is lost or doubled, the bot serves on.

Faults at the socket (rate limits, timeouts, a lost gateway) stand in tests/sockets; the database has its own.
"""

from collections.abc import Awaitable, Callable, Mapping

import pytest
from simcord.results import InteractionResult

from bot.kit.meter import Meter
from bot.kit.ui import periodic
from bot.leads.model.lead import LeadStatus
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted
from tests.simulated import Server, custom_ids, said, sent, words

pytestmark = pytest.mark.breaks

JOBS = (
    "ending leads",
    "asking for renewal",
    "looking at cards",
    "noting reviewed pages",
    "asking for digests",
    "minding followers’ clocks",
    "asking for news",
    "clearing what is followed no more",
    "closing questions",
    "notes to insiders",
    "pausing silent insiders",
    "scrubbing questions",
    "who answers where",
    "forgetting servers",
    "clearing the outbox",
    "counting the outbox",
    "publishing outcomes",
    "delivering",
    "looking for edited pages",
)
QUICK = JOBS[-2:]
"""These have rounds of their own every few seconds."""
CALLBACK = "/interactions/*/callback"


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


async def still_serves(desk: Desk) -> None:
    card = await desk.server.other.slash(desk.server.channel, "role", name="um-medical-director")
    assert card.ephemeral
    assert "Utilization management" in words(card)


Run = Callable[[Mapping[str, periodic.Job], Meter], Awaitable[None]]


def breaking(job: str | None, seen: list[str]) -> Run:
    """Return what runs jobs as ever, but for one that raises; the names are noted."""

    async def fail() -> None:
        raise ZeroDivisionError

    run_jobs = periodic.run_jobs

    async def run(jobs: Mapping[str, periodic.Job], meter: Meter) -> None:
        seen.extend(jobs)
        await run_jobs({name: fail if name == job else work for name, work in jobs.items()}, meter)

    return run


@pytest.mark.parametrize("job", JOBS)
async def test_an_exception_in_a_periodic_job_ends_neither_the_others_nor_the_loop(
    desk: Desk, job: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(periodic, "run_jobs", breaking(job, seen))
    await desk.upkeep(2)
    assert sorted(set(seen)) == sorted(JOBS), "the list above names every job"
    assert all(seen.count(name) == 2 for name in JOBS if name not in QUICK), "the loops went on"
    assert caplog.text.count(f"{job} failed; trying again later") == seen.count(job) >= 2
    await still_serves(desk)


async def act(desk: Desk, what: str) -> InteractionResult:
    match what:
        case "a command":
            return await desk.server.member.slash(desk.server.channel, "role", name="um-medical-director")
        case "the digest":
            return await desk.moderator.slash(desk.server.channel, "digest preview")
        case "the panel":
            return await desk.moderator.slash(desk.server.channel, "setup")
        case _:
            return await desk.server.member.slash(desk.server.channel, "lead browse")


@pytest.mark.parametrize("what", ["a command", "the digest", "the panel", "a list"])
async def test_a_500_to_an_answer_is_said_and_the_next_try_works(desk: Desk, what: str) -> None:
    desk.server.env.inject_error("POST", CALLBACK, status=500)
    assert "Nothing was lost; please try again" in said(await act(desk, what))
    assert words(await act(desk, what))


@pytest.mark.parametrize("what", ["a command", "the digest", "the panel", "a list"])
async def test_an_unknown_interaction_is_left_alone_and_the_next_try_works(
    desk: Desk, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.env.inject_error("POST", CALLBACK, status=404, code=10062)
    assert (await act(desk, what)).response is None, "nothing can be said there"
    assert "ref " not in caplog.text
    assert words(await act(desk, what))


async def test_a_vote_that_discord_did_not_show_counts_once_and_says_so(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    [card] = posted(desk.server.channel)
    desk.server.env.inject_error("POST", CALLBACK, status=500)
    told = await desk.server.other.click(card, custom_id=f"tf1:lead:up:{lead.id}")
    assert "stored, so there is no need to press again" in said(told)
    assert (await desk.lead(lead.id)).upvotes == 1
    await desk.deliver()
    assert "Upvote 1" in str(posted(desk.server.channel)[0].components[1].to_dict()), "the card shows it all the same"


async def test_a_card_that_was_deleted_costs_nobody_anything(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    [card] = posted(desk.server.channel)
    listed = await desk.server.other.slash(desk.server.channel, "lead browse")
    opened = await desk.server.other.click(sent(listed), custom_id=f"tf1:lead:open:{lead.id}")
    await desk.moderator.delete(card)
    await desk.server.other.click(sent(opened), custom_id=f"tf1:lead:up:{lead.id}")
    await desk.deliver()
    after = await desk.lead(lead.id)
    assert after.upvotes == 1
    assert after.card is None
    await still_serves(desk)


async def test_a_share_whose_posting_failed_is_kept_and_posted_once(desk: Desk) -> None:
    desk.server.env.inject_error("POST", f"/channels/{desk.server.channel.id}/messages", status=500)
    lead = await desk.share(desk.server.member)
    assert lead.status is LeadStatus.POSTING, "live when its card stands, and not before"
    browsed = await desk.server.other.slash(desk.server.channel, "lead browse")
    assert not [one for one in custom_ids(browsed) if one.startswith("tf1:lead:open:")]
    assert posted(desk.server.channel) == []
    await desk.upkeep(2)
    assert len(posted(desk.server.channel)) == 1
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE


async def test_a_bot_that_is_removed_from_a_server_goes_on_in_the_others(desk: Desk) -> None:
    await desk.change({"digest_channel_id": desk.server.channel.id})
    other = desk.server.env.create_guild("Other")
    channel = other.create_text_channel("general")
    member = other.add_member(desk.server.env.create_user("eve"))
    guild = desk.server.client.get_guild(desk.server.guild.id)
    assert guild is not None
    await guild.leave()
    await desk.server.env.settle()
    await desk.upkeep(2)
    assert words(await member.slash(channel, "role", name="um-medical-director"))
