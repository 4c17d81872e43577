"""`/outcome`: what a member tells, sees and takes back."""

from datetime import UTC, datetime
from typing import Any

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.kit.actors import Actor
from bot.kit.storage.secrets import SecretRepository
from bot.kit.ui.limits import MESSAGE_TEXT
from bot.kit.ui.periodic import UpkeepCog
from bot.outcomes.model.answers import Question
from bot.outcomes.service.telling import OutcomeService
from tests.fakes import FakeClock
from tests.moderation.desk import make_desk
from tests.outcomes.telling import HIRED, SECRET, counted_as_told
from tests.simulated import Server, components, custom_ids, labels, sent, words

UM = "um-medical-director"
FORM = {"reached": "no_reply", "applications": "51+", "months": "13+", "found": "cold", "so": ["finished", "license"]}


async def told(server: Server, member: MemberActor) -> list[dict[Question, str]]:
    found = await server.app.services[OutcomeService].mine(Actor(server.guild.id, member.id))
    return [dict(one.answers) for one in found]


def groups(form: InteractionResult) -> list[dict[str, Any]]:
    assert form.modal is not None, "a form was shown"
    return [part["component"] for part in form.modal["components"]]


def chosen(form: InteractionResult) -> dict[str, list[str]]:
    return {
        one["custom_id"]: [option["value"] for option in one["options"] if option.get("default")]
        for one in groups(form)
    }


async def test_the_form_is_five_groups_of_choices_and_asks_for_failures_in_words(server: Server) -> None:
    form = await server.member.slash(server.channel, "outcome share", role=UM)
    assert [one["type"] for one in groups(form)] == [21, 21, 21, 21, 22], "radio groups, and checkboxes"
    assert "no reply, or gave up" in str(form.modal).lower()
    kept = await server.member.submit_modal(form, FORM)
    assert kept.ephemeral
    assert "No reply, or only refusals · applications: more than 50" in words(kept)
    assert await told(server, server.member) == [
        {
            **HIRED,
            Question.REACHED: "no_reply",
            Question.APPLICATIONS: "51+",
            Question.MONTHS: "13+",
            Question.FOUND: "cold",
            Question.BOARD: "no",
        }
    ]


async def test_a_later_one_takes_the_place_of_the_first_and_the_form_remembers_it(server: Server) -> None:
    await server.member.submit_modal(await server.member.slash(server.channel, "outcome share", role=UM), FORM)
    again = await server.member.slash(server.channel, "outcome share", role=UM)
    assert chosen(again) == {name: [value] if isinstance(value, str) else value for name, value in FORM.items()}
    kept = await server.member.submit_modal(again, {**FORM, "reached": "hired", "so": ["nothing"]})
    assert "in place of what you told before" in words(kept)
    (one,) = await told(server, server.member)
    assert (one[Question.REACHED], one[Question.TRAINING], one[Question.LICENSE]) == ("hired", "without", "no")


async def test_mine_changes_and_deletes(server: Server) -> None:
    await server.member.submit_modal(await server.member.slash(server.channel, "outcome share", role=UM), FORM)
    mine = await server.member.slash(server.channel, "outcome mine")
    assert mine.ephemeral
    await server.member.select(sent(mine), [f"2026.{UM}"])
    await server.member.submit_modal(
        await server.member.click(sent(mine), label="Change"), {**FORM, "reached": "interview"}
    )
    assert (await told(server, server.member))[0][Question.REACHED] == "interview"
    await server.member.click(sent(mine), label="Delete")
    await server.member.click(sent(mine), label="Delete it")
    assert "You have told nothing here" in words(mine)
    assert await told(server, server.member) == []


async def test_stats_show_nothing_of_four_and_most_of_five_on_the_first(server: Server, clock: FakeClock) -> None:
    services = server.app.services
    async with services.storage.writing() as unit:
        members = counted_as_told(UM, await unit[SecretRepository].get_or_put("outcome lots", SECRET))

    async def told_on_the_first(people: int, year: int, month: int) -> InteractionResult:
        for _ in range(people):
            await services[OutcomeService].share(Actor(server.guild.id, next(members)), UM, HIRED)
        clock.move(datetime(year, month, 1, 6, tzinfo=UTC) - clock.now())
        cog = server.client.get_cog("OutcomeUpkeepCog")
        assert isinstance(cog, UpkeepCog)
        await cog.jobs()["publishing outcomes"]()
        return await server.member.slash(server.channel, "outcome stats", role=UM)

    nobody = await server.member.slash(server.channel, "outcome stats", role=UM)
    few = await told_on_the_first(4, 2026, 12)
    assert words(few) == words(nobody), "nobody and four look the same"
    shown = await told_on_the_first(1, 2027, 1)
    assert shown.ephemeral
    assert "hired **most of 5**" in words(shown)
    bias = "5 members here who chose to tell, since November 2026; success tells more often."
    assert words(shown).count(bias) == 5, "beside each figure"
    assert "As of Jan 1, 2027" in words(shown)
    assert len(words(shown)) < MESSAGE_TEXT
    assert labels(shown) == ["Tell how mine went", "The role"]


async def test_the_card_of_a_role_leads_to_the_figures_and_the_form(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name=UM)
    if "Outcomes" not in labels(card):
        card = await server.member.click(sent(card), label="More")
    shown = await server.member.click(sent(card), label="Outcomes")
    assert "No figures yet" in words(shown)
    form = await server.member.click(sent(shown), label="Tell how mine went")
    assert groups(form)


async def test_who_stops_to_follow_a_role_is_offered_to_tell_and_of_a_sector_nobody(server: Server) -> None:
    for topic, is_offered in ((UM, True), ("payers", False)):
        followed = await server.member.slash(server.channel, "follow", topic=topic)
        stopped = await server.member.click(sent(followed), label="Stop following")
        assert ("Tell how mine went" in labels(stopped)) is is_offered
    await server.member.slash(server.channel, "follow", topic=UM)
    listed = await server.member.slash(server.channel, "following")
    stopped = await server.member.select(sent(listed), [f"{server.guild.id}.{UM}"])
    assert "Tell how mine went" in labels(stopped), "by the menu too"


async def test_a_server_pools_by_setup(server: Server, clock: FakeClock) -> None:
    desk = await make_desk(server, clock)
    panel = await desk.moderator.slash(server.channel, "setup")
    await desk.moderator.click(sent(panel), custom_id="tf1:setup:outcomes")
    await desk.moderator.select(sent(panel), ["1"], custom_id="tf1:setting:pool")
    published = await server.app.services[OutcomeService].published(server.guild.id, UM)
    assert published.is_pooled


async def test_no_custom_id_and_no_text_has_the_id_of_a_member(server: Server) -> None:
    form = await server.member.slash(server.channel, "outcome share", role=UM)
    kept = await server.member.submit_modal(form, FORM)
    assert str(server.member.id) not in f"{form.modal}{list(components(kept))}{custom_ids(kept)}"
