"""Autocomplete: Discord lists 25 choices, so the last place says where there are more."""

from collections.abc import Sequence
from typing import Any, TypeVar

from discord import app_commands

from bot.kit.errors import TollfreeError
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES

_MORE = "+more"
_MORE_AS_NUMBER = -1

T = TypeVar("T", str, int)


class TypeOn(TollfreeError):
    """Raised for who chose the line that says that there are more."""

    def __init__(self) -> None:
        super().__init__("That line only says that there are more. Use the command again, and type some letters of it.")


def offered(choices: Sequence[app_commands.Choice[T]]) -> list[app_commands.Choice[T]]:
    """Return what Discord lists of some choices, the best first; where there are more, the last line says so."""
    if len(choices) <= AUTOCOMPLETE_CHOICES:
        return list(choices)
    value: Any = _MORE if isinstance(choices[0].value, str) else _MORE_AS_NUMBER
    hint = app_commands.Choice(name="… more than fit here: type some letters of it", value=value)
    return [*choices[: AUTOCOMPLETE_CHOICES - 1], hint]


def refuse_more(data: Any) -> None:
    """Raise TypeOn where the line that says so was chosen for an option of a command."""
    for option in data.get("options") or ():
        if option.get("value") in {_MORE, _MORE_AS_NUMBER}:
            raise TypeOn
        refuse_more(option)
