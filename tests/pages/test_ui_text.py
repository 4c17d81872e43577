import pytest

from bot.kit.ui.limits import MESSAGE_TEXT, shorten
from bot.knowledge.pages import Fee
from bot.knowledge.role import Pay
from bot.knowledge.sources import Source
from bot.pages.ui.card import BlockTooLong, paginate
from bot.pages.ui.citing import Footnotes, cite, source_line
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.money import fee_line, pay_figure


def source(source_id: str, **changes: object) -> Source:
    record = {
        "id": source_id,
        "title": f"Title of {source_id}",
        "publisher": "Agency",
        "url": f"https://example.org/{source_id}",
        "kind": "law",
        "published": "2024",
        "accessed": "2026-01-01",
    }
    return Source.model_validate({**record, **changes})


SOURCES = {name: source(name) for name in ("a", "b", "c")}


def test_paragraphs_are_unwrapped_and_lists_kept() -> None:
    assert to_blocks("one\ntwo\n\n- a\n  b\n- c\n") == ("one two", "- a b\n- c")


def test_a_table_becomes_lines() -> None:
    assert to_blocks("| You did | They say |\n| --- | --- |\n| rounds | conference |\n") == ("rounds → **conference**",)


def test_quotations_and_ordered_lists_and_headings_survive() -> None:
    assert to_blocks("### Head\n\n> a\n> b\n\n3. x\n4. y\n") == ("**Head**", "> a b", "3. x\n4. y")


def test_nested_lists_are_indented() -> None:
    assert to_blocks("- a\n  - b\n") == ("- a\n  - b",)


def test_citations_are_numbered_in_order_and_listed_once() -> None:
    notes = Footnotes(SOURCES)
    assert notes.number(cite("x.", ["b", "a"]) + " y.[^b]") == "x.\u202f¹\u202f² y.\u202f¹"
    assert notes.lines().splitlines() == [
        "-# ¹ law · [Title of b](<https://example.org/b>) · 2024",
        "-# ² law · [Title of a](<https://example.org/a>) · 2024",
    ]


def test_a_source_says_that_its_publisher_sells() -> None:
    sold = source("s", seller=True, title="With [brackets]")
    assert source_line(sold) == ("law · [With (brackets)](<https://example.org/s>) · 2024 · sells courses or coaching")


def test_screens_hold_every_block_once_in_order() -> None:
    blocks = [f"{number} " + "word " * 60 + "[^a]" for number in range(30)]
    screens = paginate(blocks, SOURCES)
    assert len(screens) > 1
    shown = [block.split(" ")[0] for screen in screens for block in screen.blocks]
    assert shown == [str(number) for number in range(30)]
    assert all(sum(map(len, screen.blocks)) + len(screen.footnotes) < MESSAGE_TEXT for screen in screens)


def test_a_long_list_is_cut_between_its_lines() -> None:
    screens = paginate(["\n".join(f"- line {number} " + "x" * 80 for number in range(100))], {})
    assert len(screens) > 1
    assert sum(block.count("- line") for screen in screens for block in screen.blocks) == 100


def test_a_block_that_fits_no_screen_is_refused() -> None:
    with pytest.raises(BlockTooLong):
        paginate(["x" * MESSAGE_TEXT], {})


def test_no_blocks_are_one_empty_screen() -> None:
    assert len(paginate([], {})) == 1


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ({"low": 190000, "high": 240000, "unit": "USD/year"}, "$190,000–240,000 a year"),
        ({"low": 500, "high": 500, "unit": "USD/hour"}, "$500 an hour"),
        ({"median": 85.5, "unit": "GBP/case"}, "median £85.50 a case"),
        ({"low": 1, "high": 2, "mean": 1.5, "unit": "CAD/exam"}, "CAD 1–CAD 2, mean CAD 1.50 an exam"),
    ],
)
def test_pay_is_written_with_its_unit(figures: dict[str, object], text: str) -> None:
    pay = Pay.model_validate({**figures, "year": 2025, "basis": "x", "sources": ["a"]})
    assert pay_figure(pay) == text


def test_a_fee_names_its_year() -> None:
    fee = Fee.model_validate({"amount": 450, "year": 2025, "covers": "exam", "sources": ["a"]})
    assert fee_line(fee) == "$450 (2025): exam"


def test_text_is_shortened_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("short", 9) == "short"
    assert len(shorten("x" * 50, 9)) == 9
