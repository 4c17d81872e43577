"""Browsing leads: filters, order, pages by keyset."""

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.kit.errors import TollfreeError
from bot.leads.model.lead import Lead, LeadKind, Shelf

_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")


class Sort(StrEnum):
    """The order of a list; ties go by the lead's id."""

    BEST = "best"
    NEW = "new"
    CLOSING_SOON = "closing_soon"


class CursorInvalid(TollfreeError):
    """Raised for a page mark that is none of ours."""

    def __init__(self) -> None:
        super().__init__("That page is no longer there. Open the list again with /lead browse.")


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """What to list; what is None or empty does not narrow."""

    shelf: Shelf = Shelf.LIVE
    kind: LeadKind | None = None
    role_id: str | None = None
    sector_id: str | None = None
    remote_only: bool = False
    text: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words searched for; each must begin a word of the lead."""
        return tuple(dict.fromkeys(words_of(self.text)))[:_MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row a page begins: the sorted value (whole microseconds or rank) and the lead's id."""

    value: int
    lead_id: int

    def encode(self) -> str:
        """Return it as a short opaque text, at most 50 characters."""
        return base64.urlsafe_b64encode(f"{self.value}.{self.lead_id}".encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Self:
        """Return the cursor that was encoded; raises CursorInvalid."""
        try:
            value, lead_id = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").split(".")
            cursor = cls(int(value), int(lead_id))
        except (binascii.Error, ValueError) as error:
            raise CursorInvalid from error
        if not (0 <= cursor.value < 2**56 and 0 < cursor.lead_id < 2**62):
            raise CursorInvalid
        return cursor


@dataclass(frozen=True, slots=True)
class LeadPage:
    """One page of leads, sealed; `after` is the cursor of the next page, or None on the last."""

    leads: tuple[Lead, ...]
    after: str | None


def words_of(text: str) -> list[str]:
    """Return the words of a text as search compares them: lower case, without accents, at most 40 letters each."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:40] for word in _WORD.findall(plain)]
