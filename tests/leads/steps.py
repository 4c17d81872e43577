"""Steps that tests of leads share."""

from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.kit.actors import Actor
from bot.leads.model.browsing import LeadFilter
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.servers.service.settings import GuildSettingsService, SettingsChange
from tests.simulated import Server, custom_ids, sent

FORM = {
    "title": "UM reviewer, part-time",
    "organization": "Northfield Health",
    "link": "https://jobs.example.com/um?utm_source=mail&id=7",
    "location": "Any US state",
    "how_to_ask": "Two days a week.",
}


async def configure(server: Server, **change: Any) -> None:
    """Change the server's settings; newcomers post without review unless the test says otherwise."""
    settings: SettingsChange = {"reviews_newcomers": False, "leads_a_day": 100, **change}  # type: ignore[typeddict-item]
    await server.app.services[GuildSettingsService].change(Actor(server.guild.id, 1), **settings)


async def preview(server: Server, by: MemberActor | None = None, **typed: str) -> InteractionResult:
    """Fill in the form, and return the preview with everything chosen that has to be."""
    member = by or server.member
    form = await member.slash(server.channel, "lead share", topic="um-medical-director")
    shown = await member.submit_modal(form, {**FORM, **typed})
    return await press(member, shown, "free")


async def press(member: MemberActor, shown: InteractionResult | discord.Message, what: str) -> InteractionResult:
    """Press the button whose custom id has a word in it."""
    message = shown if isinstance(shown, discord.Message) else sent(shown)
    custom_id = next(one for one in custom_ids(shown) if f":{what}:" in one)
    return await member.click(message, custom_id=custom_id)


async def retype(member: MemberActor, form: InteractionResult, **typed: str) -> InteractionResult:
    """Send a form with what stood in its boxes, as Discord does, and some of it typed anew."""
    return await member.submit_modal(form, {**boxes(form), **typed})


def boxes(form: InteractionResult) -> dict[str, str]:
    """Return what stands in the boxes of a form."""
    assert form.modal is not None
    inputs = [part["component"] for part in form.modal["components"]]
    return {one["custom_id"]: one.get("value") or "" for one in inputs}


async def posted(server: Server, by: MemberActor | None = None, **typed: str) -> discord.Message:
    """Share a lead and return its public card."""
    shown = await preview(server, by, **typed)
    await press(by or server.member, shown, "post")
    return server.newest


async def only_lead(server: Server) -> Lead:
    """Return the one live lead there is in the server."""
    page = await server.app.services[LeadBrowsing].browse(server.guild.id, LeadFilter())
    assert len(page.leads) == 1
    return page.leads[0]
