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
GUIDE = f"""---
title: Leaving the light
summary: What a keeper's doctor may do after leaving the service.
asks: [may i leave, when may i leave, leaving the light, after the light, keeper doctor leaves]
reviewed: 2026-01-02
review_by: 2199-01-02
---
## This week
{" ".join(["You read the contract, and you ask what it says."] * 16)}
"""


def table(root: Path, *rows: dict[str, Any], name: str = "non-competes", **changed: Any) -> Path:
    front = {
        "title": "Non-competes of physicians",
        "guide": "leaving-the-light",
        "reviewed": date(2026, 11, 30),
        "review_by": date(2027, 5, 29),
    }
    write_knowledge(root, lighthouse_reviewer=role())
    for folder in ("guides", "states"):
        (root / folder).mkdir(exist_ok=True)
    (root / "guides/leaving-the-light.md").write_text(GUIDE)
    text = yaml.safe_dump({**front, **changed, "rows": list(rows)}, sort_keys=False)
    (root / f"states/{name}.yaml").write_text(text)
    return root


def loaded(root: Path) -> Loaded:
    return load(root, TODAY)


def said(root: Path, severity: Severity = Severity.ERROR) -> list[str]:
    return [str(problem) for problem in loaded(root).problems if problem.severity is severity]


def test_a_cell_is_looked_up_and_all_that_is_left_out_is_unknown(tmp_path: Path) -> None:
    states = loaded(table(tmp_path, {"state": "CO", "covenant": dict(CELL), "buyout": "unknown"})).require().states
    cell = states.cell("non-competes", "CO", "covenant")
    assert cell is not None
    assert (cell.value, cell.source, cell.as_of) == ("void", "rule-1", "2025-03")
    assert states.cell("non-competes", "CO", "buyout") is None
    assert states.cell("non-competes", "WY", "covenant") is None
    assert states.cell("telehealth", "CO", "license") is None, "a table without a file"
    with pytest.raises(ValueError, match="XX"):
        states.cell("non-competes", "XX", "covenant")
    with pytest.raises(KeyError):
        states.cell("non-competes", "CO", "weather")


def test_known_cells_are_counted_by_topic_of_fifty_one_rows(tmp_path: Path) -> None:
    found = check_report(loaded(table(tmp_path, {"state": "CO", "covenant": dict(CELL)})))
    assert found["states"] == {"non-competes": {"known": 1, "cells": 51 * len(TOPICS["non-competes"].columns())}}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"state": "Colorado"}, ':6: "rows.1.state" is "Colorado"; it may be AL, AK'),
        (
            {"state": "CO", "covenant": {**CELL, "value": "voided"}},
            "it may be void, voidable, void_for_some, limited, reasonable",
        ),
        ({"state": "CO", "covenent": CELL}, 'is not a field of the format. Did you mean "covenant"?'),
        ({"state": "CO", "covenant": {**CELL, "as_of": "lately"}}, "a year, a month (2024-05), a day, or undated"),
        ({"state": "CO", "covenant": {**CELL, "source": "rule-9"}}, 'there is no source "rule-9"'),
        ({"state": "CO", "covenant": {**CELL, "source": "posting-1"}}, "a cell rests on law or on an official page"),
        (
            {"state": "CO", "covenant": {**CELL, "as_of": "2026-11-30"}},
            "never the day of reading|earlier than reviewed",
        ),
        (
            {"state": "CO", "covenant": {"value": "void", "source": "rule-1", "as_of": 2025}},
            '"rows.1.covenant.text" is missing',
        ),
    ],
)
def test_a_wrong_cell_is_told_at_its_line(tmp_path: Path, row: dict[str, Any], words: str) -> None:
    found = said(table(tmp_path, row))
    assert len(found) == 1
    assert any(part in found[0] for part in words.split("|"))
    assert "states/non-competes.yaml:" in found[0]


def test_one_state_is_one_row(tmp_path: Path) -> None:
    (found,) = said(table(tmp_path, {"state": "CO"}, {"state": "CO"}))
    assert "CO is there twice" in found


def test_a_table_is_one_of_the_topics(tmp_path: Path) -> None:
    (found,) = said(table(tmp_path, name="weather"))
    assert '"weather" is no topic; a table of states is one of non-competes, ' in found


def test_a_table_names_a_guide_and_roles_that_exist(tmp_path: Path) -> None:
    found = said(table(tmp_path, guide="lighthouse-reviewer", roles=["keeper"]))
    assert 'guide: there is no page "lighthouse-reviewer" among the guides' in found[0]
    assert 'roles: there is no page "keeper" among the roles' in found[1]


def test_a_table_is_read_again_within_half_a_year(tmp_path: Path) -> None:
    (late,) = said(table(tmp_path, review_by=date(2028, 1, 1)))
    assert "by half a year at most" in late
    root = table(tmp_path, reviewed=date(2026, 1, 2), review_by=date(2026, 6, 2))
    assert "review was due on 2026-06-02" in said(root, Severity.WARNING)[0]


def test_a_source_that_only_a_table_cites_is_cited(tmp_path: Path) -> None:
    root = table(tmp_path, {"state": "CO", "covenant": {**CELL, "source": "rule-2"}})
    path = root / "sources/more.yaml"
    path.write_text((root / "sources/all.yaml").read_text().split("- id: posting-1")[0].replace("rule-1", "rule-2"))
    assert said(root) == []
    table(root)
    assert 'no page, ledger or table cites "rule-2"' in said(root)[0]
