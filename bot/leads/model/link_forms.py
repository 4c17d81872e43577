"""Addresses as links.yaml writes them, held against a link: the form's named parts come out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, unquote_plus

from yarl import URL

_PARTS = re.compile(r"\{(?P<name>\w+)\}|(?P<far>\*\*)|(?P<near>\*)|(?P<open>\[)|(?P<close>\])|(?P<letter>.)")
_ANY_TEXT = r"[^/]+?"
_CUT = "cut_"


@dataclass(frozen=True)
class Address:
    """A link as forms are held against it: no scheme, no `www.`, no last slash."""

    host: str
    path: str
    query: Mapping[str, str]
    """Values by key in lower case, decoded; the first of each."""
    fragment: str

    @classmethod
    def of(cls, url: URL) -> "Address":
        """Return the address of a URL in its normal form."""
        query: dict[str, str] = {}
        for pair in url.raw_query_string.split("&"):
            key, _, value = pair.partition("=")
            query.setdefault(unquote_plus(key).lower(), unquote_plus(value))
        host = (url.raw_host or "").removeprefix("www.")
        return cls(host, url.raw_path.rstrip("/"), query, unquote(url.raw_fragment))

    @cached_property
    def tail(self) -> str:
        """Return the last two names of the host, by which forms are looked up."""
        return ".".join(self.host.split(".")[-2:])


@dataclass(frozen=True, slots=True)
class Found:
    """What a form found in an address."""

    parts: Mapping[str, str]
    cut: int = 0
    """Letters at the path's end that belong to the page, not to the job."""


class Form:
    """One way in which an address is written."""

    def __init__(self, text: str, where: Mapping[str, str], cut: tuple[str, ...] = ()) -> None:
        """Read a form; raises ValueError where it cannot be read."""
        self.text = text
        rest, _, fragment = text.partition("#")
        place, _, query = rest.partition("?")
        host = place.partition("/")[0]
        ending = "" if "/" in place or query else r"(?:/.*)?"
        apart = "|".join(_pattern(one, {}) for one in cut)
        ignored = f"(?P<{_CUT}>/(?:{apart}))?" if cut else ""
        try:
            self._place = re.compile(_place(place, where) + ending + ignored, re.IGNORECASE)
            self._query = {
                key.lower(): re.compile(_pattern(value, where), re.IGNORECASE)
                for key, _, value in (pair.partition("=") for pair in query.split("&") if pair)
            }
            self._fragment = re.compile(_pattern(fragment, where), re.IGNORECASE) if fragment else None
        except re.error as error:
            raise ValueError(f"the form {text} cannot be read: {error}") from error
        names = host.split(".")[-2:]
        self.tail = ".".join(names).lower() if len(names) == 2 and not set("*{[") & set("".join(names)) else None

    def find(self, address: Address) -> Found | None:
        """Return the named parts, or None where the address is written in another way."""
        at = self._place.fullmatch(address.host + address.path)
        if at is None:
            return None
        matches = [at]
        for key, pattern in self._query.items():
            value = pattern.fullmatch(address.query.get(key, ""))
            if value is None:
                return None
            matches.append(value)
        if self._fragment is not None:
            anchor = self._fragment.fullmatch(address.fragment)
            if anchor is None:
                return None
            matches.append(anchor)
        parts = {name: value for match in matches for name, value in match.groupdict().items() if value is not None}
        return Found(parts, len(parts.pop(_CUT, "")))

    def names_all(self, keys: Iterable[str]) -> bool:
        """Return whether every query key is one that the form asks for."""
        return all(key in self._query for key in keys)


def _place(place: str, where: Mapping[str, str]) -> str:
    if place.startswith("*."):
        return r"(?:[^/]+\.)?" + _pattern(place[2:].rstrip("/"), where)
    return _pattern(place.rstrip("/"), where)


def _pattern(text: str, where: Mapping[str, str]) -> str:
    """Return the regular expression that a part of a form stands for."""
    written: list[str] = []
    for part in _PARTS.finditer(text):
        match part.lastgroup:
            case "name":
                written.append(f"(?P<{part['name']}>{where.get(part['name'], _ANY_TEXT)})")
            case "far":
                written.append(".*")
            case "near":
                written.append("[^/]*")
            case "open":
                written.append("(?:")
            case "close":
                written.append(")?")
            case _:
                written.append(re.escape(part["letter"]))
    return "".join(written)
