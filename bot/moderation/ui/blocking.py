"""Blocked domains and posters, in words."""

import re

from discord import app_commands
from discord.utils import format_dt

from bot.kit.errors import NotInServer, TollfreeError
from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.leads.model.blocks import Block
from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.links import domain_of
from bot.leads.ui.card import shown
from bot.moderation.service.blocks import BlockService
from bot.servers.ui.who import NotModerator, moderator

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


class NotADomain(TollfreeError):
    """Raised for a text that names no site."""

    def __init__(self) -> None:
        super().__init__("I can’t read that as the name of a site. Write it like example.com.")


def domain_named(text: str) -> str:
    """Return the registrable domain of a site's name, or of any address on it; raises NotADomain."""
    host = _SCHEME.sub("", text.strip()).partition("/")[0]
    try:
        return domain_of(host)
    except LinkRefused as error:
        raise NotADomain from error


async def block_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
    """Offer a server's blocks to its moderators."""
    try:
        actor = await moderator(interaction)
    except (NotInServer, NotModerator):
        return []
    blocks = await interaction.client.services[BlockService].blocks(actor.guild_id)
    named = [(block, block_name(block)) for block in blocks]
    matching = [(block, name) for block, name in named if typed.casefold() in name.casefold()]
    return offered([app_commands.Choice(name=shorten(name, OPTION_TEXT), value=block.id) for block, name in matching])


def block_name(block: Block) -> str:
    """Return what is blocked; a poster is known only by a lead."""
    return block.domain or f"the poster of lead {block.lead_id}"


def block_line(block: Block) -> str:
    """Return a block as a line of a list."""
    return f"- {shown(block_name(block), OPTION_TEXT)} · {format_dt(block.created_at, 'd')}"
