"""Values as JSON can hold them."""

from datetime import date, datetime


def plain_value(name: str, value: object) -> object:
    """Return a column's value as JSON holds it; ids as text, since JavaScript rounds large numbers."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case int() if name.endswith("id"):
            return str(value)
        case _:
            return value
