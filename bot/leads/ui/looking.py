"""Look whether cards still stand: who deletes one by hand wants the lead away."""

from functools import partial

import discord

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.messages import partial_message
from bot.kit.ui.periodic import attempt
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.card_watch import CardWatch
from bot.leads.service.posting import LeadPosting

_UNKNOWN_MESSAGE = 10008
_UNKNOWN_CHANNEL = 10003


async def look_at_cards(client: TollfreeClient) -> None:
    """Look at the cards whose minute it is, one after another; one that Discord does not show stops no other."""
    for lead in await client.services[CardWatch].due():
        guild = client.get_guild(lead.guild_id)
        if guild is not None and not guild.unavailable and not client.stopping:
            await attempt(partial(_look, client, lead), "a card could not be looked at")


async def _look(client: TollfreeClient, lead: Lead) -> None:
    assert lead.card is not None, "only cards that stand are looked at"
    try:
        await partial_message(client, lead.card).fetch()
    except discord.Forbidden:
        return  # where we may not look, nothing is known
    except discord.NotFound as error:
        if error.code == _UNKNOWN_MESSAGE:
            await client.services[LeadPosting].is_gone(lead.id, lead.card)
        elif error.code == _UNKNOWN_CHANNEL:
            await client.services[LeadBrowsing].forget_channel(lead.card.channel_id)
