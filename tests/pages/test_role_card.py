"""The role card as text: its first screen, whose pay, marks and sources."""

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.link_log import LINKS_FILE, LinkLog
from bot.knowledge.link_states import LinkResult, Outcome
from bot.knowledge.loader import load
from bot.pages.ui.card import Card
from bot.pages.ui.cards import build_card
from bot.pages.ui.pay_words import short_pay
from tests.knowledge.ledger import write_ledger
from tests.written_pages import role, write_knowledge

TODAY = date(2026, 11, 30)
ROLE = "lighthouse-reviewer"


def base_of(root: Path, page: str, *rows: dict[str, object]) -> KnowledgeBase:
    write_knowledge(root, lighthouse_reviewer=page)
    return load(write_ledger(root, ROLE, rows), TODAY).require()


def row(number: int, **asks: str) -> dict[str, object]:
    return {
        "id": f"job-{number}",
        "source": "posting-1" if number == 1 else "rule-1",
        "employer": f"Employer {number}",
        "title": f"Reviewer {number}",
        "kind": "posting",
        "country": "US",
        "published": "2025-03",
        "read": date(2026, 11, 22),
        "seen": "full" if number == 1 else "partial",
        "asks": asks,
    }


def section(card: Card, key: str) -> str:
    (screen,) = card.screens(card.section(key))
    return "\n".join(screen.blocks)


COUNTED = role(first_step="first_step: Write to one reviewer.").replace(
    "  board_certification: {value: unknown}", "  board_certification: {count: board, need: required}"
)


def test_the_first_screen_says_what_it_is_takes_pays_and_how_sure_we_are(tmp_path: Path) -> None:
    base = base_of(tmp_path, COUNTED, row(1, board="required"), row(2, board="preferred"))
    assert section(build_card(base, ROLE, TODAY), "glance").splitlines() == [
        "You read keepers' health files and decide who is fit to serve.",
        "**Could I get it**",
        "License: any state · *by law*\u202f²",
        "Board: asked in 1 of 2 postings read; preferred in 1",
        "Residency: finished · *required*\u202f¹",
        "**Pays** No figure for this job. Nearest: $190,000–240,000 a year (2025): base pay\u202f¹",
        "**First step** Write to one reviewer.",
        "**How sure are we** 2 jobs read, 1 to the end, newest 2025-03; not a sample of the market. "
        "Unknown: experience, remote, travel, hours.",
    ]


def test_laws_on_who_may_hold_a_job_are_no_jobs_that_were_read(tmp_path: Path) -> None:
    law = row(2, board="required") | {"kind": "law"}
    text = section(build_card(base_of(tmp_path, COUNTED, row(1, board="required"), law), ROLE, TODAY), "glance")
    assert "Board: asked in the one posting read" in text
    assert "1 job read, 1 to the end, newest 2025-03, and 1 law on who may hold it; not a sample" in text


def test_gates_that_say_the_same_stand_on_one_line(tmp_path: Path) -> None:
    page = COUNTED.replace(
        "residency: {value: finished, need: required, sources: [posting-1]}", "residency: {count: residency}"
    )
    text = section(
        build_card(base_of(tmp_path, page, row(1, board="required", residency="required")), ROLE, TODAY), "glance"
    )
    assert "Board, residency: asked in the one posting read" in text


def test_without_a_row_and_a_first_step_it_says_so_and_offers_a_free_way(tmp_path: Path) -> None:
    text = section(build_card(base_of(tmp_path, role()), ROLE, TODAY), "glance")
    assert "**First step** Write to a reviewer." in text
    assert "**How sure are we** No posting of this job was read." in text


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("this_job", "**Pays** $1–2 a year (undated, Ohio, n = 12): all of it"),
        ("nearest", "**Pays** No figure for this job. Nearest: $1–2 a year"),
        ("proxy", "**Pays** No figure for this job. Another occupation: $1–2 a year"),
    ],
)
def test_pay_says_whose_it_is(tmp_path: Path, of: str, words: str) -> None:
    pay = f"{{of: {of}, low: 1, high: 2, unit: USD/year, place: Ohio, n: 12, basis: all of it, sources: [posting-1]}}"
    base = base_of(tmp_path, role(pay=f"pay:\n  - {pay}"))
    assert words in section(build_card(base, ROLE, TODAY), "glance")


def test_this_jobs_pay_comes_before_any_other_and_its_caveat_is_short_in_lists(tmp_path: Path) -> None:
    line = "{{of: {}, median: {}, unit: USD/year, year: 2025, basis: b, sources: [posting-1]}}"
    lines = "\n".join(f"  - {line.format(*one)}" for one in (("proxy", 3), ("nearest", 2), ("this_job", 1)))
    base = base_of(tmp_path, role(pay=f"pay:\n{lines}"))
    text = section(build_card(base, ROLE, TODAY), "pay")
    assert [text.index(f"median ${number} ") for number in (1, 2, 3)] == sorted(
        text.index(f"median ${n} ") for n in (1, 2, 3)
    )
    assert short_pay(base.role(ROLE).front) == "median $1 a year (2025)"


def test_a_role_without_pay_says_so(tmp_path: Path) -> None:
    base = base_of(tmp_path, role(pay=""))
    assert "**Pays** No figure in any source we read." in section(build_card(base, ROLE, TODAY), "glance")
    assert short_pay(base.role(ROLE).front) == "pay unknown"


def test_the_sources_name_the_jobs_that_were_counted_and_one_legend(tmp_path: Path) -> None:
    base = base_of(tmp_path, COUNTED, row(1, board="required"), row(2, board="required"))
    text = section(build_card(base, ROLE, TODAY), "sources")
    assert "² law · [A rule](<https://example.org/rule>) · 2024" in text
    assert "- [Employer 1: Reviewer 1](<https://example.org/posting>) · posting · 2025-03 · read to the end" in text
    assert "not a sample of the market" in text
    assert text.count("Kinds of evidence") == 1
    assert "-# law: a statute or regulation" in text


def test_requirements_carry_marks_and_no_line_of_sources(tmp_path: Path) -> None:
    text = section(build_card(base_of(tmp_path, role()), ROLE, TODAY), "asks")
    assert "- **License.** A licence in any state.\u202f²" in text
    assert "https://" not in text


@pytest.mark.parametrize(
    ("outcome", "note"),
    [
        (Outcome.OK, None),
        (Outcome.MOVED, "[moved](<https://example.org/new>)"),
        (Outcome.BLOCKED, "opens for people only; read Jan 2, 2026"),
        (Outcome.UNSURE, "did not answer on Nov 1, 2026; read Jan 2, 2026"),
    ],
)
def test_sources_say_what_their_addresses_have_come_to(tmp_path: Path, outcome: Outcome, note: str | None) -> None:
    moved = "https://example.org/new" if outcome is Outcome.MOVED else None
    LinkLog(tmp_path / LINKS_FILE).append(LinkResult("https://example.org/rule", 200, "2026-11-01", outcome, moved))
    text = section(build_card(base_of(tmp_path, role()), ROLE, TODAY), "sources")
    line = next(one for one in text.splitlines() if "A rule" in one)
    assert line.endswith(note or "· 2024")


def test_a_law_that_is_gone_is_said_on_its_pages(tmp_path: Path) -> None:
    log = LinkLog(tmp_path / LINKS_FILE)
    for day in ("2026-11-01", "2026-11-04", "2026-11-07"):
        log.append(LinkResult("https://example.org/rule", 404, day, Outcome.MISSING))
    card = build_card(base_of(tmp_path, role()), ROLE, TODAY)
    assert "gone; read Jan 2, 2026" in section(card, "sources")
    assert any("Changed or gone since it was read: A rule." in note for note in card.notes)


def test_a_kept_copy_stands_beside_the_address(tmp_path: Path) -> None:
    base_of(tmp_path, role())
    path = tmp_path / "sources" / "all.yaml"
    kept = "  archived: {url: https://archive.example.org/1, date: 2026-01-02}\n"
    path.write_text(path.read_text() + kept)
    base = load(tmp_path, TODAY).require()
    assert "[kept copy, Jan 2, 2026](<https://archive.example.org/1>)" in section(
        build_card(base, ROLE, TODAY), "sources"
    )
