"""What lies about in a folder of pages, and what a file may hold: one line each, at once, and the bot goes on."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.knowledge.files import knowledge_files
from bot.knowledge.library import Library
from bot.knowledge.loader import load
from bot.knowledge.problems import Severity
from bot.knowledge.report import check_lines
from tests.fakes import FakeClock
from tests.simulated import SHIPPED
from tests.written_pages import role, write_knowledge

TODAY = date(2026, 3, 1)
REVIEWED = date(2026, 1, 2)
"""As the pages of these tests say."""
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")
)
BROKEN = {
    "aliases that explode": LAUGHS,
    "a thing that holds itself": "a: &a [*a]\n",
    "nesting in one line": "a: " + "[" * 5000 + "]" * 5000 + "\n",
    "nesting over lines": "".join(" " * n + "a:\n" for n in range(600)),
    "lists in lists": "- " * 2000 + "x\n",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


@pytest.mark.parametrize("front", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("where", ["roles/odd.md", "sources/odd.yaml", "postings/lighthouse-reviewer.yaml"])
def test_yaml_that_grows_or_nests_without_end_is_one_line_within_a_second(pages: Path, where: str, front: str) -> None:
    path = pages / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\n{front}---\n" if path.suffix == ".md" else front)
    began = time.process_time()
    problems = [problem for problem in load(pages, TODAY).problems if problem.path == path]
    assert time.process_time() - began < 1
    assert len(problems) == 1
    assert "the YAML cannot be read: " in problems[0].message


@pytest.mark.parametrize(
    "name",
    ["roles/._lighthouse-reviewer.md", "roles/.#new.md", "roles/new.markdown", "roles/new.MD", "roles/new.md~",
     "sources/new.yml", "roles/.DS_Store"],
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_ignored_with_a_warning(pages: Path, name: str) -> None:
    (pages / name).write_bytes(b"\0\5\x16\7\xff")
    loaded = load(pages, TODAY)
    assert loaded.base is not None
    assert [(one.path, one.severity) for one in loaded.problems] == [(pages / name, Severity.WARNING)]
    assert "this is ignored: " in loaded.problems[0].message


def test_emacs_lock_on_a_page_which_points_at_nothing_stops_no_reload(pages: Path) -> None:
    library = Library(pages, FakeClock(datetime(2026, 3, 1, tzinfo=UTC)))
    (pages / "roles" / ".#lighthouse-reviewer.md").symlink_to("me@here.1234:1")
    (pages / "roles" / "lighthouse-reviewer.md").write_text(role(title="A new title"))
    loaded = library.refresh()
    assert loaded is not None
    assert library.current.role("lighthouse-reviewer").title == "A new title"


@pytest.mark.parametrize("name", ["roles/deeper", "roles/deeper.md"])
def test_a_folder_among_the_pages_is_ignored_with_a_warning(pages: Path, name: str) -> None:
    (pages / name).mkdir()
    (pages / name / "new.md").write_text("x")
    loaded = load(pages, TODAY)
    assert loaded.base is not None
    assert ["it is a folder" in one.message for one in loaded.problems] == [True]


def test_a_mark_before_the_text_is_no_part_of_it(pages: Path) -> None:
    for path in (pages / "roles" / "lighthouse-reviewer.md", *(pages / "sources").glob("*.yaml")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(pages, TODAY).problems == ()


def test_a_page_of_something_else_is_some_lines_within_a_second(pages: Path) -> None:
    path = pages / "roles" / "odd.md"
    path.write_text("---\n" + "".join(f"k{number}: {number}\n" for number in range(9000)) + "---\n")
    began = time.process_time()
    problems = [problem for problem in load(pages, TODAY).problems if problem.path == path]
    assert time.process_time() - began < 1
    assert len(problems) < 60
    assert any("more problems like these" in problem.message for problem in problems)


@pytest.mark.parametrize("length", [49, 79, 200])
def test_a_file_name_that_no_custom_id_can_hold_is_refused(pages: Path, length: int) -> None:
    (pages / "roles" / f"{'a' * length}.md").write_text(role())
    problems = load(pages, TODAY).problems
    assert [one.message.endswith("is too long: 48 letters at most, without the ending") for one in problems] == [True]


@pytest.mark.parametrize(
    ("page", "as_file"),
    [
        ("sectors/lighthouses.md", f"{'lighthouses-' * 8}too.md"),
        ("sectors/lighthouses.md", "The Lighthouses.md"),
        ("roles/lighthouse-reviewer.md", "It.md"),
    ],
)
def test_a_page_by_a_name_that_no_page_has_is_one_line_whatever_leads_to_it(
    pages: Path, page: str, as_file: str
) -> None:
    renamed = (pages / page).rename((pages / page).with_name(as_file))
    assert [one.path for one in load(pages, TODAY).problems] == [renamed]


@pytest.mark.parametrize("file", ["sectors/lighthouses.md", "roles/lighthouse-reviewer.md", "sources/all.yaml"])
@pytest.mark.parametrize("end", [b"\xff", b"\n: [\n"], ids=["not UTF-8", "no YAML"])
def test_a_file_that_cannot_be_read_is_one_line_whatever_it_holds(pages: Path, file: str, end: bytes) -> None:
    path = pages / file
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"---\n", b"---" + end, 1) if path.suffix == ".md" else whole + end)
    assert [one.path for one in load(pages, TODAY).problems] == [path]


def test_the_running_bot_keeps_its_pages_and_reads_the_next_edit(pages: Path) -> None:
    library = Library(pages, FakeClock(datetime(2026, 3, 1, tzinfo=UTC)))
    page = pages / "roles" / "lighthouse-reviewer.md"
    whole, before = page.read_text(), library.current
    for front in BROKEN.values():
        page.write_text(f"---\n{front}---\n")
        loaded = library.refresh()
        assert loaded is not None
        assert loaded.base is None
        assert library.current is before
    page.write_text(whole.replace("Lighthouse medical reviewer", "A new title"))
    library.refresh()
    assert library.current.role("lighthouse-reviewer").title == "A new title"


def test_a_review_dated_today_in_sydney_is_none_in_the_future(pages: Path) -> None:
    today = REVIEWED - timedelta(days=1)
    later = [one for one in load(pages, today).problems if "future" in one.message]
    assert later == []


def test_a_clock_that_is_years_off_is_said_once(tmp_path: Path) -> None:
    more = {f"role_{number}": role(title=f"Reviewer {number}").replace("[LMR]", f"[L{number}]") for number in range(6)}
    pages = write_knowledge(tmp_path / "knowledge", **more)
    said = [
        one.message
        for one in load(pages, date(2000, 1, 1)).problems
        if "clock" in one.message or "future" in one.message
    ]
    assert said == ["this machine's clock says 2000-01-01, and 7 pages were reviewed later: set the clock"]


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x9b", "\u202e", "\uffff"])
@pytest.mark.parametrize("where", ["roles/lighthouse-reviewer.md", "sources/lighthouse.yaml"])
def test_a_character_that_nobody_sees_is_one_line_at_its_place(pages: Path, where: str, sign: str) -> None:
    path = pages / where
    lines = path.read_text().splitlines() if path.exists() else ["- id: odd"]
    path.write_text("\n".join([*lines, f"Two{sign} words."]))
    [problem] = [problem for problem in load(pages, TODAY).problems if problem.path == path]
    assert (problem.line, f"U+{ord(sign):04X}" in str(problem)) == (len(lines) + 1, True)


def test_a_pipe_or_a_device_among_the_pages_is_not_read_without_end(pages: Path) -> None:
    os.mkfifo(pages / "roles" / "pipe.md")
    (pages / "roles" / "endless.md").symlink_to("/dev/zero")
    found = [str(problem) for problem in load(pages, TODAY).problems if problem.path.stem in {"pipe", "endless"}]
    assert len(found) == 2
    assert all("no ordinary file" in words for words in found)


@pytest.mark.parametrize("file", ["roles/odd.md", "sources/odd.yaml", "postings/odd.yaml", "states/odd.yaml"])
def test_a_file_of_ten_megabytes_is_refused_by_its_size_in_one_line_within_a_second(pages: Path, file: str) -> None:
    (pages / file).parent.mkdir(exist_ok=True)
    (pages / file).write_bytes(b"- a: b\n" * 1_500_000)
    began = time.process_time()
    [problem] = load(pages, TODAY).problems
    assert time.process_time() - began < 1
    assert (problem.path, problem.message) == (
        pages / file,
        "the file cannot be read: it has more than 256 KB; divide it",
    )


def test_the_longest_file_that_ships_is_far_from_too_large() -> None:
    assert max(path.stat().st_size for path in knowledge_files(SHIPPED)) < 128_000


def test_a_list_of_something_else_is_some_lines(pages: Path) -> None:
    (pages / "sources" / "odd.yaml").write_text("- a: b\n" * 5000)
    problems = [problem for problem in load(pages, TODAY).problems if problem.path.name == "odd.yaml"]
    assert len(problems) < 60
    assert problems[-1].message == "what follows was not checked; mend these first"


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[2J", "\u2028", "\u202e"])
def test_a_file_by_a_name_of_two_lines_is_told_on_one(pages: Path, sign: str) -> None:
    (pages / "roles" / f"two{sign}lines.md").write_text(role())
    [line] = check_lines(load(pages, TODAY), TODAY)
    assert "has to be lower-case words joined by hyphens" in line
    assert line.isprintable()
