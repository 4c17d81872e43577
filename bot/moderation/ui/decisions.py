"""The buttons of the queue, and what follows from pressing them."""

from collections.abc import Awaitable
from dataclasses import dataclass

import discord
from discord import ui

from bot.kit.actors import Actor
from bot.kit.capability import Services
from bot.kit.member_text import clean_text
from bot.kit.ui.boundary import BoundaryModal, guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import PressedButton
from bot.leads.model.lead import Lead
from bot.moderation.model import AlreadyDecided, QueueItem, TextChanged
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.custom_ids import DECISIONS, OF_LIVE_LEADS, REVIEW
from bot.moderation.ui.queue_card import queue_view
from bot.outbox.ui.running import nudge
from bot.servers.model.audit import Act
from bot.servers.ui.who import moderator

_LONGEST_REASON = 300


class ReviewButton(PressedButton, answers=REVIEW):
    """A decision about a lead in the queue."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Decide, or ask for the reason first."""
        await moderator(interaction)
        what = self.given["what"]
        about = Decision(DECISIONS[what], int(self.given["lead_id"]), what in OF_LIVE_LEADS, self.given["seen"] or "")
        if about.act is Act.REJECTED:
            await interaction.response.send_modal(RejectModal(about))
        else:
            await decide(interaction, about)


class RejectModal(BoundaryModal, title="Reject this lead"):
    """Asks for the reason, which the poster reads."""

    reason: ui.Label[ui.Modal] = ui.Label(
        text="Why?",
        description="The poster reads this in a private message from me. Your name is not in it.",
        component=ui.TextInput(
            custom_id="reason", style=discord.TextStyle.paragraph, min_length=3, max_length=_LONGEST_REASON
        ),
    )

    def __init__(self, about: "Decision") -> None:
        super().__init__()
        self.about = about

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client's interaction
        """Reject the lead."""
        assert isinstance(self.reason.component, ui.TextInput)
        await decide(interaction, self.about, clean_text(self.reason.component.value, _LONGEST_REASON))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator decides about which lead, live or waiting, having read which version of it."""

    act: Act
    lead_id: int
    is_live: bool
    seen: str


async def decide(interaction: Interaction, about: Decision, reason: str = "") -> None:
    """Carry out a moderator's decision: store it, and show it on the card that was pressed.

    Raises NotModerator, LeadNotFound, NoLink and DuplicateLead.
    """
    actor = await moderator(interaction)
    try:
        lead = await _stored(interaction.client.services, about, actor, reason)
    except TextChanged as error:
        await _show_anew(interaction, about.lead_id)
        await interaction.followup.send(str(error), ephemeral=True)
        return
    except AlreadyDecided as error:
        await _show(interaction, error.lead, error.act)
        await interaction.followup.send(str(error), ephemeral=True)
        return
    nudge(interaction.client)  # members, the poster and the queue channel see it by way of the outbox
    await _show(interaction, lead, about.act)


def _stored(services: Services, about: Decision, actor: Actor, reason: str) -> Awaitable[Lead]:
    match about.act:
        case Act.APPROVED:
            return services[ReviewService].approve(about.lead_id, actor, about.seen)
        case Act.BLOCKED_DOMAIN:
            return services[BlockService].block_domain(about.lead_id, actor, about.seen)
        case Act.BLOCKED_POSTER:
            return services[BlockService].block_poster(about.lead_id, actor, or_live=about.is_live)
        case _ if about.is_live:
            return services[ReviewService].take_down(about.lead_id, actor, reason)
        case _:
            return services[ReviewService].reject(about.lead_id, actor, reason)


async def _show_anew(interaction: Interaction, lead_id: int) -> None:
    """Show on the card that was pressed how its lead reads now."""
    assert interaction.message is not None, "a card was pressed"
    actor = await moderator(interaction)
    services = interaction.client.services
    item = await services[ReviewService].item(lead_id, actor.guild_id)
    view = queue_view(services, item, is_private=interaction.message.flags.ephemeral)
    view.stop()
    await interaction.response.edit_message(view=view)


async def _show(interaction: Interaction, lead: Lead, act: Act | None) -> None:
    """Show a decision on the card that was pressed."""
    pressed = interaction.message
    assert pressed is not None, "a card was pressed"
    view = queue_view(interaction.client.services, QueueItem(lead, ()), act, is_private=pressed.flags.ephemeral)
    view.stop()
    await interaction.response.edit_message(view=view)
