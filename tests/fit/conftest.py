"""The pages that ship, loaded once for all that asks of them what is open to whom."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load


@pytest.fixture(scope="session")
def shipped() -> KnowledgeBase:
    return load(Path(__file__).parents[2] / "knowledge", datetime.now(UTC).date(), []).require()
