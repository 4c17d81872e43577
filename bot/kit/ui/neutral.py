"""The first line of every private message: it stands on a lock screen, where others read it too."""

from discord import ui

NEUTRAL = "📌 A note for you."
"""Names no role, no server, and no wish to leave anything."""


def in_private(view: ui.LayoutView) -> ui.LayoutView:
    """Return the view below a line that gives nothing away, finished: its items are dynamic."""
    private = ui.LayoutView(timeout=None)
    private.add_item(ui.TextDisplay(NEUTRAL))
    for item in view.children:
        private.add_item(item)
    private.stop()
    return private
