"""Refuse choices that were not offered: a changed client may send any value for a menu or a group of boxes."""

from discord import ui

from bot.kit.errors import TollfreeError


class NotOffered(TollfreeError):
    """Raised for a value that is none of a menu's, or for fewer or more than may be chosen."""

    def __init__(self) -> None:
        super().__init__("That is not among the choices here, so I left everything as it was. Please choose again.")


def refuse_unoffered(item: object) -> None:
    """Raise NotOffered where something was chosen of an item, or of the one it stands for, that it did not offer."""
    shown = item.item if isinstance(item, ui.DynamicItem) else item
    match shown:
        case ui.Select():
            chosen, least, most = shown.values, shown.min_values, shown.max_values
        case ui.CheckboxGroup():
            chosen, least, most = shown.values, shown.min_values if shown.required else 0, shown.max_values
        case ui.RadioGroup():
            chosen, least, most = list(filter(None, [shown.value])), int(shown.required), 1
        case _:
            return
    offered = {option.value for option in shown.options}
    if not least <= len(chosen) <= most or not offered.issuperset(chosen):
        raise NotOffered
