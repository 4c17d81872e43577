"""Discord's limits on a message, and ours for reading on a phone.

Source: https://discord.com/developers/docs/components/reference
"""

MESSAGE_TEXT = 4000
"""Most characters of all text in a Components V2 message, links included."""

MESSAGE_COMPONENTS = 40
"""Most components in a message, nested ones included."""

SELECT_OPTIONS = 25
OPTION_TEXT = 100
BUTTONS_IN_ROW = 5
CUSTOM_ID = 100
AUTOCOMPLETE_CHOICES = 25
ALT_TEXT = 1024

PICTURE_FILE = "pay-{number}.png"
"""Name under which a card's pictures are attached, counted from 1."""

SCREEN_TEXT = 2600
"""Most visible characters on one screen of a card: more is a wall of words on a phone."""


def units(text: str) -> int:
    """Return how long Discord finds a text: it counts as browsers do, an emoji as two or more."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Cut text at `limit` characters as Discord counts them, at a word where possible, with an ellipsis."""
    if units(text) <= limit:
        return text
    cut = text[: limit - 1]
    while units(cut) >= limit:
        cut = cut[:-1]
    head, _, _ = cut.rpartition(" ")
    return f"{(head if len(head) > limit // 2 else cut).rstrip(' ,;:.')}…"
