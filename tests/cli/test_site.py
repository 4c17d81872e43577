"""`tollfree site` in a terminal."""

import os
import re
import signal
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.knowledge.loader import load
from bot.pages.service.site_links import page_path
from tests import patience
from tests.cli.running import ROOT, tollfree
from tests.site.html import seen, target
from tests.warm_processes import WarmProcess
from tests.written_pages import write_knowledge


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def test_a_small_folder_of_pages_becomes_a_site_without_a_broken_link(tmp_path: Path, pages: Path) -> None:
    result = tollfree("site", "out", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    out = tmp_path / "out"
    assert re.match(r"out: \d+ pages, \d+ files, [\d.]+ MB, from pages of version \w+\.", result.stdout)
    for path in out.rglob("*.html"):
        here = path.relative_to(out).as_posix()
        for link in seen(path.read_bytes()).links:
            if not link.startswith("http"):
                file, _ = target(here, link)
                assert (out / file).is_file(), (here, link)


def test_pages_with_a_problem_leave_the_earlier_site_as_it_was(tmp_path: Path, pages: Path) -> None:
    assert tollfree("site", "out", "--knowledge", str(pages), cwd=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    page = next((pages / "roles").glob("*.md"))
    page.write_text(page.read_text().replace("sources: [rule-1]", "sources: [no-such-rule]"))
    result = tollfree("site", "out", "--knowledge", str(pages), cwd=tmp_path)
    assert result.returncode != 0
    assert "no-such-rule" in result.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_folder_with_other_things_and_no_folder_are_said_in_a_sentence(tmp_path: Path, pages: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "one.txt").write_text("mine")
    used = tollfree("site", "thesis", "--knowledge", str(pages), cwd=tmp_path)
    assert used.returncode == 1
    assert "holds files that are no earlier site" in used.stderr
    nowhere = tollfree("site", "--knowledge", str(pages), cwd=tmp_path)
    assert nowhere.returncode == 1
    assert "Say where it goes" in nowhere.stderr


def test_serve_shows_the_site_on_this_machine_and_leaves_nothing(tmp_path: Path, pages: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    said = tmp_path / "said"
    os.mkfifo(said)
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = ("bot", "site", "--serve", "--knowledge", str(pages))
    process = WarmProcess(*command, folder=ROOT, environment=environment, output=said, errors=tmp_path / "errors")
    with said.open() as lines:
        address = next(match[0] for line in lines if (match := re.search(r"http://\S+", line)))
        with urlopen(address) as answer:  # noqa: S310 - our own server
            assert b"<h1>" in answer.read()
        assert list(scratch.iterdir())
        process.send_signal(signal.SIGINT)
        process.join(patience.SECONDS)
    assert list(scratch.iterdir()) == []


def test_the_link_of_a_card_is_where_the_page_lies(tmp_path: Path, pages: Path) -> None:
    tollfree("site", "out", "--knowledge", str(pages), cwd=tmp_path)
    for page in load(pages, date(2026, 11, 30)).require().pages.values():
        assert (tmp_path / "out" / page_path(page)).is_file()
