"""What stands where a name leads to no page: the nearest pages of any kind, a press away."""

from collections.abc import Sequence

from discord import ui

from bot.kit.errors import PageNotFound
from bot.kit.member_text import escape
from bot.kit.place import Place
from bot.kit.ui.answering import show
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import BUTTONS_IN_ROW, shorten
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.items import open_button, pages_menu
from bot.pages.ui.labels import KIND
from bot.pages.ui.page_links import link_to

_FIRST = "first"
_OFFERED = 12
_ON_BUTTONS = BUTTONS_IN_ROW
_TITLE = 38
_TYPED = 60
_ALWAYS = ("where-to-look", "deciding-to-leave", "bridges-and-side-work", "networking-and-informational-interviews")
"""Guides that are offered where nothing is near."""


def nearest_pages(base: KnowledgeBase, typed: str, kind: PageKind, limit: int) -> tuple[AnyPage, ...]:
    """Return the pages nearest to what was typed, of any kind; where none is near, where to begin. Never none."""
    if found := base.find(typed, limit, kind):
        return found
    guides = tuple(base.pages[page_id] for page_id in _ALWAYS if page_id in base.pages)
    return (guides or base.of_kind(kind) or tuple(base.pages.values()))[:limit]


async def open_named(interaction: Interaction, kind: PageKind, typed: str, section: str = _FIRST) -> None:
    """Show the page that a member picked, or typed without picking; else the nearest ones, with buttons."""
    base = interaction.client.services[Library].current
    page = base.pages.get(typed) or base.named(kind, typed)
    if page is None:
        await show_nearest(interaction, base, kind, typed)
    else:
        await interaction.client.presenter.show(interaction, Place(page.id, section if page.kind is kind else _FIRST))


async def role_or_nearest(interaction: Interaction, typed: str) -> str | None:
    """Return the id of the role that a member picked, or surely meant; None where the nearest pages were shown."""
    base = interaction.client.services[Library].current
    page = base.pages.get(typed) or base.named(PageKind.ROLE, typed)
    if page is None or page.kind is not PageKind.ROLE:
        await show_nearest(interaction, base, PageKind.ROLE, typed)
        return None
    return page.id


async def show_nearest(interaction: Interaction, base: KnowledgeBase, kind: PageKind, typed: str) -> None:
    """Show privately the pages nearest to a name that leads to none."""
    is_near = bool(base.find(typed, 1, kind))
    pages = nearest_pages(base, typed, kind, _OFFERED)
    if not pages:
        raise PageNotFound(typed)
    await show(interaction, _nearest_view(kind, typed, pages, is_near=is_near))


def _nearest_view(kind: PageKind, typed: str, pages: Sequence[AnyPage], *, is_near: bool) -> ui.LayoutView:
    name = escape(shorten(typed, _TYPED))
    heading = "Nearest in my notes:" if is_near else "Nothing in my notes is near it. Where many begin:"
    lines = (f"- **{page.title}** · {KIND[page.kind]}" for page in pages[:_ON_BUTTONS])
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("\n".join((f"I have no {KIND[kind]} called “{name}”. {heading}", *lines))))
    view.add_item(
        ui.ActionRow(
            *(
                open_button(Place(page.id), shorten(page.title, _TITLE), is_current=False)
                for page in pages[:_ON_BUTTONS]
            )
        )
    )
    if len(pages) > _ON_BUTTONS:
        view.add_item(ui.ActionRow(pages_menu(map(link_to, pages[_ON_BUTTONS:]), "More that is near …")))
    return view
