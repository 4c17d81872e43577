"""The card of moves."""

from collections.abc import Collection

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.client import Interaction
from bot.kit.ui.drawing import Drawing
from bot.kit.ui.installs import server_id
from bot.kit.ui.keeping import keep_button
from bot.kit.ui.limits import ALT_TEXT, OPTION_TEXT, shorten
from bot.kit.ui.paged import paged
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind
from bot.moves.engine.ways import neighbors
from bot.moves.ui.custom_ids import ON
from bot.moves.ui.dots import Dot, MovesPicture
from bot.moves.ui.words import LEGEND, alt_text, neighbor_lines, way_lines
from bot.pages.service.seen_here import SeenHere
from bot.pages.ui.cards import COLORS
from bot.pages.ui.items import open_button

_PICTURE = "moves.png"


async def show_moves(interaction: Interaction, role_id: str, goal_id: str | None = None) -> None:
    """Show privately the moves from a role, or the way to another; raises PageNotFound."""
    services = interaction.client.services
    base = services[Library].current
    role = base.role(role_id)
    await interaction.response.defer(ephemeral=True, thinking=True)
    if goal_id is not None:
        view, files = way_view(base, role, base.role(goal_id)), []
    else:
        seen = await services[SeenHere].of(server_id(interaction))
        view, files = moves_view(base, role, seen), [await _picture(services[Drawing], base, role)]
    view.stop()  # its items are dynamic
    await interaction.followup.send(view=view, files=files, ephemeral=True)


def moves_view(base: KnowledgeBase, role: Page[RolePage], seen: Collection[str] = ()) -> ui.LayoutView:
    """Return the neighbors of a role, what changes on the way to each, which were seen here, and the picture."""
    view = _view(f"## Moves from {role.title}", neighbor_lines(base, role, seen))
    near = [other for other, _ in neighbors(base, role)]
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    gallery.add_item(media=f"attachment://{_PICTURE}", description=shorten(alt_text(role, near), ALT_TEXT))
    view.add_item(gallery)
    options = paged(near_options(base, role), about=role.id)
    view.add_item(ui.ActionRow(ui.Select(custom_id=ON(), placeholder="Go on from …", options=options)))
    view.add_item(ui.ActionRow(open_button(Place(role.id), "‹ The role", is_current=False), keep_button()))
    return view


def near_options(base: KnowledgeBase, role: Page[RolePage]) -> list[discord.SelectOption]:
    """Return the neighbors of a role as choices."""
    near = (other for other, _ in neighbors(base, role))
    return [discord.SelectOption(label=shorten(one.title, OPTION_TEXT), value=one.id) for one in near]


def way_view(base: KnowledgeBase, start: Page[RolePage], goal: Page[RolePage]) -> ui.LayoutView:
    """Return the way from one role to another, step by step."""
    view = _view(f"## From {start.title} to {goal.title}", way_lines(base, start, goal))
    buttons = [open_button(Place(role.id), shorten(role.title, 40), is_current=False) for role in (start, goal)]
    view.add_item(ui.ActionRow(*buttons, keep_button()))
    return view


def _view(title: str, blocks: list[str]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(COLORS[PageKind.ROLE]))
    container.add_item(ui.TextDisplay(title))
    for block in blocks:
        container.add_item(ui.TextDisplay(block))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(LEGEND))
    view.add_item(container)
    return view


async def _picture(drawing: Drawing, base: KnowledgeBase, role: Page[RolePage]) -> discord.File:
    near = [other for other, _ in neighbors(base, role)]
    picture = MovesPicture(_dot(role), tuple(_dot(other) for other in near))
    return await drawing.file(_draw, picture, _PICTURE, alt_text(role, near))


def _dot(role: Page[RolePage]) -> Dot:
    return Dot(role.title, role.front.sector)


def _draw(picture: MovesPicture) -> bytes:
    from bot.moves.ui.picture import draw_moves

    return draw_moves(picture)
