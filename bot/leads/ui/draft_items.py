"""Buttons and menus of a draft's preview. Custom ids are `tf1:draft…:<what>:<token>`; the token names nobody."""

import re
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.kit.ui.answering import note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.leads.model.draft import LeadDraft
from bot.leads.model.lead import LeadKind, Tie, Workplace
from bot.leads.service.drafts import LeadDrafts
from bot.leads.ui.drafting import post, preview_of, show_preview
from bot.leads.ui.form import LeadForm
from bot.leads.ui.preview import NO_PAGE

_TOKEN = r"(?P<token>[A-Za-z0-9_-]{16})"  # noqa: S105  # a pattern


class DraftButton(
    ui.DynamicItem[ui.Button[Any]], template=rf"tf1:draft:(?P<what>edit|more|free|pseudonym|post|discard):{_TOKEN}"
):
    """A button under a preview."""

    def __init__(self, button: ui.Button[Any], what: str, token: str) -> None:
        super().__init__(button)
        self.what = what
        self.token = token

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["what"], match["token"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open a form, switch something, post, or throw the draft away."""
        drafts = interaction.client.services[LeadDrafts]
        if self.what == "post":
            await post(interaction, self.token)
            return
        if self.what == "discard":
            drafts.drop(self.token)
            await show(interaction, note_view("Thrown away. Nothing was posted by this."))
            return
        drafting = drafts.get(self.token)
        draft = drafting.draft
        match self.what:
            case "free":
                await show_preview(interaction, drafting.changed(replace(draft, is_free=not draft.is_free)))
            case "pseudonym":
                changed = replace(draft, is_pseudonymous=not draft.is_pseudonymous)
                await show_preview(interaction, drafting.changed(changed))
            case _:
                problems = (await preview_of(interaction, drafting)).problems
                form = LeadForm.main if self.what == "edit" else LeadForm.more
                await interaction.response.send_modal(form(drafting, problems))


class DraftMenu(
    ui.DynamicItem[ui.Select[Any]], template=rf"tf1:draftset:(?P<what>kind|sector|role|workplace|tie):{_TOKEN}"
):
    """A menu under a preview."""

    def __init__(self, select: ui.Select[Any], what: str, token: str) -> None:
        super().__init__(select)
        self.what = what
        self.token = token

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the menu from a used custom id."""
        assert isinstance(item, ui.Select)
        return cls(item, match["what"], match["token"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the preview with what was chosen."""
        drafting = interaction.client.services[LeadDrafts].get(self.token)
        await show_preview(interaction, drafting.changed(_chosen(drafting.draft, self.what, self.item.values[0])))


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
