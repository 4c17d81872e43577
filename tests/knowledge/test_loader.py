from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.problems import Severity
from bot.pages.ui.card_rule import every_card_fits
from tests.written_pages import role, role_body, write_knowledge

TODAY = date(2026, 3, 1)


def messages(root: Path) -> list[str]:
    return [str(problem) for problem in load(root, TODAY).problems]


def test_a_valid_base_loads_without_problems(tmp_path: Path) -> None:
    loaded = load(write_knowledge(tmp_path), TODAY)
    assert loaded.problems == ()
    assert loaded.require().role("lighthouse-reviewer").title == "Lighthouse medical reviewer"


def test_all_mistakes_of_a_page_are_found_in_one_run_at_their_lines(tmp_path: Path) -> None:
    page = role(
        aliases="aliasses: [LMR]",
        sector="sector: lighthousess",
        pay="pay:\n  - {low: 240000, high: 190000, unit: USD/year, year: 2025, basis: base pay, sources: [nothing]}",
        ways_in="ways_in:\n  - {text: Write to a reviewer., price: free}",
        review_by="review_by: 2025-01-01",
    ).replace("Patience.", "Patience, 5 times.")
    root = write_knowledge(tmp_path, lighthouse_reviewer=page)
    path = root / "roles" / "lighthouse-reviewer.md"
    lines = path.read_text().splitlines()
    expected = {
        ("aliasses:", '"aliasses" is not a field of the format. Did you mean "aliases"?'),
        ("lighthousess", 'sector: there is no page "lighthousess"'),
        ("240000", "pay.1: low is above high"),
        ("[nothing]", 'there is no source "nothing"'),
        ("price: free", '"ways_in.1.price" is not a field of the format'),
        ("price: free", '"ways_in.1.cost" is missing'),
        ("2025-01-01", "review_by: it has to be later than reviewed"),
        ("Patience, 5", "this sentence holds a number and no [^source]: “Patience, 5 times.”"),
    }
    numbers = {text: next(i for i, line in enumerate(lines, start=1) if text in line) for text, _ in expected}
    assert set(messages(root)) == {f"{path}:{numbers[text]}: {message}" for text, message in expected}


def test_a_missing_page_and_a_missing_source_are_found_at_their_lines(tmp_path: Path) -> None:
    page = role(
        neighbours="neighbours:\n  - {role: nowhere, reason: none}",
        ways_in="ways_in:\n  - {text: Write., cost: free, sources: [no-such-source]}",
    )
    found = messages(write_knowledge(tmp_path, lighthouse_reviewer=page))
    assert any('neighbours: there is no page "nowhere"' in line for line in found)
    assert any('there is no source "no-such-source"' in line for line in found)


def test_a_neighbor_that_does_not_answer_is_a_problem(tmp_path: Path) -> None:
    one = role("One", aliases="", neighbours="neighbours:\n  - {role: two, reason: near}")
    two = role("Two", aliases="")
    found = messages(write_knowledge(tmp_path, one=one, two=two))
    assert len(found) == 1
    assert '"two" does not name "one" in return' in found[0]


def test_names_are_unique_across_pages(tmp_path: Path) -> None:
    found = messages(write_knowledge(tmp_path, one=role("One"), two=role("Two")))
    assert any('the name "LMR" is taken by one' in line for line in found)


def test_a_source_that_nobody_cites_is_a_problem(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    path = root / "sources" / "all.yaml"
    path.write_text(path.read_text() + path.read_text().split("- id: posting-1")[0].replace("rule-1", "lonely"))
    assert ['cites "lonely"' in line for line in messages(root)] == [True]


def test_a_page_that_says_nothing_of_what_is_not_asked_is_a_problem(tmp_path: Path) -> None:
    page = role(
        requirements="""requirements:
  - {level: law, about: licence, text: A license., sources: [rule-1]}
  - {level: helps, about: skill, text: Patience., sources: [posting-1]}"""
    )
    assert any("a not_required or not_asked line" in line for line in messages(write_knowledge(tmp_path, one=page)))


def test_a_requirement_of_law_needs_a_source_that_states_rules(tmp_path: Path) -> None:
    page = role(
        requirements="""requirements:
  - {level: law, about: licence, text: A license., sources: [posting-1]}
  - {level: not_required, about: certification, text: The Beacon., sources: [posting-1]}"""
    )
    found = messages(write_knowledge(tmp_path, one=page))
    assert any("level law needs a source of kind law, standard or official" in line for line in found)


def test_silence_of_a_posting_is_no_rule(tmp_path: Path) -> None:
    page = role(
        requirements="""requirements:
  - {level: law, about: licence, text: A license in any state., sources: [rule-1]}
  - {level: not_required, about: certification, text: The Beacon. Not named where we read., sources: [posting-1]}"""
    )
    assert any("not_asked, with its count" in line for line in messages(write_knowledge(tmp_path, one=page)))
    by_a_rule = page.replace("where we read., sources: [posting-1]", "where we read., sources: [rule-1]")
    assert messages(write_knowledge(tmp_path / "rule", one=by_a_rule)) == []


def test_a_requirement_never_rests_on_sellers_alone(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    path = root / "sources" / "all.yaml"
    path.write_text(path.read_text().replace("kind: law", "kind: law\n  seller: true"))
    assert any("rests only on publishers that sell" in line for line in messages(root))


def test_an_overdue_review_warns_and_still_loads(tmp_path: Path) -> None:
    loaded = load(write_knowledge(tmp_path), date(2100, 1, 1))
    assert loaded.base is not None
    assert [problem.severity for problem in loaded.problems] == [Severity.WARNING]


def test_a_review_in_the_future_is_a_problem(tmp_path: Path) -> None:
    loaded = load(write_knowledge(tmp_path), date(2025, 12, 31))
    assert loaded.base is None
    assert {problem.message for problem in loaded.problems} == {"reviewed is in the future"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no front matter", "a page begins with a line"),
        ("---\ntitle: x\n", "the front matter is not closed"),
        ("---\ntitle: x: y\n---\n", "the YAML cannot be read"),
        ("---\ntitle: x\ntitle: y\n---\n", '"title" is written twice'),
        ("---\n---\n", "the front matter is empty"),
        ("---\nreviewed: 2026-02-30\n---\n", "the YAML cannot be read"),
        ("---\n- a\n---\n", "has to be a set of fields"),
    ],
)
def test_unreadable_pages_say_why(tmp_path: Path, text: str, message: str) -> None:
    found = messages(write_knowledge(tmp_path, broken=text))
    assert any(message in line for line in found), found


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    (root / "roles" / "bytes.md").write_bytes(b"\xff\xfe\x00")
    assert any("the file is not UTF-8 text" in line for line in messages(root))


def test_a_file_name_with_capitals_is_refused(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    (root / "roles" / "UM_Director.md").write_text(role("Other", aliases=""))
    assert any("has to be lower-case words" in line for line in messages(root))


def test_a_number_without_a_citation_is_found(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    path = root / "roles" / "lighthouse-reviewer.md"
    path.write_text(path.read_text().replace("Patience.", "Patience, and 5 years."))
    number = next(i for i, line in enumerate(path.read_text().splitlines(), start=1) if "5 years" in line)
    assert messages(root) == [
        f"{path}:{number}: this sentence holds a number and no [^source]: “Patience, and 5 years.”"
    ]


def test_the_translation_table_has_at_least_five_lines(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    path = root / "roles" / "lighthouse-reviewer.md"
    path.write_text(path.read_text().replace("| Charting | documentation |\n", ""))
    assert any("has to be a table of at least 5 lines" in line for line in messages(root))


def test_sections_are_needed_in_their_order(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    path = root / "roles" / "lighthouse-reviewer.md"
    swapped = (
        path.read_text()
        .replace("## A week", "## X")
        .replace("## What you do", "## A week")
        .replace("## X", "## What you do")
    )
    path.write_text(swapped)
    assert any("have to stand in this order" in line for line in messages(root))
    path.write_text(swapped.replace("## A week", "## Something"))
    assert any('the section "## A week" is missing' in line for line in messages(root))


def test_an_empty_folder_says_what_to_set(tmp_path: Path) -> None:
    assert "set KNOWLEDGE_DIR" in messages(tmp_path)[0]
    assert "set KNOWLEDGE_DIR" in messages(tmp_path / "nowhere")[0]


def test_a_rule_of_cards_can_refuse_a_base(tmp_path: Path) -> None:
    from bot.knowledge.problems import Problem

    root = write_knowledge(tmp_path)
    loaded = load(root, TODAY, [lambda base: [Problem(next(iter(base.pages.values())).path, 1, "too long")]])
    assert loaded.base is None
    assert loaded.problems[0].message == "too long"


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    root = write_knowledge(tmp_path)
    first = load(root, TODAY).require().version
    assert load(root, TODAY).require().version == first
    path = root / "roles" / "lighthouse-reviewer.md"
    path.write_text(path.read_text().replace("Patience.", "Much patience."))
    assert load(root, TODAY).require().version != first


def test_the_sample_body_is_long_enough() -> None:
    assert len(role_body().split()) > 350


def test_a_word_of_advertising_is_a_problem_at_its_line_and_may_be_quoted(tmp_path: Path) -> None:
    quoted = role().replace("Patience.", "Patience, though they call it a “dream job” and “life-changing”.")
    assert messages(write_knowledge(tmp_path / "quoted", lighthouse_reviewer=quoted)) == []
    praised = role().replace("Patience.", "Patience: it is a dream job.")
    [found] = messages(write_knowledge(tmp_path / "praised", lighthouse_reviewer=praised))
    assert found.endswith('"dream job" is a word of advertising; say plainly what is meant')
    line = next(number for number, text in enumerate(praised.splitlines(), start=1) if "dream job" in text)
    assert f"lighthouse-reviewer.md:{line}:" in found


def test_a_card_that_does_not_fit_is_a_problem(tmp_path: Path) -> None:
    page = role().replace("Patience.", f"Patience{'-and-patience' * 280}.")
    root = write_knowledge(tmp_path, lighthouse_reviewer=page)
    [problem] = [one for one in load(root, TODAY, [every_card_fits]).problems if "does not fit" in one.message]
    assert problem.path.name == "lighthouse-reviewer.md"
    assert "too long for one screen of a card" in problem.message
    assert [one for one in load(root, TODAY).problems if "does not fit" in one.message] == []
