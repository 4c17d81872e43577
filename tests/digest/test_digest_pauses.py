"""What pauses a digest and ends the pause, and what moderators hear of it."""

from datetime import time, timedelta

import pytest

from bot.digest.model.digest import (
    NoDigestChannel,
    Pause,
)
from bot.kit.storage.transactions import Storage
from bot.moderation.service.review import ReviewService
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.service.notices import raise_notice
from tests.digest.papers import DAY, EIGHT_IN_NEW_YORK, HOUR, Paper
from tests.world import GUILD, MODERATOR


async def test_a_channel_that_cannot_be_used_pauses_it_until_it_is_resumed_and_then_today_is_owed(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.stop(claim, "I may not write there.")
    standing = await paper.digests.standing(GUILD)
    assert standing.plan is not None
    assert standing.plan.pause is Pause.CHANNEL
    assert [notice.detail for notice in standing.notices] == ["I may not write there."]
    paper.clock.move(HOUR)
    assert await paper.due() is None
    assert (await paper.digests.resume(MODERATOR)).next_at == EIGHT_IN_NEW_YORK
    again = await paper.post()
    assert again.digest.local_date == claim.digest.local_date
    assert await paper.notices() == []


async def stopped(paper: Paper) -> None:
    """Let the channel's fault pause it."""
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.stop(claim, "It is gone.")


async def pause_of(paper: Paper) -> Pause | None:
    plan = (await paper.digests.standing(GUILD)).plan
    assert plan is not None
    return plan.pause


async def test_a_new_channel_ends_a_pause_because_of_the_old_one(paper: Paper) -> None:
    await stopped(paper)
    await paper.change(digest_channel_id=6)
    assert await paper.notices() == [], "what moderators were told no longer holds"
    again = await paper.due()
    assert again is not None
    assert again.channel_id == 6


async def test_a_channel_that_is_taken_away_while_a_digest_is_begun_leaves_nothing_to_pause(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.change(digest_channel_id=None)
    await paper.digests.stop(claim, "It is gone.")
    assert (await paper.digests.standing(GUILD)).plan is None


async def test_another_time_does_not_mend_a_channel(paper: Paper) -> None:
    await stopped(paper)
    await paper.change(digest_time=time(9))
    assert await pause_of(paper) is Pause.CHANNEL
    assert await paper.notices() == [ServerNoticeKind.DIGEST_PAUSED]


async def test_without_a_channel_nothing_is_said_of_the_digest_any_more_but_of_all_else(
    paper: Paper, storage: Storage
) -> None:
    await stopped(paper)
    others = [ServerNoticeKind.LEADS_REFUSED, ServerNoticeKind.INSIDER_PAUSED]
    async with storage.writing() as unit:
        for kind in others:
            await raise_notice(unit, ServerNotice(GUILD, kind, "why", paper.clock.now()))
    await paper.change(digest_channel_id=None)
    assert sorted(await paper.notices()) == sorted(others)


async def test_pausing_and_resuming_stand_in_the_log_and_end_what_was_told(paper: Paper) -> None:
    await stopped(paper)
    await paper.digests.pause(MODERATOR)
    await paper.digests.resume(MODERATOR)
    assert await paper.notices() == []
    entries = await paper.world.services[ReviewService].audit(GUILD)
    assert [entry.detail for entry in entries if "digest" in (entry.detail or "")][:2] == [
        "digest resumed",
        "digest paused",
    ]


async def test_a_digest_that_discord_refuses_is_told_and_not_tried_again_that_day(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.refused(claim, "It is too long.")
    assert await paper.notices() == [ServerNoticeKind.DIGEST_REFUSED]
    paper.clock.move(HOUR)
    assert await paper.due() is None
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY


async def test_a_moderators_pause_outlasts_other_changes(paper: Paper) -> None:
    await paper.digests.pause(MODERATOR)
    await paper.change(digest_channel_id=6, digest_time=time(9))
    assert await pause_of(paper) is Pause.MODERATOR
    paper.clock.move(2 * DAY)
    assert await paper.due() is None
    plan = await paper.digests.resume(MODERATOR)
    assert plan.next_at > paper.clock.now()


@pytest.mark.parametrize(("late", "is_owed"), [(timedelta(), True), (timedelta(seconds=1), False)])
async def test_a_digest_is_owed_for_six_hours_and_no_second_more(paper: Paper, late: timedelta, is_owed: bool) -> None:
    await stopped(paper)
    paper.clock.move(6 * HOUR + late)
    next_at = (await paper.digests.resume(MODERATOR)).next_at
    assert next_at == EIGHT_IN_NEW_YORK + (timedelta() if is_owed else DAY)
    assert (await paper.due() is not None) == is_owed


async def test_without_a_channel_there_is_nothing_to_post_or_pause(paper: Paper) -> None:
    await paper.change(digest_channel_id=None)
    paper.clock.move(2 * DAY)
    assert await paper.due() is None
    for ask in (paper.digests.ask_today, paper.digests.pause, paper.digests.resume):
        with pytest.raises(NoDigestChannel):
            await ask(MODERATOR)


async def test_a_paused_digest_is_not_to_be_had_by_who_looked_just_before(paper: Paper) -> None:
    paper.clock.move(HOUR)
    assert await paper.digests.due_servers() == [GUILD]
    await paper.digests.pause(MODERATOR)
    assert await paper.digests.claim_due(GUILD) is None
