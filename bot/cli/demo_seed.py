"""A made-up server for the demo: three people to be, a lead to upvote, an insider to ask, today's digest."""

from dataclasses import dataclass, replace
from datetime import timedelta

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.app import App
from bot.cli.simulation import DemoClock
from bot.digest.service.digests import DigestService
from bot.insiders.model.profile import Declared, Years
from bot.insiders.service.profiles import Profiles
from bot.kit.actors import Actor
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.leads.model.draft import LeadDraft
from bot.leads.model.errands import card_of
from bot.leads.model.lead import LeadKind, Tie, Workplace
from bot.leads.service.sharing import LeadSharing
from bot.moderation.service.review import ReviewService
from bot.outbox.ui.running import deliver_now
from bot.outcomes.model.answers import CHOICES
from bot.outcomes.service.publishing import OutcomePublishing
from bot.outcomes.service.telling import OutcomeService
from bot.servers.service.settings import GuildSettingsService


@dataclass(frozen=True, slots=True)
class World:
    """The seeded server."""

    channel: ChannelHandle
    member: MemberActor
    insider: MemberActor
    moderator: MemberActor


_ROLE = "independent-peer-reviewer"
_LEAD_AGE = timedelta(days=3)
_OUTCOMES_AGE, _PUBLISHED_AGE = timedelta(days=75), timedelta(days=40)
_TOLD = 29
_LEAD = LeadDraft(
    token="demo-lead",  # noqa: S106 - a draft's token is no secret
    kind=LeadKind.REFERRAL,
    title="Part-time file reviewer, evenings (made up)",
    organization="Harbor Review",
    how_to_ask="Ask me here. I have done this for two years and can refer one person this month.",
    location="anywhere in the US",
    workplace=Workplace.REMOTE,
    tie=Tie.WORKS_THERE,
    is_free=True,
)


async def seed(env: simcord.Env, app: App, clock: DemoClock) -> World:
    """Make the server, and a lead that the insider shared and the moderator approved."""
    guild = env.create_guild("Physicians Sideways (demo)")
    channel = guild.create_text_channel("non-clinical", topic="A made-up server. Nothing here leaves this machine.")
    guild.create_text_channel("introductions")
    guild.create_text_channel("wins-and-losses")
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
    )
    member = guild.add_member(env.create_user("sam", global_name="Sam (member)"))
    insider = guild.add_member(env.create_user("priya", global_name="Priya (insider)"))
    moderator = guild.add_member(env.create_user("mo", global_name="Mo (moderator)"), roles=[moderators])
    world = World(channel, member, insider, moderator)
    roles = [page.id for page in app.services[Library].current.of_kind(PageKind.ROLE)]
    if roles:  # a curator may preview a folder without any
        clock.back = _LEAD_AGE
        await _post_lead(app, guild.id, world, _ROLE if _ROLE in roles else roles[0])
        clock.back = timedelta(0)
        await _let_answer(app, guild.id, insider, _ROLE if _ROLE in roles else roles[0])
        await _tell_outcomes(app, guild.id, _ROLE if _ROLE in roles else roles[0], clock)
    await _post_digest(app, guild.id, world)
    await moderator.send(
        channel, "Welcome. Type **/** below and pick a command: try `/help`, or `/role` and start typing **UM**."
    )
    return world


async def _tell_outcomes(app: App, guild_id: int, role_id: str, clock: DemoClock) -> None:
    """Let made-up members tell what their searches came to, and publish it, so that there is something to see."""
    clock.back = _OUTCOMES_AGE
    for number in range(_TOLD):
        answers = {
            question: list(choices)[(number * (place + 2) // 3) % len(choices)].value
            for place, (question, choices) in enumerate(CHOICES.items())
        }
        await app.services[OutcomeService].share(Actor(guild_id, number + 1), role_id, answers)
    clock.back = _PUBLISHED_AGE
    await app.services[OutcomePublishing].publish_due()
    clock.back = timedelta(0)


async def _post_digest(app: App, guild_id: int, world: World) -> None:
    """Choose the channel for the digest, and post today's, as a moderator does with /setup and /digest now."""
    moderator = Actor(guild_id, world.moderator.id)
    await app.services[GuildSettingsService].change(moderator, digest_channel_id=world.channel.id)
    await deliver_now(app.client, await app.services[DigestService].ask_today(moderator))


async def _let_answer(app: App, guild_id: int, insider: MemberActor, role_id: str) -> None:
    """Let the insider answer questions about a role, so that two people can go through one."""
    declared = Declared(
        None, Years.TWO_TO_FIVE, "Happy to say how a week looks and what they screen for. No reviews of CVs."
    )
    await app.services[Profiles].join(role_id, declared, Actor(guild_id, insider.id))


async def _post_lead(app: App, guild_id: int, world: World, page_id: str) -> None:
    services = app.services
    shared = await services[LeadSharing].share(
        replace(_LEAD, page_id=page_id), Actor(guild_id, world.insider.id), world.insider.name, world.channel.id
    )
    lead = await services[ReviewService].approve(shared.lead.id, Actor(guild_id, world.moderator.id))
    await deliver_now(app.client, card_of(lead))
