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


def shorten(text: str, limit: int) -> str:
    """Cut text at `limit` characters, at a word where possible, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    return f"{(head if len(head) > limit // 2 else cut).rstrip(' ,;:.')}…"
