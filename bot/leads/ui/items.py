"""What a press on a lead's card does."""

from contextlib import nullcontext

import discord
from discord import ui

from bot.kit.errors import TollfreeError
from bot.kit.ui.answering import actor_of, is_private, note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import Menu, PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.leads.model.errors import NotLive
from bot.leads.model.lead import Lead, LeadStatus, ReportReason
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.card import lead_view, private_view
from bot.leads.ui.custom_ids import LEAD, REPORT
from bot.leads.ui.drawn import DrawnCards
from bot.leads.ui.labels import REPORT_REASON
from bot.outbox.ui.running import nudge
from bot.pages.ui.moments import Moments
from bot.servers.ui.who import is_moderator

_SERVER_ERROR = 500
_VOTES = frozenset({"up", "worked"})


class LeadButton(PressedButton, answers=LEAD):
    """A button of a lead's card, or in a list of leads."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Do it, and draw the card again; a card that was behind is drawn too, with the reason."""
        lead_id = int(self.given["lead_id"])
        match self.given["what"]:
            case "open":
                await _open(interaction, lead_id)
            case "report":
                actor_of(interaction)
                await interaction.response.send_message(view=_reasons_view(lead_id), ephemeral=True)
            case what:
                try:
                    lead, stands = await _acted(interaction, what, lead_id)
                except NotLive as error:
                    if error.lead.status is LeadStatus.POSTING:
                        raise  # it is about to be recorded, and until then found by the buttons that it has
                    await redraw(interaction, error.lead)
                    await interaction.followup.send(str(error), ephemeral=True)
                else:
                    await redraw(interaction, lead)
                    if what not in _VOTES:  # other copies show votes a few seconds later, many at once
                        nudge(interaction.client)
                    if stands and (what == "worked" or lead.status is LeadStatus.CLOSED):
                        await _offer_to_tell(interaction, lead)


class ReportReasonSelect(PressedMenu, answers=REPORT):
    """The private question why a member reports a lead."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Report the lead; where that hides it, take it from members and tell the moderators."""
        actor = actor_of(interaction)
        reason = ReportReason(self.chosen)
        await interaction.client.services[LeadActing].report(int(self.given["lead_id"]), actor, reason)
        nudge(interaction.client)  # enough reports hide it
        await show(interaction, note_view("Thank you. Moderators see the report, but not who sent it."))


class StoredNotShown(TollfreeError):
    """Raised where a press counts already and Discord failed to show it, so that nobody presses again."""

    def __init__(self) -> None:
        super().__init__(
            "That is stored, so there is no need to press again. Discord only failed to show it here just now."
        )


LEAD_CARD_ITEMS = (LeadButton, ReportReasonSelect)


async def redraw(interaction: Interaction, lead: Lead) -> None:
    """Draw the pressed card again; a private copy brings the one that everybody sees up to date as well."""
    services = interaction.client.services
    is_public = not is_private(interaction)
    if is_public:
        view = lead_view(services, lead)
    else:
        view = private_view(services, lead, moderates=await is_moderator(interaction))
    view.stop()
    try:
        with services[DrawnCards].drawing(lead.id, view) if is_public else nullcontext():
            await interaction.response.edit_message(view=view)
    except discord.HTTPException as error:
        if error.status >= _SERVER_ERROR:
            raise StoredNotShown from error
        raise


async def _offer_to_tell(interaction: Interaction, lead: Lead) -> None:
    """Offer, privately and once, what higher capabilities have for the end of a search."""
    services = interaction.client.services
    if buttons := services[Moments].buttons(services[Library].current, lead.content.role_id):
        view = note_view("Would you tell the others what your search came to?", ui.ActionRow(*buttons))
        view.stop()
        await interaction.followup.send(view=view, ephemeral=True)


async def _acted(interaction: Interaction, what: str, lead_id: int) -> tuple[Lead, bool]:
    """Do it; return the lead, and whether what was pressed stands now."""
    services = interaction.client.services
    actor = actor_of(interaction)
    match what:
        case "up":
            voted = await services[LeadActing].upvote(lead_id, actor)
            return voted.lead, voted.is_on
        case "worked":
            voted = await services[LeadActing].worked(lead_id, actor)
            return voted.lead, voted.is_on
        case "close":
            return await services[LeadActing].close(lead_id, actor), True
        case _:
            moderates = await is_moderator(interaction)
            return await services[LeadActing].reopen(lead_id, actor, is_moderator=moderates), False


async def _open(interaction: Interaction, lead_id: int) -> None:
    """Show a lead from a list as a private card, beside the list."""
    services = interaction.client.services
    lead = await services[LeadBrowsing].get(lead_id, actor_of(interaction).guild_id)
    await show(interaction, private_view(services, lead, moderates=await is_moderator(interaction)), in_place=False)


def _reasons_view(lead_id: int) -> ui.LayoutView:
    options = [discord.SelectOption(label=label, value=reason.value) for reason, label in REPORT_REASON.items()]
    select: Menu = ui.Select(custom_id=REPORT(lead_id=lead_id), placeholder="What is wrong with it?", options=options)
    view = note_view("Report this lead? Enough reports hide it until a moderator has looked.", ui.ActionRow(select))
    view.stop()
    return view
