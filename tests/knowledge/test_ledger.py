"""The ledger as it is written, and what `tollfree check` says of it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Severity
from bot.knowledge.role import RolePage
from bot.knowledge.typed_counts import typed_count
from tests.knowledge.ledger import row, write_ledger
from tests.written_pages import role, write_knowledge

TODAY = date(2026, 11, 30)
ROW = {
    "id": "beacon-reviewer-2025",
    "source": "posting-1",
    "employer": "Beacon",
    "title": "Reviewer",
    "kind": "posting",
    "country": "US",
    "published": "2025-03",
    "read": date(2026, 11, 22),
    "seen": "full",
    "asks": {"board": "required", "degree": "required"},
}
RULE_ROW = {**ROW, "id": "harbor-reviewer", "source": "rule-1", "employer": "Harbor"}


def ledger(root: Path, *rows: dict[str, object], name: str = "lighthouse-reviewer") -> Path:
    return write_ledger(root, name, rows)


def loaded(root: Path) -> Loaded:
    return load(root, TODAY)


def said(root: Path, severity: Severity = Severity.ERROR) -> list[str]:
    return [str(problem) for problem in loaded(root).problems if problem.severity is severity]


def glance_page(line: str) -> str:
    plain = role()
    return plain.replace("  board_certification: {value: unknown}", f"  board_certification: {line}")


def test_a_ledger_is_read_and_its_counts_stand_on_the_page(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path, lighthouse_reviewer=glance_page("{value: ABMS, count: board}"))
    page = loaded(ledger(root, ROW, RULE_ROW)).require().role("lighthouse-reviewer")
    glance = page.front.at_a_glance.board_certification
    assert glance.words == "ABMS; asked in both postings read (2025)"
    assert glance.evidence == ("posting-1", "rule-1")
    assert glance.marks == glance.evidence
    assert page.ledger.rows == 2


def test_a_requirement_says_its_count_after_its_text(tmp_path: Path) -> None:
    page = role(
        requirements="""requirements:
  - {level: employers, about: board, count: board, text: Board certification.}
  - {level: not_asked, about: certification, count: beacon-exam, text: The Beacon exam.}"""
    )
    root = write_knowledge(tmp_path, lighthouse_reviewer=page)
    front = loaded(ledger(root, ROW)).require().role("lighthouse-reviewer").front
    assert [line.words for line in front.requirements] == [
        "Board certification. Asked in the one posting read (2025).",
        "The Beacon exam. Not asked in the one posting read (2025).",
    ]


def test_a_row_of_a_ledger_cites_its_source(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    (root / "sources" / "more.yaml").write_text(
        (root / "sources" / "all.yaml")
        .read_text()
        .split("- id: posting-1")[0]
        .replace("rule-1", "only-in-a-row")
        .strip()
    )
    assert any("only-in-a-row" in line for line in said(root))
    assert said(ledger(root, {**ROW, "source": "only-in-a-row"})) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "nowhere"}, 'there is no source "nowhere"'),
        ({"seen": "partial", "asks": {"board": "not_asked"}}, "not_asked needs seen: full"),
        ({"asks": {"board": "required", "residency": "not_asked"}}, "a required board certificate takes one"),
        ({"asks": {"boards": "required"}}, 'Did you mean "board"?'),
        ({"asks": {"board": "usual"}}, "it may be required, preferred"),
        ({"published": "spring 2025"}, "a year, a month"),
        ({"published": "2026-11-22"}, "published is the day of reading"),
        ({"published": "2026-12"}, "later than read"),
        ({"country": "USA"}, "country"),
        ({"names": {"board": "required"}}, "is a field of asks"),
        ({"pay": {"low": 3, "high": 2, "unit": "USD/year"}}, "low is above high"),
        ({"kind": "law"}, "neither a statute nor a regulation"),
        ({"kind": "panel_rule", "source": "rule-1"}, "that is kind: law"),
    ],
)
def test_a_row_that_says_something_wrong_is_named_with_its_line(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    root = ledger(write_knowledge(tmp_path), ROW | change)
    found = said(root)
    assert any(message in line and "lighthouse-reviewer.yaml:" in line for line in found), found


def test_a_ledger_of_no_role_is_a_problem(tmp_path: Path) -> None:
    root = ledger(write_knowledge(tmp_path), ROW, name="lighthouses")
    assert any('there is no role "lighthouses"' in line for line in said(root))


def second(**change: object) -> dict[str, object]:
    return {**RULE_ROW, "title": "Another job", **change}


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (second(id="beacon-reviewer-2025"), "is there twice"),
        (second(source="posting-1"), "one job is one row"),
        (second(also_at=["http://www.example.org/posting/"]), "one job is one row"),
        ({**ROW, "id": "again", "source": "rule-1", "employer": "BEACON", "title": "reviewer"}, "may be the job of"),
        (
            {**ROW, "id": "again", "source": "rule-1", "seen": "partial", "asks": {"board": "required"}},
            "may be the job",
        ),
        ({**ROW, "id": "again", "source": "rule-1", "published": "undated"}, "may be the job of"),
        (second(employer="beacon"), "one spelling an employer"),
    ],
)
def test_two_rows_of_one_job_are_refused(tmp_path: Path, other: dict[str, object], message: str) -> None:
    found = said(ledger(write_knowledge(tmp_path), ROW, other))
    assert any(message in line and "lighthouse-reviewer.yaml:" in line for line in found), found


def test_two_jobs_of_one_employer_are_two_rows(tmp_path: Path) -> None:
    assert said(ledger(write_knowledge(tmp_path), ROW, second(employer="Beacon"))) == []


@pytest.mark.parametrize(
    "difference",
    [
        {"published": "2025-04"},
        {"asks": {"board": "preferred", "degree": "required"}},
        {"details": {"travel": "Oregon"}},
        {"country": "CA"},
    ],
)
def test_a_second_job_of_one_title_differs_in_something(tmp_path: Path, difference: dict[str, object]) -> None:
    first = {**ROW, "details": {"travel": "Ohio"}}
    other = {**first, "id": "another", "source": "rule-1", **difference}
    assert said(ledger(write_knowledge(tmp_path), first, other)) == []


def test_a_count_without_a_row_is_a_problem(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path, lighthouse_reviewer=glance_page("{count: board}"))
    assert any("has no row" in line for line in said(root))


def test_a_count_of_something_unknown_is_a_problem(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path, lighthouse_reviewer=glance_page("{count: boards}"))
    assert any('Did you mean "board"?' in line for line in said(ledger(root, ROW)))


def test_usual_without_enough_rows_behind_it_is_refused(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path, lighthouse_reviewer=glance_page("{count: board, need: usual}"))
    assert any("1 of 1 rows ask for it" in line for line in said(ledger(root, ROW)))


def test_usual_without_a_count_is_a_problem(tmp_path: Path) -> None:
    line = "{value: ABMS, need: usual, sources: [posting-1]}"
    root = write_knowledge(tmp_path, lighthouse_reviewer=glance_page(line))
    assert any("usual, and no count" in line for line in said(root))


def test_not_asked_of_a_thing_that_a_row_asks_for_is_refused(tmp_path: Path) -> None:
    page = role(
        requirements="""requirements:
  - {level: law, about: licence, text: A license., sources: [rule-1]}
  - {level: not_asked, about: board, count: board, text: Boards.}"""
    )
    root = ledger(write_knowledge(tmp_path, lighthouse_reviewer=page), ROW)
    assert any("level not_asked, but 1 of its postings ask" in line for line in said(root))


@pytest.mark.parametrize(
    "text",
    [
        "asked in 3 of 5 postings",
        "None of the four field-medical postings names it",
        "Two of the five postings came from insiders",
        "both postings say so",
        "one 2026 posting asks",
        "In three postings it is preferred",
        "All of the 12 questionnaires end there",
        "7 out of 9 job ads",
    ],
)
def test_a_typed_count_of_postings_is_found(text: str) -> None:
    assert typed_count(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "A Pfizer posting of 2026 asks for it",
        "Read each posting before you apply",
        "Pfizer's 2026 posting asks for 5 years",
        "Three of five physicians left",
        "the postings we could read",
        "since 2024 postings say less",
    ],
)
def test_what_is_no_count_of_postings_is_left_alone(text: str) -> None:
    assert typed_count(text) is None


def test_typed_counts_are_found_in_front_matter_and_body(tmp_path: Path) -> None:
    page = role(summary="summary: You read files, as 3 of 5 postings say, and you sign them.")
    page = page.replace("Patience.", "Both postings name patience.")
    found = said(write_knowledge(tmp_path, lighthouse_reviewer=page))
    assert [("3 of 5 postings" in line, "Both postings" in line) for line in found] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("pay", "message"),
    [
        ("{p25: 2, median: 3, unit: USD/year, basis: all, sources: [posting-1]}", "p25 and p75 come together"),
        ("{n: 12, unit: USD/year, basis: all, sources: [posting-1]}", "quartiles"),
        ("{of: mine, low: 1, high: 2, unit: USD/year, basis: x, sources: [posting-1]}", "this_job, nearest, proxy"),
    ],
)
def test_a_pay_line_that_cannot_be_is_named(tmp_path: Path, pay: str, message: str) -> None:
    root = write_knowledge(tmp_path, lighthouse_reviewer=role(pay=f"pay:\n  - {pay}"))
    assert any(message in line for line in said(root)), said(root)


def test_a_year_that_no_source_has_is_a_problem(tmp_path: Path) -> None:
    pay = "{of: this_job, low: 1, high: 2, unit: USD/year, year: 2026, basis: all, sources: [posting-1]}"
    root = write_knowledge(tmp_path, lighthouse_reviewer=role(pay=f"pay:\n  - {pay}"))
    assert said(root) == []
    path = root / "sources" / "all.yaml"
    path.write_text(path.read_text().replace("published: 2025-03", "published: undated"))
    assert any("the year 2026 has no source that is dated" in line for line in said(root))


def test_an_undated_figure_says_so(tmp_path: Path) -> None:
    pay = "{of: proxy, p25: 2, median: 3, p75: 4, n: 9, unit: USD/year, basis: all, sources: [posting-1]}"
    root = write_knowledge(tmp_path, lighthouse_reviewer=role(pay=f"pay:\n  - {pay}"))
    front = loaded(root).require().role("lighthouse-reviewer").front
    assert [pay.when for pay in front.pay] == ["undated"]


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        row().employer = "Another"  # type: ignore[misc]


def test_lines_that_count_nothing_stay_as_they_are() -> None:
    front = RolePage.model_validate(yaml.safe_load(role().split("---")[1]))
    assert front.with_counts((row(),), TODAY) == front
