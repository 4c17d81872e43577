"""What an address has come to, by its visits, and what follows for pages."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.knowledge.link_log import LINKS_FILE, LinkLog
from bot.knowledge.link_report import link_line, link_sums
from bot.knowledge.link_states import LinkResult, LinkState, Outcome, link_now
from bot.knowledge.loader import load
from tests.written_pages import write_knowledge

DAY = date(2026, 11, 1)
LAW = "https://example.org/rule"
POSTING = "https://example.org/posting"


def visit(outcome: str, day: int, url: str = LAW, *, still_says_it: bool | None = None) -> LinkResult:
    checked = (DAY + timedelta(days=day)).isoformat()
    status = 404 if outcome == "missing" else 200
    return LinkResult(url, status, checked, Outcome(outcome), still_says_it=still_says_it)


@pytest.mark.parametrize(
    ("visits", "state"),
    [
        ([("missing", 0), ("missing", 3), ("missing", 6)], LinkState.GONE),
        ([("missing", 0), ("missing", 1), ("missing", 2)], LinkState.UNSURE),
        ([("missing", 0), ("missing", 3)], LinkState.UNSURE),
        ([("missing", 0), ("ok", 3), ("missing", 6), ("missing", 9)], LinkState.UNSURE),
        ([("missing", 0), ("unsure", 3), ("missing", 6), ("missing", 9)], LinkState.GONE),
        ([("missing", 0), ("missing", 3), ("missing", 6), ("ok", 9)], LinkState.OK),
        ([("unsure", 0), ("unsure", 3), ("unsure", 6)], LinkState.UNSURE),
        ([("ok", 0), ("blocked", 14)], LinkState.BLOCKED),
    ],
)
def test_a_page_is_gone_when_missing_three_times_three_days_apart(
    visits: list[tuple[str, int]], state: LinkState
) -> None:
    now = link_now([visit(outcome, day) for outcome, day in visits])
    assert now is not None
    assert now.state is state


def test_a_page_that_says_it_again_has_not_changed() -> None:
    now = link_now([visit("ok", 0, still_says_it=False), visit("ok", 14, still_says_it=True)])
    assert now is not None
    assert not now.has_changed


def warnings(root: Path, *visits: LinkResult) -> list[str]:
    log = LinkLog(root / LINKS_FILE)
    for one in visits:
        log.append(one)
    return [problem.message for problem in load(root, DAY).problems]


def gone(url: str) -> list[LinkResult]:
    return [visit("missing", day, url) for day in (0, 3, 6)]


def test_a_law_that_is_gone_makes_its_pages_due_this_week(tmp_path: Path) -> None:
    (warning,) = warnings(write_knowledge(tmp_path), *gone(LAW))
    assert warning == 'the source "rule-1" is a law and is gone; read the page by 2026-11-14'


def test_a_posting_that_is_gone_is_normal(tmp_path: Path) -> None:
    assert warnings(write_knowledge(tmp_path), *gone(POSTING)) == []


def test_a_source_that_says_another_thing_makes_its_pages_due(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    (warning,) = warnings(root, visit("ok", 0, POSTING, still_says_it=False))
    assert "no longer says what was read" in warning
    base = load(root, DAY).require()
    assert [source.id for source in base.unsettled(base.page("lighthouse-reviewer"))] == ["posting-1"]


def test_each_state_is_printed_with_what_to_do(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    base = load(root, DAY).require()
    law, posting = gone(LAW), gone(POSTING)
    blocked = [visit("blocked", 0)]
    assert (
        link_line(base, law[-1], law)
        == f"gone: {LAW} (404; law): a rule that is gone; due this week: lighthouse-reviewer"
    )
    assert link_line(base, posting[-1], posting) == f"gone: {POSTING} (404; employer): postings vanish; nothing to do"
    assert link_line(base, blocked[0], blocked) == f"blocked: {LAW} (200; law): a person read it last on 2026-01-02"
    assert link_line(base, visit("ok", 0), [visit("ok", 0)]) is None
    now = link_now(law)
    assert now is not None
    assert list(link_sums(base, {LAW: now})) == [
        "0 ok, 0 moved, 0 blocked, 0 unsure, 1 gone, 1 not asked yet; 0 changed"
    ]
