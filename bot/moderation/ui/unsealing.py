"""Learn who shared a lead pseudonymously, which takes two moderators."""

from discord import app_commands

from bot.kit.errors import NotInServer
from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.leads.model.browsing import LeadFilter, Sort
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.card import shown
from bot.moderation.model import Unsealing
from bot.moderation.service.review import ReviewService
from bot.servers.ui.who import NotModerator, moderator

_MOST_READ = 50


async def sealed_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
    """Offer pseudonymous leads to moderators: those in the queue, then live ones. Any number may be typed."""
    try:
        actor = await moderator(interaction)
    except (NotInServer, NotModerator):
        return []
    services = interaction.client.services
    waiting = [item.lead for item in await services[ReviewService].queue(actor.guild_id, limit=_MOST_READ)]
    live = (await services[LeadBrowsing].browse(actor.guild_id, LeadFilter(), Sort.NEW, limit=_MOST_READ)).leads
    names = {lead.id: f"{lead.id} · {lead.content.title}" for lead in (*waiting, *live) if lead.is_pseudonymous}
    found = {lead_id: name for lead_id, name in names.items() if typed.casefold() in name.casefold()}
    if typed.isdecimal() and len(typed) <= 15:
        found = {int(typed): names.get(int(typed), f"Lead {int(typed)}"), **found}
    return offered(
        [app_commands.Choice(name=shorten(name, OPTION_TEXT), value=lead_id) for lead_id, name in found.items()]
    )


def unsealing_words(unsealing: Unsealing) -> str:
    """Return how far it got; the poster's name is for the second moderator alone."""
    lead = unsealing.lead
    title = f"lead {lead.id}, “{shown(lead.content.title)}”"
    if unsealing.poster_id is None:
        return (
            f"Noted for {title}. Another moderator has to ask too, with /mod unseal; "
            "until then nobody learns who it is. Your asking is in the audit log."
        )
    return f"<@{unsealing.poster_id}> shared {title}. It is in the audit log, and they are told."
