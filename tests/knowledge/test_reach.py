"""What a role asks at least, and who names a certificate."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.naming import named_in
from bot.knowledge.reach import Reach, reach_of
from bot.knowledge.role import Fit
from tests.knowledge.ledger import row
from tests.written_pages import write_knowledge


@pytest.mark.parametrize(
    ("training", "licence", "board", "reach"),
    [
        ("degree", "none", "none", Reach.NO_RESIDENCY),
        ("some_residency", "any_state", "none", Reach.NO_RESIDENCY),
        ("residency", "none", "none", Reach.NO_LICENSE),
        ("residency", "any_state", "none", Reach.NO_BOARD),
        ("degree", "none", "eligible", Reach.BOARD),
        ("residency", "any_state", "certified", Reach.BOARD),
        ("residency", "any_state", "unknown", Reach.VARIES),
        ("unknown", "unknown", "none", Reach.VARIES),
    ],
)
def test_roles_are_sorted_by_what_they_ask_and_unknown_is_not_open(
    training: str, licence: str, board: str, reach: Reach
) -> None:
    facts = {"img_open": "unknown", "remote": "unknown", "hours": "unknown", "likes": ["detail"]}
    fit = Fit.model_validate({"training": training, "licence": licence, "board": board, **facts})
    assert reach_of(fit) is reach


def test_a_certificate_is_counted_over_the_jobs_that_would_have_named_it(tmp_path: Path) -> None:
    plain = load(write_knowledge(tmp_path), date(2026, 11, 30)).require()
    role_id = "lighthouse-reviewer"
    rows = (
        row(),
        row(names={"beacon": "required"}, seen="partial"),
        row(names={"beacon": "preferred"}),
        row(seen="partial"),
    )
    pages = {**plain.pages, role_id: replace(plain.pages[role_id], postings=rows)}
    found = named_in(KnowledgeBase(pages, plain.sources, "test"), "beacon")
    assert (found.seen, found.named) == (3, 2)
    assert (found.required, found.preferred) == ((role_id,), (role_id,))
