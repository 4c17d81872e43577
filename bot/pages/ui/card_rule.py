"""The rule of the knowledge base that only the user interface can check: every card fits Discord."""

from collections.abc import Iterator

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.problems import Problem
from bot.pages.ui.card import BlockTooLong, paginate
from bot.pages.ui.cards import card_sections
from bot.pages.ui.source_list import numbers_of


def every_card_fits(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each section of a card that does not fit."""
    for page in base.pages.values():
        yield from _unfit_sections(base, page)


def _unfit_sections(base: KnowledgeBase, page: AnyPage) -> Iterator[Problem]:
    for section in card_sections(base, page):
        try:
            paginate(section.blocks, base.sources, numbers_of(page))
        except BlockTooLong as error:
            yield Problem(page.path, 1, f'the card\'s section "{section.label}" does not fit: {error}')
