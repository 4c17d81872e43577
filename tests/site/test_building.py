"""The site is written whole or not at all, and the same each time."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.knowledge.loader import load
from bot.site.engine.rendering import Renderer
from bot.site.service.building import SiteOptions, build_site
from bot.site.service.publishing import MARKER, FolderInUse, FolderUnwritable, publish
from bot.site.service.searching import SearchFailed, index_pages
from tests.written_pages import write_knowledge

_MOST_SECONDS = 20
_SOME = {"index.html": b"<p>Hello</p>", "roles/one.html": b"<p>One</p>"}


def _no_index(_: Path) -> bool:
    return False


def test_the_whole_build_is_quick(processor_seconds_of_build: float) -> None:
    assert processor_seconds_of_build < _MOST_SECONDS, "processor time, so that a busy machine does not fail it"


def test_a_site_built_again_has_the_same_bytes(today: date, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    pages = write_knowledge(tmp_path / "knowledge")
    for folder in folders:
        base = load(pages, today).require()
        assert publish(build_site(base, SiteOptions(today)), folder, index_pages).has_search
    one, other = (
        {str(path.relative_to(folder)): _digest(path) for path in folder.rglob("*") if path.is_file()}
        for folder in folders
    )
    assert one == other
    assert "pagefind/pagefind.js" in one


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_address_stands_in_feeds_and_in_no_page(today: date, tmp_path: Path) -> None:
    base, address = load(write_knowledge(tmp_path / "knowledge"), today).require(), "https://notes.example.org/site"
    files, placed = build_site(base, SiteOptions(today)), build_site(base, SiteOptions(today, url=address))
    assert all(placed[path] == files[path] for path in files if path.endswith(".html"))
    assert address.encode() in placed["feeds/all.xml"]
    assert address.encode() in placed["calendars/all.ics"]


def test_a_new_site_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish({**_SOME, "gone.html": b""}, out, _no_index)
    done = publish(_SOME, out, _no_index)
    assert done.files == 2
    assert not done.has_search
    assert sorted(path.name for path in out.rglob("*.html")) == ["index.html", "one.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"], "nothing is left beside it"


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(FolderInUse):
        publish(_SOME, tmp_path, _no_index)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_error_while_indexing_leaves_the_earlier_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(_SOME, out, _no_index)

    def fails(_: Path) -> bool:
        raise SearchFailed("no room")

    with pytest.raises(SearchFailed):
        publish({"index.html": b"new"}, out, fails)
    assert (out / "index.html").read_bytes() == _SOME["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (out / MARKER).is_file()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable, match="cannot be written"):
        publish(_SOME, tmp_path / "file" / "site", _no_index)


def test_a_template_that_names_what_is_not_there_makes_no_page() -> None:
    with pytest.raises(UndefinedError):
        Renderer({}).page("list.html", "x.html", "A title")
