"""Whole questions as two members press them, on a simulated Discord."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.app import every_page_action
from bot.digest.service.digests import DigestService
from bot.insiders.model.profile import Declared, Years
from bot.insiders.model.question import NewQuestion
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.ui.custom_ids import ASKED, DRAFT, TAKEN
from bot.kit.actors import Actor
from bot.kit.place import Place
from bot.kit.ui.neutral import NEUTRAL
from bot.kit.ui.prepared import PreparedView
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.outbox.service import Outbox
from bot.pages.ui.cards import build_card
from bot.pages.ui.layout import card_view
from bot.servers.service.settings import GuildSettingsService
from cogs.insider_upkeep import InsiderUpkeepCog
from tests.fakes import FakeClock
from tests.kit.privileged import press
from tests.moderation.desk import Desk
from tests.simulated import Server, custom_ids, labels, said, sent, share, words

ROLE = "um-medical-director"
DAY = timedelta(days=1)
QUESTION = "I am Dr. Ann Smith, ann@mail.com. How did you get your first interview?"
CROSSED = "How did you get your first interview?"


@dataclass
class Two:
    """A server where one asks and another answers."""

    server: Server
    clock: FakeClock
    asker: MemberActor
    insider: MemberActor

    async def join(self, who: MemberActor | None = None) -> InteractionResult:
        """Let somebody answer in the role."""
        who = who or self.insider
        asked = await who.slash(self.server.channel, "insider join", role=ROLE)
        form = await who.click(sent(asked), label="No")
        return await who.submit_modal(
            form,
            {"when": ["now"], "years": [Years.TWO_TO_FIVE.value], "about": "Ask me about nights. Call 919-555-1234."},
        )

    async def ask(self, text: str = QUESTION) -> InteractionResult:
        """Ask, and see what would cross."""
        form = await self.asker.slash(self.server.channel, "insider ask", role=ROLE)
        return await self.asker.submit_modal(form, {"words": text})

    async def asked(self) -> None:
        """Ask and send."""
        await self.asker.click(sent(await self.ask()), label="Send")

    async def pass_time(self, by: timedelta) -> None:
        """Let time pass, and the upkeep and the outbox work."""
        self.clock.move(by)
        for job in InsiderUpkeepCog(self.server.client).jobs().values():
            await job()
        await self.server.deliver()

    async def queue(self) -> InteractionResult:
        """Open the insider's queue."""
        return await self.insider.slash(self.server.channel, "insider queue")

    def told(self, who: MemberActor) -> discord.Message:
        """Return the newest private message to somebody."""
        message = max(who.user.dm_channel.history(), key=lambda one: one.id)
        assert words(message).splitlines()[0] == NEUTRAL
        return message


@pytest.fixture
def two(server: Server, clock: FakeClock) -> Two:
    return Two(server, clock, server.member, server.other)


def crossed(shown: InteractionResult | discord.Message, two: Two, other: MemberActor) -> None:
    """Hold that a message tells nothing of who stands on the other side."""
    everything = words(shown) + json.dumps(custom_ids(shown))
    for secret in (str(other.id), other.name, "Smith", "ann@", "mail.com", "919"):
        assert secret not in everything


async def test_a_question_from_asking_to_handles(two: Two, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "bot")
    joined = await two.join()
    assert "I do this now, 2 to 5 years in all." in words(joined)
    assert "919" not in words(joined), "they see what askers will"
    preview = await two.ask()
    assert CROSSED in words(preview)
    assert "7 days for somebody to take it, 3 days for you to say yes" in words(preview), "the clocks come before"
    crossed(preview, two, two.insider)
    await two.asker.click(sent(preview), label="Send")
    queue = await two.queue()
    assert CROSSED in words(queue)
    crossed(queue, two, two.asker)
    offered = await two.insider.click(sent(queue), label="Talk")
    assert "You said yes" in words(offered)
    await two.server.deliver()
    offer = two.told(two.asker)
    assert "Ask me about nights" in words(offer)
    crossed(offer, two, two.insider)
    await two.server.restart()
    await two.asker.user.click(offer, label="Yes, talk")
    await two.server.deliver()
    agreed = two.told(two.insider)
    crossed(agreed, two, two.asker)
    await two.insider.user.click(agreed, label="Show my handle to this person")
    await two.server.deliver()
    seen = two.told(two.asker)
    assert f"**{two.insider.name}**" in words(seen)
    assert f"**{two.asker.name}**" not in words(two.told(two.insider)), "hers crosses only when she presses"
    await two.asker.user.click(seen, label="Show my handle to this person")
    await two.server.deliver()
    assert f"**{two.asker.name}**" in words(two.told(two.insider))
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    for secret in (str(two.asker.id), str(two.insider.id), "interview", "nights"):
        assert secret not in logged


async def test_a_question_answered_in_writing(two: Two) -> None:
    await two.join()
    await two.asked()
    form = await two.insider.click(sent(await two.queue()), label="Answer in writing")
    preview = await two.insider.submit_modal(form, {"words": "By asking people.\nThanks,\nBob Jones, @bobj"})
    crossed(preview, two, two.asker)
    assert "Jones" not in words(preview)
    done = await two.insider.click(sent(preview), label="Send")
    assert "Sent, without your name" in words(done)
    await two.server.deliver()
    answer = two.told(two.asker)
    assert "By asking people." in words(answer)
    crossed(answer, two, two.insider)
    mine = await two.asker.slash(two.server.channel, "insider mine")
    assert "answered in writing" in words(mine)
    assert "Nothing waits" in words(await two.queue())


async def test_a_question_that_nobody_takes_closes_with_what_is_free(two: Two) -> None:
    await two.join()
    await two.asked()
    await two.pass_time(8 * DAY)
    closed = two.told(two.asker)
    assert "Your question is closed" in words(closed)
    assert {"Ask anew", "The role’s page", "How to find people"} <= set(labels(closed))
    assert "/lead browse" in words(closed)


async def test_an_offer_that_is_not_confirmed_closes_in_the_same_words(two: Two) -> None:
    await two.join()
    await two.asked()
    await two.insider.click(sent(await two.queue()), label="Talk")
    await two.pass_time(4 * DAY)
    assert "Your question is closed" in words(two.told(two.asker))
    assert "There is nothing for you to do" in words(two.told(two.insider))


async def test_one_note_a_day_leads_to_the_queue(two: Two) -> None:
    await two.join()
    await two.asked()
    await two.pass_time(DAY)
    note = two.told(two.insider)
    assert CROSSED in words(note)
    crossed(note, two, two.asker)
    opened = await two.insider.user.click(note, label="See them")
    assert "Answer in writing" in labels(opened)
    await two.pass_time(DAY)
    assert len(two.insider.user.dm_channel.history()) == 1, "nothing new"


async def test_never_write_to_me_holds_for_notes_and_for_news(two: Two) -> None:
    await two.join()
    for who in (two.asker, two.insider):
        await two.server.app.services[Outbox].set_quiet(who.id, is_quiet=True)
    await two.asked()
    await two.pass_time(DAY)
    await two.insider.click(sent(await two.queue()), label="Talk")
    await two.server.deliver()
    assert [*two.insider.user.dm_channel.history(), *two.asker.user.dm_channel.history()] == []
    mine = await two.asker.slash(two.server.channel, "insider mine")
    opened = await two.asker.click(sent(mine), label="Open")
    assert "Somebody would talk with you" in words(opened)


async def test_words_that_show_a_crisis_go_only_when_their_writer_wants_that(two: Two) -> None:
    await two.join()
    shown = await two.ask("I have pills here and I am going to kill myself tonight")
    assert "Nothing is sent yet" in words(shown)
    assert "988" in "".join(str(part) for message in shown.followups for part in message.components)
    assert "Send" not in labels(shown)
    assert "Nothing waits" in words(await two.queue())
    token = custom_ids(shown)[0].rpartition(":")[2]
    assert custom_ids(shown)[0] == DRAFT(what="anyway", token=token)
    await two.asker.click(sent(shown), label="Send it all the same")
    assert "Answer in writing" in labels(await two.queue())


async def test_after_three_days_a_question_is_withdrawn_and_asked_anew_in_its_own_words(two: Two) -> None:
    await two.join()
    await two.asked()
    mine = await two.asker.slash(two.server.channel, "insider mine")
    early = await two.asker.click(sent(mine), label="Open")
    assert labels(early) == ["Withdraw"]
    two.clock.move(3 * DAY)
    mine = await two.asker.slash(two.server.channel, "insider mine")
    opened = await two.asker.click(sent(mine), label="Open")
    form = await two.asker.click(sent(opened), label="Withdraw and ask anew")
    assert "Nothing waits" in words(await two.queue())
    await two.asker.click(sent(await two.asker.submit_modal(form, {"words": "Anew?"})), label="Send")
    assert "Anew?" in words(await two.queue())


async def test_who_sells_coaching_is_refused_kindly_and_nothing_is_stored(two: Two) -> None:
    asked = await two.insider.slash(two.server.channel, "insider join", role=ROLE)
    assert "no proof, license, NPI or employer" in words(asked)
    assert "Thank you for saying so" in words(await two.insider.click(sent(asked), label="Yes"))
    assert await two.server.app.services[Profiles].mine(Actor(two.server.guild.id, two.insider.id)) == []


async def test_a_role_card_says_that_somebody_answers_and_leads_there(two: Two) -> None:
    plain = await two.asker.slash(two.server.channel, "role", name=ROLE)
    assert "answer here" not in words(plain)
    await two.join()
    card = await two.asker.slash(two.server.channel, "role", name=ROLE)
    assert "💬 Some people in this role answer here. `/insider ask`" in words(card)
    pressed = card if "Insiders" in labels(card) else await two.asker.click(sent(card), label="More")
    looked = await two.asker.click(sent(pressed), label="Insiders")
    assert labels(looked) == ["Ask", "I do this work", "Mine"]
    card = await two.asker.slash(two.server.channel, "role", name=ROLE)
    section = await two.asker.click(sent(card), label="Pay")
    assert "answer here" not in words(section), "on the first screen alone"


def test_every_first_screen_of_a_role_has_room_for_the_line(library: Library) -> None:
    line = "💬 Some people in this role answer here, usually within seven days. `/insider ask`"
    for page in library.current.of_kind(PageKind.ROLE):
        card = build_card(library.current, page.id, date(2026, 11, 22))
        view = PreparedView.of(card_view(card, Place(page.id), every_page_action()))
        assert line in json.dumps(view.with_line(line).to_components(), ensure_ascii=False), page.id


async def test_the_digest_says_of_its_role_that_somebody_answers(two: Two) -> None:
    services = two.server.app.services
    moderator = Actor(two.server.guild.id, 1)
    await services[GuildSettingsService].change(moderator, digest_channel_id=two.server.channel.id)
    content = await services[DigestService].preview(two.server.guild.id)
    assert content.role is not None
    declared = Declared(None, Years.OVER_TEN)
    await services[Profiles].join(content.role.page_id, declared, Actor(two.server.guild.id, two.insider.id))
    content = await services[DigestService].preview(two.server.guild.id)
    assert content.role_line == "💬 Some people in this role answer here. `/insider ask`"


async def test_a_button_pressed_by_whom_it_is_not_for_is_refused_in_words(two: Two) -> None:
    await two.join()
    await two.asked()
    stranger = two.server.guild.add_member(two.server.env.create_user("mallory"))
    queue = await two.queue()
    await two.insider.click(sent(queue), label="Talk")
    await two.server.deliver()
    desk = Desk(two.server, two.clock, two.server.channel, stranger, stranger)
    await share(stranger, await stranger.slash(two.server.channel, "role", name=ROLE))
    card = two.server.newest
    for what in ("open", "yes", "decline", "withdraw", "anew", "pitch", "show"):
        told = await press(desk, stranger, ASKED(what=what, question_id=1), on=card)
        assert told.modal is None
        assert "not yours" in said(told), what
    for what in ("open", "answer", "talk", "pass", "pitch", "show"):
        told = await press(desk, stranger, TAKEN(what=what, question_id=1), on=card)
        assert told.modal is None
        assert any(part in said(told) for part in ("not yours", "in no role here")), what


@pytest.mark.parametrize("command", ["ask", "join", "queue", "mine", "pause", "leave"])
async def test_each_subcommand_says_outside_of_servers_where_it_works(two: Two, command: str) -> None:
    options: dict[str, Any] = {"role": ROLE} if command in {"ask", "join"} else {}
    told = said(await two.asker.user.slash(f"insider {command}", **options))
    assert told == "This belongs to a server that has added me. Use it in a channel there."


async def test_moderators_see_counts_and_reports_and_let_somebody_back(two: Two) -> None:
    role = two.server.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    moderator = two.server.guild.add_member(two.server.env.create_user("moira"), roles=[role])
    third = two.server.guild.add_member(two.server.env.create_user("carol"))
    for who in (two.insider, third):
        await two.join(who)
    await two.asked()
    for who in (two.insider, third):
        queue = await who.slash(two.server.channel, "insider queue")
        await who.click(sent(queue), label="It’s a pitch")
    refused = await two.asker.slash(two.server.channel, "insider ask", role=ROLE)
    assert "two people reported a pitch" in said(refused)
    shown = await moderator.slash(two.server.channel, "mod insiders")
    assert "say 2 people" in words(shown)
    assert "fewer than five" in words(shown)
    for secret in (CROSSED, two.asker.name, str(two.asker.id), "Utilization"):
        assert secret not in words(shown) + json.dumps(custom_ids(shown))
    await two.server.deliver()
    assert "two people reported a pitch" in words(two.told(two.asker))
    await moderator.click(sent(shown), label="Let back")
    await two.server.deliver()
    assert "you may come back" in words(two.told(two.asker))
    assert (await two.asker.slash(two.server.channel, "insider ask", role=ROLE)).modal is not None


async def test_who_is_silent_is_paused_told_and_comes_back_with_a_press(two: Two) -> None:
    await two.join()
    asking = two.server.app.services[Asking]
    for number in range(3):
        await asking.ask(NewQuestion(two.server.guild.id, ROLE, 1_000_000 + number, "How?"))
        await two.pass_time(DAY)
    silent = two.told(two.insider)
    assert "so I paused you" in words(silent)
    assert "in no role here" in said(await two.queue())
    await two.server.restart()
    back = await two.insider.user.click(silent, label="Come back")
    assert "You take questions again" in words(back)
    assert "Answer in writing" in labels(await two.queue())


async def test_who_left_the_server_is_asked_nothing_and_asks_nothing(two: Two) -> None:
    await two.join()
    await two.asked()
    queue = await two.queue()
    two.server.guild.remove_member(two.asker)
    refused = await two.insider.click(sent(queue), label="Talk")
    assert "That question is closed" in said(refused)
    assert "Nothing waits" in words(await two.queue())


async def test_an_offer_by_somebody_who_left_closes_when_its_asker_says_yes(two: Two) -> None:
    await two.join()
    await two.asked()
    await two.insider.click(sent(await two.queue()), label="Talk")
    await two.server.deliver()
    offer = two.told(two.asker)
    two.server.guild.remove_member(two.insider)
    assert "That question is closed" in said(await two.asker.user.click(offer, label="Yes, talk"))
    await two.server.deliver()
    assert "Your question is closed" in words(two.told(two.asker))
