"""Buttons and menus of a draft's preview."""

from dataclasses import replace

from bot.kit.ui.answering import note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.paged import turn_menu
from bot.kit.ui.pressing import PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.leads.model.draft import LeadDraft
from bot.leads.model.lead import LeadKind, Tie, Workplace
from bot.leads.service.drafts import LeadDrafts
from bot.leads.ui.custom_ids import DRAFT, DRAFT_SET
from bot.leads.ui.drafting import post, preview_of, show_preview
from bot.leads.ui.form import LeadForm
from bot.leads.ui.preview import NO_PAGE, page_options


class DraftButton(PressedButton, answers=DRAFT):
    """A button under a preview."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open a form, switch something, post, or throw the draft away."""
        drafts, what, token = interaction.client.services[LeadDrafts], self.given["what"], self.given["token"]
        if what == "post":
            await post(interaction, token)
            return
        if what == "discard":
            drafts.drop(interaction.user.id, token)
            await show(interaction, note_view("Thrown away. Nothing was posted by this."))
            return
        drafting = drafts.get(interaction.user.id, token)
        draft = drafting.draft
        match what:
            case "free":
                await show_preview(interaction, drafting.changed(replace(draft, is_free=not draft.is_free)))
            case "pseudonym":
                changed = replace(draft, is_pseudonymous=not draft.is_pseudonymous)
                await show_preview(interaction, drafting.changed(changed))
            case _:
                problems = (await preview_of(interaction, drafting)).problems
                form = LeadForm.main if what == "edit" else LeadForm.more
                await interaction.response.send_modal(form(drafting, problems))


class DraftMenu(PressedMenu, answers=DRAFT_SET):
    """A menu under a preview."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the preview with what was chosen, or the names of further sectors or roles."""
        services = interaction.client.services
        drafting = services[LeadDrafts].get(interaction.user.id, self.given["token"])
        if self.turn:
            options = page_options(services[Library].current, drafting.draft, self.given["what"])
            await turn_menu(interaction, self.custom_id, options, self.turn)
            return
        await show_preview(interaction, drafting.changed(_chosen(drafting.draft, self.given["what"], self.chosen)))


DRAFT_ITEMS = (DraftButton, DraftMenu)


def _chosen(draft: LeadDraft, what: str, value: str) -> LeadDraft:
    match what:
        case "kind":
            return replace(draft, kind=LeadKind(value))
        case "workplace":
            return replace(draft, workplace=Workplace(value))
        case "tie":
            return replace(draft, tie=Tie(value))
        case _:
            return replace(draft, page_id=None if value == NO_PAGE else value)
