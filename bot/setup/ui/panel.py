"""The panel: an overview with what is wrong where, and a screen of menus for each part."""

from collections.abc import Iterable
from datetime import datetime

import discord
from discord import ui

from bot.digest.service.digests import DigestService, DigestStanding
from bot.digest.ui.previewing import standing_words
from bot.kit.errors import NotInServer, TollfreeError
from bot.kit.ui.answering import show
from bot.kit.ui.channels import invitation, is_not_in
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server
from bot.servers.model.notices import OF_DIGESTS, ServerNoticeKind
from bot.servers.ui.notice_words import notice_words
from bot.setup.ui.checks import faults_of
from bot.setup.ui.custom_ids import SETUP, TEST
from bot.setup.ui.menus import menus
from bot.setup.ui.screens import Screen
from bot.setup.ui.zones import city

_TITLES = {
    Screen.LEADS: "🧭 Leads",
    Screen.DIGEST: "🗞️ Daily digest",
    Screen.MODERATORS: "🛡️ Moderators",
    Screen.OUTCOMES: "📊 Outcomes",
}
_INTRODUCTION = (
    "## Set up Tollfree\n"
    "-# Only you see this, and each choice is stored at once. With nothing set, everything works but the digest."
)


class OnlyCommands(TollfreeError):
    """Raised in a server that has the commands, and not the bot."""

    def __init__(self, invitation: str) -> None:
        super().__init__(
            "Only my commands are in this server. I am not, so I can post nothing here, and there is nothing to set up "
            f"yet. Add me as a bot, and use /setup again: {invitation}"
        )


async def show_panel(
    interaction: Interaction, screen: Screen = Screen.OVERVIEW, tested: Iterable[str] = (), *, in_place: bool = True
) -> None:
    """Show a screen privately, in place where a button of the panel was pressed; raises NotInServer, OnlyCommands."""
    guild = server(interaction)
    if guild is None:
        raise NotInServer
    if is_not_in(interaction.client, guild.id):
        raise OnlyCommands(invitation(interaction.client, guild.id))
    services = interaction.client.services
    standing = await services[DigestService].standing(guild.id)
    now = services.clock.now()
    view = overview(guild, standing, now, tested) if screen is Screen.OVERVIEW else part(guild, standing, screen, now)
    await show(interaction, view, in_place=in_place)


def overview(
    guild: discord.Guild, standing: DigestStanding, now: datetime, tested: Iterable[str] = ()
) -> ui.LayoutView:
    """Return how everything stands, with a button to change each part, and the results of a test."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(_INTRODUCTION))
    container: ui.Container[ui.LayoutView] = ui.Container()
    for screen, title in _TITLES.items():
        lines = [f"**{title}**", *_standing(guild, standing, screen, now)]
        lines += [f"⚠️ {fault}" for fault in faults_of(guild, standing.settings, screen)]
        container.add_item(ui.Section(ui.TextDisplay("\n".join(lines)), accessory=_to(screen, "Change")))
    view.add_item(container)
    if lines := list(tested):
        view.add_item(ui.TextDisplay("\n".join(("**Tested just now**", *lines))))
    view.add_item(ui.ActionRow(ui.Button(label="Test it", emoji="🧪", custom_id=SETUP(what=TEST))))
    return view


def part(guild: discord.Guild, standing: DigestStanding, screen: Screen, now: datetime) -> ui.LayoutView:
    """Return the menus of one part."""
    view = ui.LayoutView(timeout=None)
    state = f"\n{standing_words(standing, now)}" if screen is Screen.DIGEST else ""
    view.add_item(ui.TextDisplay(f"## {_TITLES[screen]}{state}\n-# Each choice is stored at once."))
    for words, menu in menus(guild, standing.settings, screen, now):
        view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(menu))
    view.add_item(ui.ActionRow(_to(Screen.OVERVIEW, "‹ Overview")))
    return view


def _standing(guild: discord.Guild, standing: DigestStanding, screen: Screen, now: datetime) -> list[str]:
    settings = standing.settings
    match screen:
        case Screen.LEADS:
            where = _channel(settings.leads_channel_id, "in the channel where each is shared")
            first = "wait for a moderator" if settings.reviews_newcomers else "are posted at once"
            told = _told(standing, ServerNoticeKind.LEADS_REFUSED)
            return [f"Cards go to {where}. Members’ first leads {first}.", *told]
        case Screen.DIGEST if settings.digest_channel_id is None:
            return ["Not set: no digest is posted."]
        case Screen.DIGEST:
            at = f"{settings.digest_time:%H:%M}, {city(settings.time_zone)} time"
            told = _told(standing, *OF_DIGESTS)
            return [f"{_channel(settings.digest_channel_id, '')} at {at}. {standing_words(standing, now)}", *told]
        case Screen.OUTCOMES:
            how = "together with other servers, none named" if settings.pools_outcomes else "by themselves"
            return [f"What members’ searches came to is counted {how}, on the first of a month."]
        case _:
            role = guild.get_role(settings.moderator_role_id) if settings.moderator_role_id else None
            who = f"{role.mention} and those with Manage Messages" if role else "those with Manage Messages"
            where = _channel(settings.queue_channel_id, "only in /mod queue")
            told = _told(standing, ServerNoticeKind.QUEUE_SHUT, ServerNoticeKind.INSIDER_PAUSED)
            return [f"Leads wait {'in ' if settings.queue_channel_id else ''}{where}. Who reviews: {who}.", *told]


def _told(standing: DigestStanding, *kinds: ServerNoticeKind) -> list[str]:
    return [f"-# {notice_words(notice)}" for notice in standing.notices if notice.kind in kinds]


def _channel(channel_id: int | None, otherwise: str) -> str:
    return f"<#{channel_id}>" if channel_id else otherwise


def _to(screen: Screen, label: str) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, custom_id=SETUP(what=screen))
