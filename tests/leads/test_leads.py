"""The rules of leads, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.kit.actors import Actor, CardPlace
from bot.leads.model.browsing import CursorInvalid, LeadFilter, Sort
from bot.leads.model.draft import LeadField
from bot.leads.model.errands import CARD, notice_kind
from bot.leads.model.errors import (
    AlreadyReported,
    LeadNotFound,
    LeadRefused,
    NotLive,
    NotRenewable,
    NotYourLead,
    OwnLead,
    TooNewHere,
)
from bot.leads.model.lead import LeadKind, LeadStatus, ReportReason, ReviewReason, Shelf, Workplace
from bot.leads.model.life import may_renew
from bot.leads.model.notices import NoticeKind
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.sharing import LeadSharing
from bot.leads.service.upkeep import LeadUpkeep
from bot.moderation.service.review import ReviewService
from bot.servers.model.settings import SettingRefused
from bot.servers.service.settings import GuildSettingsService
from tests.world import GUILD, MODERATOR, POSTER, World, member


async def test_every_problem_is_told_at_once_beside_its_field(world: World) -> None:
    draft = world.draft(
        title="x", organization="", link="http://a.example", page_id="nowhere", closing="tomorrow", is_free=False
    )
    with pytest.raises(LeadRefused) as caught:
        await world.services[LeadSharing].share(draft, POSTER, "Ada")
    wanted = {"title", "organization", "link", "page", "closing", "free"}
    assert set(caught.value.problems) == {LeadField(name) for name in wanted}
    preview = await world.services[LeadSharing].preview(draft, POSTER)
    assert preview.problems == caught.value.problems
    assert not preview.may_post


async def test_a_referral_needs_no_link_but_a_way_to_ask(world: World) -> None:
    draft = world.draft(kind=LeadKind.REFERRAL, link="")
    preview = await world.services[LeadSharing].preview(draft, POSTER)
    assert set(preview.problems) == {LeadField.HOW_TO_ASK}
    lead = await world.lead(kind=LeadKind.REFERRAL, link="", how_to_ask="Ask in this channel")
    assert lead.content.link_url is None


async def test_posting_the_same_draft_twice_posts_once(world: World) -> None:
    await world.open_doors()
    draft = world.draft()
    first = await world.services[LeadSharing].share(draft, POSTER, "Ada")
    second = await world.services[LeadSharing].share(draft, POSTER, "Ada")
    assert first.is_new
    assert not second.is_new
    assert first.lead == second.lead
    with pytest.raises(LeadNotFound):
        await world.services[LeadSharing].share(draft, member(1), "Eve")


async def test_a_live_link_is_shown_and_not_posted_again(world: World) -> None:
    lead = await world.lead()
    again = world.draft(link=f"{lead.content.link_url}&utm_source=mail")
    assert (await world.services[LeadSharing].preview(again, member(1))).duplicate == lead
    shared = await world.services[LeadSharing].share(again, member(1), "Bob")
    assert (shared.lead, shared.is_new) == (lead, False)
    await world.services[LeadActing].close(lead.id, POSTER)
    assert (await world.services[LeadSharing].share(again, member(1), "Bob")).is_new, "what is closed may come again"


async def test_a_newcomer_a_suspicious_text_and_a_look_alike_wait_for_a_moderator(world: World) -> None:
    first = await world.services[LeadSharing].share(world.draft(), POSTER, "Ada")
    assert first.review_reasons == (ReviewReason.NEWCOMER,)
    assert first.lead.status is LeadStatus.PENDING
    await world.posted(await world.services[ReviewService].approve(first.lead.id, MODERATOR))
    second = await world.services[LeadSharing].share(world.draft(), POSTER, "Ada")
    assert second.lead.status is LeadStatus.POSTING, "known by now"
    third = await world.services[LeadSharing].share(world.draft(pay="Guaranteed income"), POSTER, "Ada")
    assert third.review_reasons == (ReviewReason.SIGNS,)
    assert third.lead.review_note == "asks for money"
    fourth = await world.services[LeadSharing].share(world.draft(link="https://www.linkedln.com/jobs/1"), POSTER, "Ada")
    assert fourth.review_reasons == (ReviewReason.LOOK_ALIKE,)


async def test_a_second_upvote_takes_the_first_back(world: World) -> None:
    lead = await world.lead()
    first = await world.services[LeadActing].upvote(lead.id, member(1))
    assert (first.lead.upvotes, first.is_on) == (1, True)
    worked = await world.services[LeadActing].worked(lead.id, member(1))
    assert (worked.lead.upvotes, worked.lead.worked) == (1, 1)
    second = await world.services[LeadActing].upvote(lead.id, member(1))
    assert (second.lead.upvotes, second.is_on) == (0, False)
    assert (await world.now(lead)).worked == 1


@pytest.mark.parametrize("is_pseudonymous", [False, True])
async def test_nobody_votes_on_or_reports_their_own_lead(world: World, is_pseudonymous: bool) -> None:
    lead = await world.lead(is_pseudonymous=is_pseudonymous)
    with pytest.raises(OwnLead):
        await world.services[LeadActing].upvote(lead.id, POSTER)
    with pytest.raises(OwnLead):
        await world.services[LeadActing].worked(lead.id, POSTER)
    with pytest.raises(OwnLead):
        await world.services[LeadActing].report(lead.id, POSTER, ReportReason.SPAM)


async def test_a_lead_of_another_server_is_not_found(world: World) -> None:
    lead = await world.lead()
    with pytest.raises(LeadNotFound):
        await world.services[LeadActing].upvote(lead.id, Actor(GUILD + 1, 5))
    with pytest.raises(LeadNotFound):
        await world.services[LeadBrowsing].get(lead.id + 1, GUILD)


async def test_members_who_are_too_new_wait_where_the_server_says_so(world: World) -> None:
    lead = await world.lead()
    await world.services[GuildSettingsService].change(MODERATOR, minimum_membership=timedelta(days=7))
    new = Actor(GUILD, 5, world.clock.now() - timedelta(days=6))
    for actor in (new, member(1)):
        with pytest.raises(TooNewHere, match="7 days"):
            await world.services[LeadActing].upvote(lead.id, actor)
    world.clock.move(timedelta(days=1))
    assert (await world.services[LeadActing].upvote(lead.id, new)).is_on


async def test_enough_reports_hide_a_lead_and_each_member_counts_once(world: World) -> None:
    lead = await world.lead()
    await world.services[LeadActing].report(lead.id, member(1), ReportReason.SPAM)
    with pytest.raises(AlreadyReported):
        await world.services[LeadActing].report(lead.id, member(1), ReportReason.GONE)
    assert (await world.services[LeadActing].report(lead.id, member(2), ReportReason.SPAM)).status is LeadStatus.LIVE
    hidden = await world.services[LeadActing].report(lead.id, member(3), ReportReason.COSTS_MONEY)
    assert hidden.status is LeadStatus.HIDDEN
    [item] = await world.services[ReviewService].queue(GUILD)
    assert item.reports == ((ReportReason.SPAM, 2), (ReportReason.COSTS_MONEY, 1))
    with pytest.raises(NotLive, match="hidden"):
        await world.services[LeadActing].upvote(lead.id, member(4))
    approved = await world.services[ReviewService].approve(lead.id, MODERATOR)
    assert (approved.status, approved.reports) == (LeadStatus.LIVE, 0)
    assert (await world.services[LeadActing].report(lead.id, member(4), ReportReason.GONE)).reports == 1


async def test_the_poster_closes_at_once_and_others_by_two(world: World) -> None:
    lead = await world.lead()
    assert (await world.services[LeadActing].close(lead.id, POSTER)).status is LeadStatus.CLOSED
    assert (await world.services[LeadActing].reopen(lead.id, POSTER)).status is LeadStatus.LIVE
    assert (await world.services[LeadActing].close(lead.id, member(1))).closures == 1
    assert (await world.services[LeadActing].close(lead.id, member(1))).closures == 0, "taken back"
    await world.services[LeadActing].close(lead.id, member(1))
    assert (await world.services[LeadActing].close(lead.id, member(2))).status is LeadStatus.CLOSED
    with pytest.raises(NotYourLead):
        await world.services[LeadActing].reopen(lead.id, member(3))
    reopened = await world.services[LeadActing].reopen(lead.id, member(2))
    assert (reopened.status, reopened.closures) == (LeadStatus.LIVE, 0)


async def test_a_lead_expires_after_thirty_days_or_with_its_closing_date(world: World) -> None:
    long = await world.lead()
    short = await world.lead(closing="2026-11-30")
    assert long.expires_at == world.clock.now() + timedelta(days=30)
    assert short.expires_at.isoformat() == "2026-12-01T05:00:00+00:00"
    world.clock.move(timedelta(days=9))
    with pytest.raises(NotLive, match="expired"):
        await world.services[LeadActing].upvote(short.id, member(1))
    assert await world.services[LeadUpkeep].end_due() == 1
    assert str(short.id) in [errand.subject for errand in await world.errands(CARD)], "its card says so"
    assert await world.services[LeadUpkeep].end_due() == 0, "another process gets nothing"
    page = await world.services[LeadBrowsing].browse(GUILD, LeadFilter(shelf=Shelf.ARCHIVE, text="utiliz"))
    assert [lead.id for lead in page.leads] == [short.id], "the archive stays searchable"


async def test_a_poster_is_asked_once_and_renews(world: World) -> None:
    lead = await world.lead()
    dated = await world.lead(closing="2026-12-15")
    world.clock.move(timedelta(days=22))
    with pytest.raises(NotRenewable):
        await world.services[LeadActing].renew(lead.id, POSTER)
    world.clock.move(timedelta(days=3))
    assert await world.services[LeadUpkeep].ask_renewals() == 1
    [asked] = await world.errands(notice_kind(NoticeKind.RENEWAL))
    assert asked.subject == str(lead.id), "a lead whose closing date is its end cannot live longer"
    world.clock.move(timedelta(hours=1))
    assert await world.services[LeadUpkeep].ask_renewals() == 0
    with pytest.raises(NotYourLead):
        await world.services[LeadActing].renew(lead.id, member(1))
    assert (await world.services[LeadActing].renew(lead.id, POSTER)).expires_at == world.clock.now() + timedelta(
        days=30
    )
    world.clock.move(timedelta(days=25))
    assert await world.errands(notice_kind(NoticeKind.RENEWAL)) == [], "it is renewed, so nobody need be asked"
    assert await world.services[LeadUpkeep].ask_renewals() == 1, "asked anew"
    with pytest.raises(NotRenewable):
        await world.services[LeadActing].renew(dated.id, POSTER)


async def test_an_edit_is_checked_again_and_may_wait(world: World) -> None:
    lead = await world.lead()
    draft = world.services[LeadSharing].draft_of(lead, "edit")
    with pytest.raises(NotYourLead):
        await world.services[LeadSharing].edit(lead.id, draft, member(1))
    edited = await world.services[LeadSharing].edit(lead.id, replace(draft, title="Peer review, nights"), POSTER)
    assert (edited.lead.status, edited.review_reasons) == (LeadStatus.LIVE, ())
    found = await world.services[LeadBrowsing].browse(GUILD, LeadFilter(text="nights"))
    assert [one.id for one in found.leads] == [lead.id]
    assert not (await world.services[LeadBrowsing].browse(GUILD, LeadFilter(text="part-time"))).leads
    waits = await world.services[LeadSharing].edit(
        lead.id, replace(draft, link="https://www.linkedln.com/jobs/1"), POSTER
    )
    assert waits.lead.status is LeadStatus.PENDING
    assert waits.review_reasons == (ReviewReason.LOOK_ALIKE,)


@pytest.mark.parametrize("sort", list(Sort))
async def test_pages_follow_each_other_without_gaps_while_leads_come_in(world: World, sort: Sort) -> None:
    made = []
    for number in range(7):
        lead = await world.lead(closing=f"2026-12-{number // 2 + 10}")
        made.append(lead.id)
        for voter in range(number % 3):
            await world.services[LeadActing].upvote(lead.id, member(voter))
        world.clock.move(timedelta(minutes=1))
    seen: list[int] = []
    after = None
    for _ in range(4):
        page = await world.services[LeadBrowsing].browse(GUILD, LeadFilter(), sort, after=after, limit=2)
        seen += [lead.id for lead in page.leads]
        after = page.after
        if sort is not Sort.CLOSING_SOON:
            newest = await world.lead()  # it belongs on a page that was read already
            for voter in range(4):
                await world.services[LeadActing].upvote(newest.id, member(voter))
    assert sorted(seen) == sorted(made)
    assert after is None


async def test_filters_and_words_narrow(world: World) -> None:
    remote = await world.lead(workplace=Workplace.REMOTE, title="Médical writer")
    fellow = await world.lead(kind=LeadKind.FELLOWSHIP, page_id="pharma")

    async def ids(wanted: LeadFilter) -> set[int]:
        return {lead.id for lead in (await world.services[LeadBrowsing].browse(GUILD, wanted)).leads}

    assert await ids(LeadFilter()) == {remote.id, fellow.id}
    assert await ids(LeadFilter(remote_only=True)) == {remote.id}
    assert await ids(LeadFilter(kind=LeadKind.FELLOWSHIP)) == {fellow.id}
    assert await ids(LeadFilter(role_id="reviewer")) == {remote.id}
    assert await ids(LeadFilter(sector_id="pharma")) == {fellow.id}
    assert await ids(LeadFilter(text="MEDIC writ")) == {remote.id}
    assert await ids(LeadFilter(text="medic fellow")) == set()
    assert await ids(LeadFilter(sector_id="pharma", text="lighthouse")) == {fellow.id}


async def test_words_that_are_each_common_narrow_together(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.leads.storage.search.RARE", 1)
    titles = ("Peer audit, nights", "Peer audit, days", "Peer call, nights", "Peer call, nights and days")
    made = [(await world.lead(title=title)).id for title in titles]

    async def ids(text: str) -> list[int]:
        return [
            lead.id
            for lead in (await world.services[LeadBrowsing].browse(GUILD, LeadFilter(text=text), Sort.NEW)).leads
        ]

    assert await ids("audit nights") == [made[0]], "few have both"
    assert sorted(await ids("peer nights")) == [made[0], made[2], made[3]], "many have both"
    assert await ids("audit call") == [], "none has both"


async def test_a_made_up_cursor_is_refused_kindly(world: World) -> None:
    for cursor in ("x", "MTIz", "é", "LTEuMQ"):
        with pytest.raises(CursorInvalid):
            await world.services[LeadBrowsing].browse(GUILD, LeadFilter(), after=cursor)


async def test_mine_lists_only_mine_whatever_became_of_them(world: World) -> None:
    lead, closed = await world.lead(is_pseudonymous=True), await world.lead()
    await world.lead(member(1))
    await world.services[LeadActing].close(closed.id, POSTER)
    page = await world.services[LeadBrowsing].mine(POSTER, limit=1)
    rest = await world.services[LeadBrowsing].mine(POSTER, after=page.after, limit=1)
    assert [one.id for one in (*page.leads, *rest.leads)] == [closed.id, lead.id]
    assert rest.after is None


async def test_a_pseudonymous_poster_is_in_no_answer(world: World) -> None:
    lead = await world.lead(is_pseudonymous=True)
    assert lead.poster_name is None
    for given in (lead, await world.now(lead), (await world.services[LeadActing].upvote(lead.id, member(1))).lead):
        assert given.poster_id is None
        assert str(POSTER.member_id) not in repr(given)
    assert str(POSTER.member_id) not in repr(await world.lead()), "and no id is ever logged with a lead"


async def test_a_card_that_discord_deleted_is_forgotten(world: World) -> None:
    lead = await world.lead()
    await world.services[LeadBrowsing].record_card(lead.id, CardPlace(10, 11))
    await world.services[LeadBrowsing].record_queue_card(lead.id, CardPlace(20, 21))
    assert (await world.now(lead)).card == CardPlace(10, 11)
    await world.services[LeadBrowsing].forget_message(11)
    await world.services[LeadBrowsing].forget_channel(20)
    assert ((await world.now(lead)).card, (await world.now(lead)).queue_card) == (None, None)


async def test_settings_keep_their_limits(world: World) -> None:
    await world.services[GuildSettingsService].change(MODERATOR, leads_channel_id=7)
    changed = await world.services[GuildSettingsService].change(MODERATOR, report_threshold=5)
    assert (changed.leads_channel_id, changed.report_threshold) == (7, 5)
    assert await world.services[GuildSettingsService].get(GUILD) == changed
    with pytest.raises(SettingRefused):
        await world.services[GuildSettingsService].change(MODERATOR, report_threshold=0)


async def test_a_lead_may_be_renewed_from_five_days_before_its_end_until_thirty_after(world: World) -> None:
    lead = await world.lead()
    second = timedelta(seconds=1)
    begins, ends = lead.expires_at - timedelta(days=5), lead.expires_at + timedelta(days=30)
    assert [may_renew(lead, at) for at in (begins - second, begins, ends - second, ends)] == [False, True, True, False]
    for status in set(LeadStatus) - {LeadStatus.LIVE, LeadStatus.EXPIRED}:
        assert not may_renew(replace(lead, status=status), lead.expires_at)
