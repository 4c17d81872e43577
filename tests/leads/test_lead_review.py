"""What moderators decide, on both databases."""

import asyncio

import pytest
from discord import ui

from bot.leads.model.draft import LeadField
from bot.leads.model.errands import CARD, notice_kind
from bot.leads.model.errors import AlreadyInReview, DuplicateLead, LeadRefused, PosterBlocked
from bot.leads.model.lead import Lead, LeadKind, LeadStatus, ReportReason
from bot.leads.model.notices import NoticeKind
from bot.leads.model.problems import DomainBlocked
from bot.leads.service.acting import LeadActing
from bot.leads.service.sharing import LeadSharing
from bot.leads.ui.telling import notice_view
from bot.moderation.model import AlreadyDecided, BlockNotFound, NoLink, NotSealed
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.outbox.model.job import Errand
from bot.privacy.service import PrivacyService
from bot.servers.model.audit import Act
from tests.world import GUILD, MODERATOR, POSTER, SECOND_MODERATOR, World, member


async def waiting(world: World, **changes: object) -> Lead:
    shared = await world.services[LeadSharing].share(world.draft(**changes), POSTER, "Ada")
    assert shared.lead.status is LeadStatus.PENDING
    return shared.lead


def told(lead: Lead, kind: NoticeKind, reason: str | None = None) -> str:
    [text] = [part for part in notice_view(lead, kind, reason).walk_children() if isinstance(part, ui.TextDisplay)]
    return text.content


async def test_approving_begins_its_life_and_tells_the_poster(world: World) -> None:
    lead = await waiting(world, is_pseudonymous=True)
    [item] = await world.services[ReviewService].queue(GUILD)
    assert item.lead == lead
    assert item.lead.poster_id is None
    approved = await world.services[ReviewService].approve(lead.id, MODERATOR)
    assert (approved.status, approved.posted_at) == (LeadStatus.POSTING, None), "nobody is told before its card stands"
    assert await world.services[ReviewService].queue(GUILD) == []
    assert await world.errands(notice_kind(NoticeKind.APPROVED)) == []
    assert await world.errands(CARD) == [Errand(CARD, str(lead.id), GUILD)]
    live = await world.posted(approved)
    assert (live.status, live.posted_at) == (LeadStatus.LIVE, world.clock.now())
    [told] = await world.errands(notice_kind(NoticeKind.APPROVED))
    assert (told.subject, told.member_id) == (str(lead.id), POSTER.member_id)


async def test_a_reason_goes_to_the_poster_and_into_the_log(world: World) -> None:
    lead = await waiting(world)
    await world.services[ReviewService].reject(lead.id, MODERATOR, "It asks for a fee.")
    [told] = await world.errands(notice_kind(NoticeKind.REJECTED))
    assert (told.member_id, told.detail) == (POSTER.member_id, "It asks for a fee.")
    [entry] = await world.services[ReviewService].audit(GUILD)
    assert (entry.act, entry.moderator_id, entry.lead_id) == (Act.REJECTED, MODERATOR.member_id, lead.id)
    assert entry.detail == "It asks for a fee."


async def test_a_block_is_stored_as_its_kind_and_told_in_words(world: World) -> None:
    by_domain, by_poster = await waiting(world), await waiting(world, link="https://example.net/2")
    await world.services[BlockService].block_domain(by_domain.id, MODERATOR)
    await world.services[BlockService].block_poster(by_poster.id, MODERATOR)
    [domain] = await world.errands(notice_kind(NoticeKind.DOMAIN_BLOCKED))
    [poster] = await world.errands(notice_kind(NoticeKind.POSTER_BLOCKED))
    assert (domain.detail, poster.detail) == ("example.org", None)
    assert [entry.detail for entry in await world.services[ReviewService].audit(GUILD)] == [None, "example.org"]
    said = "Links to example.org are not accepted in this server."
    assert f"> {said}" in told(by_domain, NoticeKind.DOMAIN_BLOCKED, domain.detail)
    assert f"> {said}" in told(by_domain, NoticeKind.REJECTED, said), "as it was stored before"
    assert "> The moderators of this server take no more" in told(by_poster, NoticeKind.POSTER_BLOCKED)


async def test_two_moderators_at_once_leave_one_decision(world: World) -> None:
    lead = await waiting(world)
    results = await asyncio.gather(
        world.services[ReviewService].approve(lead.id, MODERATOR),
        world.services[ReviewService].reject(lead.id, SECOND_MODERATOR, "no"),
        return_exceptions=True,
    )
    [lost] = [result for result in results if isinstance(result, AlreadyDecided)]
    [won] = [result for result in results if isinstance(result, Lead)]
    assert lost.act is (Act.APPROVED if won.status is LeadStatus.POSTING else Act.REJECTED)
    assert (await world.now(lead)).status is won.status
    assert len(await world.services[ReviewService].audit(GUILD)) == 1


async def test_two_approvals_at_once_leave_one_decision(world: World) -> None:
    lead = await waiting(world)
    results = await asyncio.gather(
        *(world.services[ReviewService].approve(lead.id, member(number)) for number in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Lead) for result in results) == 1
    assert sum(isinstance(result, AlreadyDecided) for result in results) == 9
    assert len(await world.services[ReviewService].audit(GUILD)) == 1


async def test_a_link_that_waits_is_not_queued_twice_nor_approved_beside_a_live_one(world: World) -> None:
    lead = await waiting(world)
    again = world.draft(link=lead.content.link_url)
    with pytest.raises(AlreadyInReview):
        await world.services[LeadSharing].share(again, member(1), "Bob")
    await world.services[ReviewService].reject(lead.id, MODERATOR, "no")
    await world.open_doors()
    assert (await world.services[LeadSharing].share(again, member(1), "Bob")).is_new
    closed = await world.lead()
    await world.services[LeadActing].close(closed.id, POSTER)
    await world.lead(link=closed.content.link_url)
    with pytest.raises(DuplicateLead):
        await world.services[LeadActing].reopen(closed.id, POSTER)


async def test_a_blocked_domain_is_refused_with_the_reason_until_it_is_unblocked(world: World) -> None:
    lead = await waiting(world)
    blocked = await world.services[BlockService].block_domain(lead.id, MODERATOR)
    assert blocked.status is LeadStatus.REJECTED
    with pytest.raises(LeadRefused) as caught:
        await world.services[LeadSharing].share(world.draft(), member(1), "Bob")
    assert caught.value.problems == {LeadField.LINK: DomainBlocked("example.org")}
    [block] = await world.services[BlockService].blocks(GUILD)
    assert block.domain == "example.org"
    await world.services[BlockService].unblock(block.id, MODERATOR)
    with pytest.raises(BlockNotFound):
        await world.services[BlockService].unblock(block.id, MODERATOR)
    assert (await world.services[LeadSharing].share(world.draft(), member(1), "Bob")).is_new
    acts = [entry.act for entry in await world.services[ReviewService].audit(GUILD)]
    assert acts == [Act.UNBLOCKED, Act.BLOCKED_DOMAIN]


async def test_a_domain_may_be_blocked_by_name_and_a_lead_without_a_link_has_none(world: World) -> None:
    await world.services[BlockService].block_domain_named("example.net", MODERATOR)
    with pytest.raises(LeadRefused):
        await world.services[LeadSharing].share(world.draft(link="https://a.example.net/1"), POSTER, "Ada")
    lead = await waiting(world, kind=LeadKind.REFERRAL, link="", how_to_ask="Ask here")
    with pytest.raises(NoLink):
        await world.services[BlockService].block_domain(lead.id, MODERATOR)
    assert (await world.now(lead)).status is LeadStatus.PENDING, "nothing was half done"


async def test_a_blocked_poster_stays_blocked_and_unnamed_even_after_being_forgotten(world: World) -> None:
    lead = await waiting(world, is_pseudonymous=True)
    await world.services[BlockService].block_poster(lead.id, MODERATOR)
    with pytest.raises(PosterBlocked):
        await world.services[LeadSharing].preview(world.draft(), POSTER)
    await world.services[PrivacyService].forget(POSTER.member_id, delete_leads=True)
    with pytest.raises(PosterBlocked):
        await world.services[LeadSharing].share(world.draft(), POSTER, "Ada")
    [block] = await world.services[BlockService].blocks(GUILD)
    await world.services[BlockService].unblock(block.id, SECOND_MODERATOR)
    assert (await world.services[LeadSharing].share(world.draft(), POSTER, "Ada")).is_new


async def test_unsealing_needs_two_different_moderators_is_logged_and_told(world: World) -> None:
    lead = await waiting(world, is_pseudonymous=True)
    for _ in range(2):
        first = await world.services[ReviewService].unseal(lead.id, MODERATOR)
        assert first.poster_id is None, "the same moderator twice is one"
    assert await world.errands(notice_kind(NoticeKind.UNSEALED)) == []
    second = await world.services[ReviewService].unseal(lead.id, SECOND_MODERATOR)
    assert second.poster_id == POSTER.member_id
    [told] = await world.errands(notice_kind(NoticeKind.UNSEALED))
    assert told.member_id == POSTER.member_id
    log = await world.services[ReviewService].audit(GUILD)
    assert [entry.act for entry in log] == [Act.UNSEALED, Act.ASKED_TO_UNSEAL, Act.ASKED_TO_UNSEAL]
    assert str(POSTER.member_id) not in repr(log) + repr(await world.services[ReviewService].queue(GUILD))


async def test_there_is_nothing_to_unseal_behind_a_name(world: World) -> None:
    lead = await waiting(world)
    with pytest.raises(NotSealed):
        await world.services[ReviewService].unseal(lead.id, MODERATOR)


async def test_a_live_lead_may_be_taken_down_once(world: World) -> None:
    lead = await world.lead()
    await world.services[LeadActing].report(lead.id, member(1), ReportReason.SPAM)
    down = await world.services[ReviewService].take_down(lead.id, MODERATOR, "Sold by phone.")
    assert (down.status, down.reports) == (LeadStatus.REJECTED, 0)
    with pytest.raises(AlreadyDecided, match="already rejected"):
        await world.services[ReviewService].take_down(lead.id, SECOND_MODERATOR, "Same.")


async def test_who_had_a_lead_taken_down_waits_for_a_moderator_again(world: World) -> None:
    lead = await waiting(world)
    await world.services[ReviewService].approve(lead.id, MODERATOR)
    await world.posted(lead)
    shared = await world.services[LeadSharing].share(world.draft(), POSTER, "Ada")
    again = await world.posted(shared.lead)
    assert again.status is LeadStatus.LIVE, "one lead was live"
    for one in (lead, again):
        await world.services[ReviewService].take_down(one.id, MODERATOR, "It asks for a fee.")
    await waiting(world)
