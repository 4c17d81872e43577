"""`tollfree` in a terminal: plain sentences, exit codes, no tracebacks."""

import json
import re
import socket
from pathlib import Path

import pytest

from tests.cli.running import tollfree, tollfree_process, tollfree_until
from tests.written_pages import role, write_knowledge

OTHER_KINDS = ("standard", "official", "body", "research", "survey", "press", "community")


def write_ledger(pages: Path, title: str = "Reviewer") -> None:
    """Write a ledger of one row."""
    (pages / "postings").mkdir()
    (pages / "postings" / "lighthouse-reviewer.yaml").write_text(f"""- id: beacon
  source: posting-1
  employer: Beacon
  title: {title}
  kind: posting
  country: US
  published: 2025-03
  read: 2026-01-02
  seen: full
  asks: {{degree: required}}
""")


WRONG_SETTING = 78


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def test_help_names_every_command(tmp_path: Path) -> None:
    result = tollfree("--help", cwd=tmp_path)
    assert result.returncode == 0
    for command in ("run", "demo", "check", "sync", "migrate", "schema"):
        assert re.search(rf"\b{command}\b", result.stdout)


def test_run_without_a_token_says_where_to_put_one(tmp_path: Path, pages: Path) -> None:
    result = tollfree_process("run", cwd=tmp_path, KNOWLEDGE_DIR=str(pages))
    assert result.returncode == WRONG_SETTING
    assert result.stderr.startswith("DISCORD_TOKEN is not set. Copy .env.example to .env")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("log", ["console", "json"])
def test_run_without_discord_in_reach_says_so_and_waits_until_it_is_to_end(
    tmp_path: Path, pages: Path, sqlite_url: str, log: str
) -> None:
    environment = {
        "KNOWLEDGE_DIR": str(pages),
        "DATABASE_URL": sqlite_url,
        "DISCORD_TOKEN": "x",
        "HTTPS_PROXY": "http://127.0.0.1:1",
    }
    if log == "console":
        environment["LOG_FORMAT"] = log  # without a terminal it is JSON
    result = tollfree_until("I go on trying", "run", cwd=tmp_path, **environment)
    assert result.returncode == 0
    *lines, last = result.stderr.strip().splitlines()
    assert "Discord cannot be reached" in last, result.stderr
    assert "Traceback" not in result.stderr
    if log == "json":
        assert [json.loads(line)["level"] for line in lines] == ["info"] * len(lines)
        assert json.loads(last)["level"] == "warning"
    else:
        assert not [line for line in (*lines, last) if line.startswith("{")]


def test_run_with_an_unusable_database_says_so(tmp_path: Path, pages: Path) -> None:
    result = tollfree_process(
        "run", cwd=tmp_path, KNOWLEDGE_DIR=str(pages), DISCORD_TOKEN="x", DATABASE_URL="sqlite:///nowhere/t.db"
    )
    assert result.returncode == WRONG_SETTING
    assert "The database sqlite:///nowhere/t.db cannot be used: unable to open database file." in result.stderr
    assert "Traceback" not in result.stderr


def test_run_with_a_sentry_that_cannot_be_used_says_so(tmp_path: Path, pages: Path) -> None:
    result = tollfree_process("run", cwd=tmp_path, KNOWLEDGE_DIR=str(pages), DISCORD_TOKEN="x", SENTRY_DSN="somewhere")
    assert result.returncode == WRONG_SETTING
    assert result.stderr.strip().splitlines()[-1].startswith("SENTRY_DSN is no DSN.")
    assert "Traceback" not in result.stderr


def test_run_with_a_broken_page_names_the_line(tmp_path: Path) -> None:
    pages = write_knowledge(tmp_path / "knowledge", one=role(sector="sector: nowhere"))
    result = tollfree_process("run", cwd=tmp_path, KNOWLEDGE_DIR=str(pages), DISCORD_TOKEN="x")
    assert result.returncode == WRONG_SETTING
    assert 'knowledge/roles/one.md:4: sector: there is no page "nowhere"' in result.stderr
    assert "Nothing was started." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    result = tollfree("check", cwd=tmp_path, LOG_LEVEL="loud", REPOSITORY_URL="not an address")
    assert result.returncode == WRONG_SETTING
    assert "LOG_LEVEL: it may be debug, info, warning or error." in result.stderr
    assert "REPOSITORY_URL:" in result.stderr


def test_settings_come_from_a_dotenv_file(tmp_path: Path, pages: Path) -> None:
    (tmp_path / ".env").write_text(f"KNOWLEDGE_DIR={pages}\n")
    result = tollfree("check", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout.startswith("2 pages, 2 sources")


def test_check_prints_counts_and_no_problem(tmp_path: Path, pages: Path) -> None:
    result = tollfree("check", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 0
    assert "2 pages, 2 sources" in result.stdout
    assert "roles: 1 pages, 0 past review; citations: law 50%, employer 50%" in result.stdout
    assert "2 requirements of roles, by their strongest source: law 50%, employer 50%" in result.stdout
    assert "100% of them rest on" in result.stdout


def test_check_prints_what_stands_behind_the_pages(tmp_path: Path, pages: Path) -> None:
    said = tollfree("check", "--knowledge", str(pages), cwd=tmp_path).stdout
    assert "0 postings read; roles with 8 or more read to the end: 0, with 4: 0" in said
    assert "lighthouse-reviewer: 0 rows, 0 full, 0 employers; pay: nearest" in said
    assert '"usual" without a count: 0; typed counts: 0' in said


def test_check_prints_json_for_other_programs(tmp_path: Path, pages: Path) -> None:
    write_ledger(pages)
    result = tollfree("check", "--json", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 0
    assert json.loads(result.stdout) == {
        "valid": True,
        "problems": [],
        "postings": {"lighthouse-reviewer": {"rows": 1, "full": 1, "employers": 1, "laws": 0, "full_laws": 0}},
        "pay": {"lighthouse-reviewer": "nearest"},
        "usual_without_count": 0,
        "typed_counts": 0,
        "claims_by_kind": {"law": 2, "employer": 6} | dict.fromkeys(OTHER_KINDS, 0),
        "states": {},
    }


def test_check_prints_problems_as_json(tmp_path: Path, pages: Path) -> None:
    write_ledger(pages, title="x")
    result = tollfree("check", "--json", "--knowledge", "knowledge", cwd=pages.parent)
    assert result.returncode == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["path"], problem["line"]) == ("knowledge/postings/lighthouse-reviewer.yaml", 4)
    assert problem["severity"] == "error"
    assert "title" in problem["message"]


def test_check_prints_a_line_for_each_of_five_mistakes(tmp_path: Path) -> None:
    page = role(
        aliases="aliasses: [LMR]",
        sector="",
        pay="pay:\n  - {low: 1, high: 2, unit: dollars, year: 2025, basis: base pay, sources: [posting-1]}",
        ways_in="ways_in:\n  - {text: Write to a reviewer.}",
        fit="fit: {training: none, licence: any_state, board: unknown, img_open: unknown, remote: unknown, "
        "hours: full_time, likes: [detail]}",
    )
    write_knowledge(tmp_path / "knowledge", one=page)
    result = tollfree("check", "--knowledge", "knowledge", cwd=tmp_path)
    assert result.returncode == 1
    lines = [line for line in result.stdout.splitlines() if re.match(r"knowledge/roles/one\.md:\d+: ", line)]
    assert len(lines) == 5, result.stdout
    assert any("such as USD/year" in line for line in lines)


def test_an_overdue_review_warns_and_exits_with_zero(tmp_path: Path) -> None:
    page = role(reviewed="reviewed: 2020-01-01", review_by="review_by: 2020-07-01")
    write_knowledge(tmp_path / "knowledge", one=page)
    result = tollfree("check", "--knowledge", "knowledge", cwd=tmp_path)
    assert result.returncode == 0
    assert "warning: review was due on 2020-07-01" in result.stdout


def test_migrate_makes_the_database(tmp_path: Path) -> None:
    for _ in range(2):
        result = tollfree("migrate", cwd=tmp_path, DATABASE_URL="sqlite:///made.db")
        assert result.returncode == 0
        assert result.stdout.strip() == "The database is at the newest revision."
    assert (tmp_path / "made.db").exists()


def test_the_demo_on_a_port_in_use_says_so(tmp_path: Path, pages: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = tollfree("demo", "--no-browser", "--port", str(port), "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 1
    assert f"Port {port} is in use on this machine." in result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_of_a_page_that_does_not_exist_says_so(tmp_path: Path, pages: Path) -> None:
    result = tollfree("demo", "--no-browser", "--page", "roles/nowhere", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 1
    assert "I have no page called “nowhere”" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_prints_its_figures(tmp_path: Path, pages: Path) -> None:
    result = tollfree("demo", "--stats", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 0
    assert re.search(r"process start to ready: \d+\.\d\d s, with 2 pages", result.stdout)
    assert re.search(r"resident memory: \d+ MB", result.stdout)
