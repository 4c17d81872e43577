"""The index for questions over the shipped pages, built once for these tests."""

import pytest

from bot.ask.engine.answerer import Answerer
from bot.ask.engine.kept_vectors import open_embedder
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library


@pytest.fixture(scope="session")
def base(library: Library) -> KnowledgeBase:
    """Give the shipped pages."""
    return library.current


@pytest.fixture(scope="session")
def answerer(base: KnowledgeBase) -> Answerer:
    """Give the index."""
    return Answerer(base, open_embedder())
