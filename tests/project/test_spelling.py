"""Names in the code are spelled as in the United States, as the pages and messages are; codespell reads the prose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import codespell_lib
import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "cogs", "tests", "benchmarks")
LISTED = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
BRITISH = {line.partition("->")[0] for line in LISTED.read_text("utf-8").splitlines()} | {"anaesthesia", "paediatrics"}
KEPT = {"licence", "neighbours", "organisation", "CancelledError"}
"""Keys of pages, a column of the database, and a name of Python's."""
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def british(source: str) -> set[str]:
    """Return the names in a module that have a British word in them."""
    if not BRITISH.intersection(map(str.lower, WORDS.findall(source))):
        return set()
    names = set(_names(ast.parse(source))) - KEPT
    return {name for name in names if BRITISH.intersection(map(str.lower, WORDS.findall(name)))}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for field in ("id", "attr", "name", "arg", "asname", "module"):
            if isinstance(name := getattr(node, field, None), str):
                yield name


def test_no_name_is_british() -> None:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    found = {name: path.relative_to(ROOT) for path in paths for name in british(path.read_text("utf-8"))}
    named = {path.relative_to(ROOT) for path in paths if BRITISH.intersection(WORDS.findall(path.stem))}
    assert (found, named) == ({}, set())


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def normalise_link(): ...", {"normalise_link"}),
        ("class LicenceNeed: ...", {"LicenceNeed"}),
        ("_COLOURS = color", {"_COLOURS"}),
        ("front.fit.licence = 'licence'", set()),
        ("def normalize(): 'normalise'", set()),
    ],
)
def test_a_british_word_is_seen_in_a_name_alone(source: str, names: set[str]) -> None:
    assert british(source) == names
