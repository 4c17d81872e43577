"""The tables of states: a page for each, a list of them, and each as JSON."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.state_tables import StateTable
from bot.site.engine.addresses import STATES, states_path
from bot.site.engine.listing import Group, Link
from bot.site.engine.rendering import Renderer
from bot.site.engine.state_view import state_views


def state_pages(base: KnowledgeBase, renderer: Renderer, today: date) -> Iterator[tuple[str, bytes]]:
    """Yield each table and the list of all."""
    links = tuple(Link(states_path(table.id), table.title, _counted(table)) for table in base.states)
    says = "What the law of a state says, where we read it. Each line has its law and the date of its text."
    groups = (Group("", links=links),)
    yield STATES, renderer.page("list.html", STATES, "By state", groups=groups, says=says)
    for table in base.states:
        yield states_path(table.id), _page(base, renderer, table, today)


def _counted(table: StateTable) -> str:
    return f"{table.known_cells} of {table.all_cells} lines known"


def _page(base: KnowledgeBase, renderer: Renderer, table: StateTable, today: date) -> bytes:
    views = state_views(base, table, today.year)
    return renderer.page(
        "states.html",
        states_path(table.id),
        f"{table.title}, by state",
        "By state",
        table=table,
        counted=_counted(table),
        known=tuple(view for view in views if view.lines),
        unknown=tuple(view.state for view in views if not view.lines),
        pages=tuple(base.page(page_id) for page_id in (table.topic.guide, *table.topic.roles)),
        is_late=table.is_past_review(today),
    )
