"""What is kept ready is made once, for one state of things, and never grows without end."""

from discord import ui

from bot.kit.ui.prepared import PreparedView, Shelf


def test_what_was_made_is_not_made_again() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    shelf: Shelf[str] = Shelf(10)
    assert [shelf.get("v1", name, lambda name=name: make(name)) for name in ("a", "b", "a")] == ["A", "B", "A"]  # type: ignore[misc]
    assert made == ["a", "b"]


def test_a_new_state_empties_the_shelf() -> None:
    shelf: Shelf[int] = Shelf(10)
    assert shelf.get("monday", "a", lambda: 1) == 1
    assert shelf.get("tuesday", "a", lambda: 2) == 2
    assert shelf.get("monday", "a", lambda: 3) == 3


def test_a_full_shelf_drops_what_was_used_longest_ago() -> None:
    shelf: Shelf[str] = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.get("v1", key, lambda: "old")
    assert [shelf.get("v1", key, lambda: "new") for key in ("a", "c", "b")] == ["old", "old", "new"]


def test_what_cannot_be_made_is_not_kept() -> None:
    shelf: Shelf[int] = Shelf(2)
    for _ in range(2):
        try:
            shelf.get("v1", "a", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
    assert shelf.get("v1", "a", lambda: 1) == 1


async def test_a_prepared_view_is_sent_as_the_view_it_was_made_of() -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("Hello"))
    view.add_item(ui.ActionRow(ui.Button(label="Press", custom_id="tf1:x")))
    prepared = PreparedView.of(view)
    assert prepared.to_components() == view.to_components()  # type: ignore[no-untyped-call]
    assert prepared.has_components_v2()
    assert prepared.is_finished(), "discord.py would remember it otherwise"
    assert not prepared.is_dispatchable()
