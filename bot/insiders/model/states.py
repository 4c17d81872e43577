"""The states that a member may say they are in, so that they meet only people in another one."""

import re

from bot.kit.errors import TollfreeError

_NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
"""USPS codes. Source: https://pe.usps.com/text/pub28/28apb.htm"""
ABROAD = "ZZ"
"""Stands for every place outside of the United States; ISO 3166 leaves it to users."""
_ABROAD_NAMES = ("abroad", "outside us", "outside the us", "not in the us", "canada", "uk", "united kingdom")
_LETTERS = re.compile(r"[^a-z ]")


class StateUnknown(TollfreeError):
    """Raised for a state that cannot be read, and for the switch without a state."""


def _plain(text: str) -> str:
    return " ".join(_LETTERS.sub("", text.casefold()).split())


_BY_NAME = {
    **{_plain(name): code for code, name in _NAMES.items()},
    **{code.lower(): code for code in _NAMES},
    **dict.fromkeys(_ABROAD_NAMES, ABROAD),
    "washington dc": "DC",
}


def state_of(text: str, *, elsewhere_only: bool) -> str | None:
    """Return the code of a state as somebody typed it; None for nothing.

    Raises StateUnknown, also where somebody wants people from another state only and does not say theirs.
    """
    name = _plain(text)
    if not name:
        if elsewhere_only:
            raise StateUnknown("To meet only people in another state, I have to know yours. Nobody else sees it.")
        return None
    if name not in _BY_NAME:
        raise StateUnknown("I do not know that state. Write such as NC or North Carolina, “abroad”, or leave it empty.")
    return _BY_NAME[name]


def suits(asker: str | None, insider: str | None, *, asker_elsewhere: bool, insider_elsewhere: bool) -> bool:
    """Return whether two people may meet: where either wants another state only, both are known and differ."""
    if not asker_elsewhere and not insider_elsewhere:
        return True
    return asker is not None and insider is not None and asker != insider
