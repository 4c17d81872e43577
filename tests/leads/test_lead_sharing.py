from datetime import timedelta

import discord
import pytest

from bot.kit.actors import Actor
from bot.kit.kept_for_a_while import KEPT
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.limits import MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.leads.model.lead import Lead, LeadStatus
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.prefill import draft_from_text
from bot.moderation.service.blocks import BlockService
from tests.fakes import FakeClock
from tests.leads.steps import FORM, boxes, configure, only_lead, posted, press, preview, retype
from tests.simulated import Server, components, custom_ids, labels, options, said, sent, words


async def test_a_lead_goes_from_the_form_to_its_card(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    assert sent(shown).ephemeral
    assert "Ready to post" in words(shown)
    done = await press(server.member, shown, "post")
    card = server.newest
    assert "It is live" in words(done)
    assert card.jump_url in words(done)
    text = words(card)
    for fact in ("UM reviewer, part-time", "Northfield Health", "Any US state", "Job", "**example.com**", "by ann"):
        assert fact in text
    assert labels(card) == ["Upvote 0", "It worked 0", "Closed", "Report"]
    assert card.interaction_metadata is None, "Discord ties it to nobody"


async def test_the_preview_shows_the_link_without_what_follows_the_reader(server: Server) -> None:
    await configure(server)
    text = words(await preview(server))
    assert "utm_source" not in text
    assert "example.com · https\\://jobs.example.com/um?id=7 (cleaned)" in text


async def test_wrong_fields_have_their_reason_beside_them_and_the_form_keeps_everything(server: Server) -> None:
    await configure(server)
    shown = await preview(server, link="http://jobs.example.com/um")
    lines = words(shown).splitlines()
    assert lines[[line.startswith("**Link**") for line in lines].index(True) + 1].startswith("⚠️")
    post = next(part for part in components(shown) if part.get("label") == "Post")
    assert post["disabled"]
    form = await press(server.member, shown, "edit")
    assert boxes(form) == {**FORM, "link": "http://jobs.example.com/um"}
    assert form.modal is not None
    told = {part["component"]["custom_id"]: part["description"] for part in form.modal["components"]}
    assert told["link"].startswith("⚠️")
    assert not told["title"].startswith("⚠️")
    mended = await retype(server.member, form, link=FORM["link"])
    assert "Ready to post" in words(mended)
    assert "Northfield Health" in words(mended)
    await press(server.member, mended, "post")
    assert "Northfield Health" in words(server.newest)


async def test_menus_fill_in_what_the_form_has_no_room_for(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    for what, value in (
        ("kind", "contract"),
        ("sector", "pharma-biotech"),
        ("role", "medical-affairs-director"),
        ("workplace", "remote"),
        ("tie", "works_there"),
    ):
        menu = next(one for one in custom_ids(shown) if f"draftset:{what}:" in one)
        shown = await server.member.select(sent(shown), [value], custom_id=menu)
    form = await press(server.member, shown, "more")
    shown = await server.member.submit_modal(form, {"pay": "$150 an hour", "closing": "2026-12-01"})
    await press(server.member, shown, "post")
    lead = await only_lead(server)
    assert (lead.content.kind, lead.content.sector_id) == ("contract", "pharma-biotech")
    assert lead.content.role_id is not None
    text = words(server.newest)
    for fact in ("Contract", "Remote · Any US state", "$150 an hour", "<t:1796126400:D>", "works there"):
        assert fact in text


async def test_a_draft_must_be_said_to_be_free(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    again = await press(server.member, shown, "free")
    assert "cost the applicant nothing" in words(again)


async def test_a_press_while_the_first_is_carried_out_is_told_so(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    token = next(one for one in custom_ids(shown) if ":post:" in one).rpartition(":")[2]
    server.app.services[RecentShares].claim(("draft", token))
    told = await press(server.member, shown, "post")
    assert "one press is enough" in said(told)
    assert server.channel.history() == []


async def test_what_is_wrong_since_the_preview_is_marked_when_it_is_posted(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    moderator = Actor(server.guild.id, server.other.id)
    await server.app.services[BlockService].block_domain_named("example.com", moderator)
    marked = await press(server.member, shown, "post")
    assert "⚠️ The moderators of this server do not accept links to example.com." in words(marked)
    assert server.channel.history() == []


async def test_post_posts_once_however_often_it_is_pressed(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    server.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=500, times=None)
    for _ in range(3):  # the preview stays, because Discord does not take the answer
        await press(server.member, shown, "post")
    assert len(server.channel.history()) == 1
    await only_lead(server)


async def test_a_duplicate_is_shown_and_not_posted_again(server: Server) -> None:
    await configure(server)
    card = await posted(server)
    shown = await preview(server, server.other, title="The same job", link="https://jobs.example.com/um?id=7&gclid=1")
    assert "The same job is live already" in words(shown)
    assert card.jump_url in words(shown)
    assert next(part for part in components(shown) if part.get("label") == "Post")["disabled"]


async def test_the_same_link_posted_between_preview_and_post_is_left_at_one(server: Server) -> None:
    await configure(server)
    mine, theirs = await preview(server), await preview(server, server.other)
    await press(server.member, mine, "post")
    told = await press(server.other, theirs, "post")
    assert "posted a moment ago" in words(told)
    assert len(server.channel.history()) == 1


async def test_a_message_becomes_a_filled_form(server: Server) -> None:
    await configure(server)
    message = await server.other.send(
        server.channel, "**Medical director, remote**\nApply: <https://jobs.example.com/md?id=9>. Two days a week."
    )
    form = await server.member.context_menu(server.channel, "Share as lead", message)
    filled = boxes(form)
    assert filled["title"] == "Medical director, remote"
    assert filled["link"] == "https://jobs.example.com/md?id=9"
    assert "Two days a week" in filled["how_to_ask"]
    shown = await retype(server.member, form, organization="Northfield Health")
    assert shown.ephemeral
    assert "Pick the role or sector" in words(shown)


def test_a_message_of_ten_thousand_letters_fits_the_form() -> None:
    draft = draft_from_text("t" * 16, "x" * 9_000 + " https://example.com/a\n" + "word " * 200)
    assert len(draft.title) == 100
    assert len(draft.how_to_ask) == 300
    assert draft.link == "https://example.com/a"


async def test_a_forwarded_message_fills_the_form_too(server: Server) -> None:
    original = await server.other.send(server.channel, "Medical director\nhttps://jobs.example.com/md?id=9")
    forwarded = await server.other.forward(original, server.channel)
    form = await server.member.context_menu(server.channel, "Share as lead", forwarded)
    assert boxes(form)["title"] == "Medical director"
    assert boxes(form)["link"] == "https://jobs.example.com/md?id=9"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.com/a.", "https://example.com/a"),
        ("(https://example.com/a)", "https://example.com/a"),
        ("[here](https://example.com/a_(b)?c=1)", "https://example.com/a_(b)?c=1"),
        ("**https://example.com/a**", "https://example.com/a"),
        ("<https://example.com/a>, https://example.com/b", "https://example.com/a"),
        ("no link at all", ""),
    ],
)
def test_the_first_link_of_a_text_is_taken_without_what_stands_around_it(text: str, link: str) -> None:
    assert draft_from_text("t" * 16, text).link == link


def test_an_empty_message_makes_an_empty_form() -> None:
    draft = draft_from_text("t" * 16, " \n ")
    assert (draft.title, draft.link, draft.how_to_ask) == ("", "", "")


async def test_the_form_and_its_boxes_keep_discords_limits(server: Server) -> None:
    form = await server.member.slash(server.channel, "lead share")
    assert form.modal is not None
    assert len(form.modal["title"]) <= 45
    assert len(form.modal["components"]) <= 5
    for part in form.modal["components"]:
        assert len(part["label"]) <= 45
        assert len(part.get("description") or "") <= 100
        assert part["component"]["max_length"] <= 4000


async def test_the_longest_that_fits_in_every_box_makes_a_preview_and_a_card_that_discord_takes(server: Server) -> None:
    await configure(server)
    shown = await preview(
        server,
        title="*" * 100,
        organization="_" * 80,
        location="~" * 80,
        how_to_ask="|" * 300,
        link="https://jobs.example.com/" + "a" * 1970,
    )
    form = await press(server.member, shown, "more")
    shown = await server.member.submit_modal(form, {"pay": "`" * 80, "closing": "2026-12-01"})
    assert len(words(shown)) <= MESSAGE_TEXT
    await press(server.member, shown, "post")
    assert len(words(server.newest)) <= MESSAGE_TEXT


async def test_every_wrong_field_at_once_still_fits(server: Server) -> None:
    await configure(server)
    form = await server.member.slash(server.channel, "lead share")
    shown = await server.member.submit_modal(
        form,
        {
            "title": "*" * 200,
            "organization": "*" * 160,
            "location": "*" * 160,
            "how_to_ask": "*" * 600,
            "link": "https://" + "*" * 1900,
        },
    )
    form = await press(server.member, shown, "more")
    shown = await server.member.submit_modal(form, {"pay": "*" * 160, "closing": "*" * 20})
    assert len(words(shown)) <= MESSAGE_TEXT
    assert words(shown).count("⚠️") >= 8


async def test_hostile_text_is_shown_as_it_stands(server: Server) -> None:
    await configure(server)
    card = await posted(server, title="@everyone **free** [x](https://evil.example)", organization="<@1> # loud\u202e")
    text = words(card)
    assert "\\@everyone" in text
    assert "\\*\\*free\\*\\*" in text
    assert "https\\://evil.example" in text
    assert "\\<\\@1\\>" in text
    assert "\u202e" not in text
    assert not card.mention_everyone


async def test_a_pseudonymous_lead_names_its_poster_nowhere(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await configure(server)
    shown = await press(server.member, await preview(server), "pseudonym")
    assert "shared pseudonymously" in words(shown)
    await press(server.member, shown, "post")
    card = server.newest
    whole = repr([part.to_dict() for part in card.components])
    assert "Shared pseudonymously" in words(card)
    assert str(server.member.id) not in whole
    assert "by ann" not in whole
    assert card.interaction_metadata is None
    assert card.reference is None
    assert str(server.member.id) not in caplog.text


async def only_own(server: Server) -> Lead:
    """Return the one lead that the member has."""
    [lead] = (await server.app.services[LeadBrowsing].mine(Actor(server.guild.id, server.member.id))).leads
    return lead


async def test_discord_failing_while_posting_loses_nothing(server: Server, clock: FakeClock) -> None:
    await configure(server)
    shown = await preview(server)
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=500, times=None)
    told = await press(server.member, shown, "post")
    assert "It is being posted" in words(told)
    assert server.channel.history() == []
    assert (await only_own(server)).status is LeadStatus.POSTING
    server.env.backend.faults.clear()
    clock.move(timedelta(minutes=1))
    await server.deliver()
    assert "UM reviewer" in words(server.newest)
    assert len(server.channel.history()) == 1
    assert (await only_lead(server)).status is LeadStatus.LIVE


async def test_what_was_edited_after_a_failed_post_is_what_is_posted(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=500, times=None)
    await press(server.member, shown, "post")
    server.env.backend.faults.clear()
    mine = await server.member.slash(server.channel, "lead mine")
    shown = await press(server.member, await press(server.member, mine, "open"), "edit")
    shown = await retype(server.member, await press(server.member, shown, "edit"), title="UM reviewer, full-time")
    await press(server.member, shown, "post")
    await server.deliver()
    assert len(server.channel.history()) == 1
    assert "UM reviewer, full-time" in words(server.newest)
    await only_lead(server)


async def test_a_forgotten_draft_says_so_and_what_was_typed_stays_in_sight(server: Server, clock: FakeClock) -> None:
    await configure(server)
    shown = await preview(server)
    clock.move(KEPT)
    told = await press(server.member, shown, "post")
    assert "start again with /lead share" in said(told)
    assert "UM reviewer" in words(shown)


async def test_a_form_left_open_longer_than_the_draft_lives_still_goes_on(server: Server, clock: FakeClock) -> None:
    await configure(server)
    form = await press(server.member, await preview(server), "edit")
    clock.move(KEPT)
    shown = await retype(server.member, form, title="Written slowly")
    assert "Written slowly" in words(shown)
    assert "Northfield Health" in words(shown)


async def test_the_menus_of_sectors_and_roles_turn_to_all_of_them(server: Server, small_menus: None) -> None:
    await configure(server)
    shown = await preview(server)
    base = server.app.services[Library].current
    for what, wanted in (
        ("sector", {page.id for page in base.of_kind(PageKind.SECTOR)}),
        ("role", {"payers", *(page.id for page in base.roles_in("payers"))}),
    ):
        menu = f"tf1:draftset:{what}:"
        found: set[str] = set()
        while not wanted <= found:
            *some, turn = options(shown, menu)
            assert not found & set(some), "each page has others"
            found |= set(some)
            custom_id = next(one for one in custom_ids(shown) if one.startswith(menu))
            shown = await server.member.select(sent(shown), [turn], custom_id=custom_id)
        assert found == wanted
    assert "UM reviewer" in words(shown)


async def test_a_discarded_draft_is_gone(server: Server) -> None:
    shown = await preview(server)
    told = await press(server.member, shown, "discard")
    assert "Thrown away" in words(told)
    assert custom_ids(told) == []


async def test_a_preview_works_after_a_restart(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    await server.restart()
    await press(server.member, shown, "post")
    assert "UM reviewer" in words(server.newest)


async def test_a_first_lead_goes_to_the_moderators_and_says_why(server: Server) -> None:
    await configure(server, reviews_newcomers=True)
    shown = await preview(server)
    assert "A moderator looks at it first, because it is your first lead here" in words(shown)
    done = await press(server.member, shown, "post")
    assert "with the moderators" in words(done)
    assert server.channel.history() == [], "no card yet"


async def test_sharing_in_a_direct_message_says_where_to_go(server: Server) -> None:
    told = await server.env.create_user("carl").slash("lead share")
    assert "belongs to a server" in said(told)


async def test_a_member_may_not_post_where_they_may_not_write(server: Server) -> None:
    await configure(server)
    quiet = server.guild.create_text_channel(
        "news", overwrites={server.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    form = await server.member.slash(quiet, "lead share", topic="um-medical-director")
    shown = await press(server.member, await server.member.submit_modal(form, FORM), "free")
    told = await press(server.member, shown, "post")
    assert "You may not write in this channel" in said(told)
    assert quiet.history() == []


async def test_the_clock_of_a_draft_begins_again_with_each_change(server: Server, clock: FakeClock) -> None:
    await configure(server)
    shown = await preview(server)
    clock.move(KEPT - timedelta(minutes=1))
    shown = await press(server.member, shown, "pseudonym")
    clock.move(timedelta(minutes=2))
    done = await press(server.member, shown, "post")
    assert "It is live" in words(done)
