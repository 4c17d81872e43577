"""The pages that ship, loaded once for all that asks of them what is open to whom."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library


@pytest.fixture(scope="session")
def shipped(library: Library) -> KnowledgeBase:
    return library.current
