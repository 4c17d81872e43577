"""Menus with more choices than Discord shows: none is out of reach, and none is cut without a word."""

import ast
from pathlib import Path

import discord
import pytest

from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, SELECT_OPTIONS
from bot.kit.ui.paged import Turn, apart, chosen_in, paged, turn_in

ROOT = Path(__file__).parents[2]
HELPERS = {ROOT / "bot/kit/ui/paged.py", ROOT / "bot/kit/ui/choosing.py"}
LIMITS = {SELECT_OPTIONS, "SELECT_OPTIONS", AUTOCOMPLETE_CHOICES, "AUTOCOMPLETE_CHOICES"}
MAKERS = {"pages_menu", "sections_menu", "paged", "link_options", "section_options", "_menu", "Select", "offered"}


def choices(count: int, chosen: int | None = None) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=f"{one}", value=f"v{one}", default=one == chosen) for one in range(count)]


def walk(count: int) -> list[list[str]]:
    """Turn a menu until it is at its first page again."""
    pages: list[list[str]] = []
    start = 0
    while not pages or start:
        page = paged(choices(count), start, "about")
        pages.append([one.value for one in page])
        turn = turn_in(pages[-1])
        start = turn.start if turn else 0
    return pages


@pytest.mark.parametrize("count", [1, 24, 25, 26, 48, 49, 50, 73, 240])
def test_every_choice_is_reached_once_by_turning(count: int) -> None:
    pages = walk(count)
    assert [value for page in pages for value in chosen_in(page)] == [f"v{one}" for one in range(count)]
    assert all(len(page) <= SELECT_OPTIONS for page in pages)


def test_as_many_as_discord_shows_need_no_turning() -> None:
    assert turn_in([one.value for one in paged(choices(25))]) is None


def test_a_menu_opens_where_its_choice_stands() -> None:
    assert any(one.default for one in paged(choices(60, chosen=51)))


def test_a_turn_says_what_comes_and_brings_back_what_the_menu_is_about() -> None:
    last = paged(choices(30), 0, "a-guide:first")[-1]
    assert last.label == "More › 25 to 30 of 30"
    assert turn_in([last.value]) == Turn(24, "a-guide:first")


def test_a_turn_past_the_end_shows_the_last_page() -> None:
    assert [one.value for one in paged(choices(30), 96)][:-1] == [f"v{one}" for one in range(24, 30)]


def test_turning_is_no_choice() -> None:
    assert chosen_in(["1.um-medical-director", "+24", "+0:um:first"]) == ["1.um-medical-director"]


def test_what_nobody_can_find_again_goes_into_several_menus() -> None:
    assert [list(some) for some in apart(range(51))] == [[*range(25)], [*range(25, 50)], [50]]


def cuts(tree: ast.AST) -> list[int]:
    """Return the lines that cut choices by hand: by Discord's limit, or where a menu is made."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Slice) and isinstance(node.upper, ast.Constant | ast.Name):
            limit = node.upper.value if isinstance(node.upper, ast.Constant) else node.upper.id
            if limit in LIMITS:
                found.append(node.upper.lineno)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [*node.args, *(one.value for one in node.keywords)]
            if name in MAKERS and any(_is_cut(one) for one in given):
                found.append(node.lineno)
    return found


def _is_cut(node: ast.AST) -> bool:
    """Tell whether something is cut at its end, before it becomes a menu."""
    return any(isinstance(one, ast.Slice) and one.upper is not None for one in ast.walk(node))


def test_nothing_else_in_the_house_cuts_what_can_be_chosen() -> None:
    texts = {
        path: path.read_text(encoding="utf-8")
        for folder in ("bot", "cogs")
        for path in (ROOT / folder).rglob("*.py")
        if path not in HELPERS
    }
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, text in texts.items()
        if any(word in text for word in (*MAKERS, "SELECT_OPTIONS", "AUTOCOMPLETE_CHOICES", ":25"))
        for line in cuts(ast.parse(text))
    ]
    assert found == [], "page it by bot/kit/ui/paged.py, or offer it by choosing.py"


@pytest.mark.parametrize(
    "code",
    [
        "options[:SELECT_OPTIONS]",
        "links[:25]",
        "pages_menu(links[:10])",
        "ui.Select(options=found[:most])",
        "found[:AUTOCOMPLETE_CHOICES]",
    ],
)
def test_a_cut_would_be_seen(code: str) -> None:
    assert cuts(ast.parse(code))
