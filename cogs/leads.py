"""`/lead` and *Share as lead*: leads that are free to the applicant, shared by members."""

import re
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.kit.ui.answering import actor_of
from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.leads.model.browsing import Sort
from bot.leads.model.draft import LeadDraft
from bot.leads.model.errors import LeadNotFound
from bot.leads.model.lead import Lead, LeadKind
from bot.leads.model.life import may_renew
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.drafts import Drafting
from bot.leads.ui import managing
from bot.leads.ui.browse import show_list
from bot.leads.ui.drafting import new_token
from bot.leads.ui.form import LeadForm
from bot.leads.ui.labels import KIND
from bot.leads.ui.list_code import LONGEST_SEARCH, LeadList
from bot.leads.ui.mine import show_mine
from bot.leads.ui.prefill import draft_from_text, message_text
from bot.pages.ui.topic_choice import topic_choices, topic_or_nearest

_KINDS = [app_commands.Choice(name=label, value=kind.value) for kind, label in KIND.items()]
_SORTS = [
    app_commands.Choice(name="best", value=Sort.BEST.value),
    app_commands.Choice(name="new", value=Sort.NEW.value),
    app_commands.Choice(name="closing soon", value=Sort.CLOSING_SOON.value),
]
_MOST_OWN = 1000
"""Leads of a member that are looked through by title, the newest first."""
_LEAD_ID = re.compile(r"[0-9]{1,18}")


class LeadCog(
    commands.GroupCog, group_name="lead", group_description="Jobs, referrals and more, free to the applicant"
):
    """Shares, finds and manages leads."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(name="Share as lead", callback=share_message)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._client.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(
        name="share", description="Share a job, referral or free resource; you see it before it is posted"
    )
    @app_commands.describe(
        topic="Start typing: the role or sector that it belongs to; you can also pick it later", kind="What it is"
    )
    @app_commands.autocomplete(topic=topic_choices)
    @app_commands.choices(kind=_KINDS)
    async def share(self, interaction: Interaction, topic: str | None = None, kind: str = LeadKind.JOB.value) -> None:
        """Open the form."""
        actor_of(interaction)
        page_id = await topic_or_nearest(interaction, topic) if topic else None
        if topic and page_id is None:
            return
        draft = LeadDraft(token=new_token(), kind=LeadKind(kind), page_id=page_id)
        await interaction.response.send_modal(LeadForm.main(Drafting(draft)))

    @app_commands.command(name="browse", description="Look through the leads of this server")
    @app_commands.describe(
        topic="Start typing: only this role or sector",
        kind="Only leads of this kind",
        remote="Only remote work",
        text="Words that the lead has",
        sort="What comes first",
        archive="Closed and expired leads instead of live ones",
    )
    @app_commands.autocomplete(topic=topic_choices)
    @app_commands.choices(kind=_KINDS, sort=_SORTS)
    async def browse(  # noqa: PLR0913, PLR0917  # one parameter for each option
        self,
        interaction: Interaction,
        topic: str | None = None,
        kind: str | None = None,
        remote: bool = False,
        text: app_commands.Range[str, 1, LONGEST_SEARCH] | None = None,
        sort: str = Sort.BEST.value,
        archive: bool = False,
    ) -> None:
        """Show the first screen of a list."""
        page_id = await topic_or_nearest(interaction, topic) if topic else None
        if topic and page_id is None:
            return
        chosen = LeadList(
            kind=LeadKind(kind) if kind else None,
            sort=Sort(sort),
            remote_only=remote,
            is_archive=archive,
            page_id=page_id,
            text=text or "",
        )
        await show_list(interaction, chosen)

    @app_commands.command(name="mine", description="Your own leads here: edit, close, renew or reopen them")
    async def mine(self, interaction: Interaction) -> None:
        """Show the member's own leads."""
        await show_mine(interaction)

    @app_commands.command(name="close", description="Close one of your leads, when it is filled or gone")
    @app_commands.describe(lead="One of your live leads: start typing its title; /lead mine has them all")
    async def close(self, interaction: Interaction, lead: str) -> None:
        """Close a lead."""
        await managing.close(interaction, _named_lead(lead))

    @app_commands.command(name="renew", description="Keep one of your leads for another 30 days")
    @app_commands.describe(lead="One that ends soon or ended lately: start typing its title; /lead mine has them all")
    async def renew(self, interaction: Interaction, lead: str) -> None:
        """Renew a lead."""
        await managing.renew(interaction, _named_lead(lead))

    @close.autocomplete("lead")
    async def _offer_to_close(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        now = interaction.client.services.clock.now()
        return await _own_leads(interaction, typed, lambda lead: lead.is_live(now))

    @renew.autocomplete("lead")
    async def _offer_to_renew(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        now = interaction.client.services.clock.now()
        return await _own_leads(interaction, typed, lambda lead: may_renew(lead, now))


async def share_message(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Open the form, filled from a message."""
    actor_of(interaction)
    draft = draft_from_text(new_token(), message_text(message))
    await interaction.response.send_modal(LeadForm.main(Drafting(draft)))


async def _own_leads(
    interaction: Interaction, typed: str, is_wanted: Callable[[Lead], bool]
) -> list[app_commands.Choice[str]]:
    """Return the member's newest leads with what was typed in their title."""
    page = await interaction.client.services[LeadBrowsing].mine(actor_of(interaction), limit=_MOST_OWN)
    found = [lead for lead in page.leads if is_wanted(lead) and typed.casefold() in lead.content.title.casefold()]
    return offered(
        [app_commands.Choice(name=shorten(lead.content.title, OPTION_TEXT), value=str(lead.id)) for lead in found]
    )


def _named_lead(text: str) -> int:
    """Return the id that a choice stands for; raises LeadNotFound for a title typed without choosing."""
    if _LEAD_ID.fullmatch(text) is None:
        raise LeadNotFound
    return int(text)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(LeadCog(client))
