"""copy, backup, restore and export in a terminal."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import tollfree, tollfree_process
from tests.databases import RunFolder, migrated_file

SERVER = 1_100_000_000_000_000_000


@pytest.fixture
def data(run_folder: RunFolder, tmp_path: Path) -> Path:
    """Give a folder with a database that has something in it."""
    shutil.copyfile(migrated_file(run_folder), tmp_path / "tollfree.db")
    with closing(sqlite3.connect(tmp_path / "tollfree.db")) as connection:
        connection.execute(
            "INSERT INTO gaps (guild_id, page_id, question, filed_at) VALUES (?, 'a', 'why?', ?)",
            (SERVER, "2026-11-22 12:00:00.000000"),
        )
        connection.commit()
    return tmp_path


def test_a_backup_is_taken_refused_twice_and_restored(data: Path) -> None:
    first = tollfree("backup", "b.db", cwd=data)
    assert first.returncode == 0
    assert first.stdout.startswith("Backed up sqlite:///tollfree.db at revision ")
    second = tollfree("backup", "b.db", cwd=data)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.strip() == "b.db is there already. Take another name, or --force to replace it."
    refused = tollfree("restore", "b.db", cwd=data)
    assert refused.returncode == 1
    assert "tollfree.db has data already; nothing was changed." in refused.stderr
    restored = tollfree("restore", "b.db", "--force", cwd=data)
    assert restored.returncode == 0
    assert "What was there is kept as tollfree.db.before-restore-" in restored.stdout
    assert tollfree("gaps", cwd=data).stdout.strip().startswith("1  nearest page: a")


def test_a_copy_prints_its_counts_and_leaves_the_source(data: Path) -> None:
    copied = tollfree("copy", "sqlite:///tollfree.db", "sqlite:///other.db", cwd=data)
    assert copied.returncode == 0
    assert "        1  gaps" in copied.stdout.splitlines()
    assert tollfree("gaps", cwd=data, DATABASE_URL="sqlite:///other.db").stdout.strip().startswith("1  nearest")
    again = tollfree("copy", "sqlite:///tollfree.db", "sqlite:///other.db", cwd=data)
    assert again.returncode == 1
    assert "sqlite:///other.db has data already; nothing was changed." in again.stderr


def test_an_address_that_cannot_be_used_is_named_as_from_or_to(data: Path) -> None:
    result = tollfree("copy", "sqlite:///tollfree.db", "mysql://me:hush@host/x", cwd=data)
    assert result.returncode == 78
    assert 'TO begins with "mysql", which I cannot use.' in result.stderr
    assert "hush" not in result.stderr


def test_an_export_goes_to_the_terminal_or_to_a_new_file(data: Path) -> None:
    shown = tollfree("export", "--server", str(SERVER), cwd=data)
    assert json.loads(shown.stdout)["gaps"][0]["guild_id"] == str(SERVER)
    assert tollfree("export", "--server", str(SERVER), "--out", "e.json", cwd=data).returncode == 0
    assert (data / "e.json").read_text() == shown.stdout
    assert (data / "e.json").stat().st_mode & 0o777 == 0o600
    again = tollfree("export", "--server", str(SERVER), "--out", "e.json", cwd=data)
    assert again.stderr.splitlines()[-1] == "e.json is there already. Take another name."


def test_a_server_of_which_nothing_is_kept_is_said_to_be_so_and_nothing_is_written(data: Path) -> None:
    for more in ([], ["--out", "e.json"]):
        unknown = tollfree("export", "--server", "7", *more, cwd=data)
        assert (unknown.returncode, unknown.stdout) == (1, "")
        assert unknown.stderr == "Nothing is kept of a server 7. Check the id.\n"
    assert not (data / "e.json").exists()


def test_the_help_of_export_says_that_it_holds_members_ids(data: Path) -> None:
    assert "It holds members' ids" in " ".join(tollfree("export", "--help", cwd=data).stdout.split())


@pytest.mark.parametrize(
    "command", ["backup b.db", "copy sqlite:///tollfree.db sqlite:///b.db", "restore kept.db --force"]
)
def test_a_disk_that_fills_up_is_told_and_leaves_nothing_by_halves(data: Path, command: str) -> None:
    assert tollfree("backup", "kept.db", cwd=data).returncode == 0
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    result = tollfree_process(*command.split(), cwd=data, largest_file=100 * 1024)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert "disk" in result.stderr.splitlines()[-1], result.stderr
    left = {path.name: path.read_bytes() for path in data.iterdir() if not path.name.startswith("b.db")}
    assert left == before
    if not command.startswith("copy"):  # the file of a copy is there, without our rows
        assert not list(data.glob("b.db*"))
