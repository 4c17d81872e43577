"""Tables of states as they are written, and what `tollfree check` says of them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Severity
from bot.knowledge.report import check_report
from bot.knowledge.state_topics import TOPICS
from tests.written_pages import role, write_knowledge

TODAY = date(2026, 11, 30)
CELL = {"value": "void", "text": "A covenant not to practice is void.", "source": "rule-1", "as_of": "2025-03"}
