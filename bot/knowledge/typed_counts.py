"""Find numbers of postings that somebody typed: they go stale, and nobody can count them again."""

import re
from collections.abc import Iterator, Mapping

from bot.knowledge.yaml_lines import Location

_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|neither|all|none|half|most|"
    r"some|several|every|each|many|few)"
)
_PLAIN_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|neither)"
)
_YEAR = r"(?:19|20)\d\d"
_POSTINGS = (
    r"(?:postings?|questionnaires?|class specifications?|job specifications?|panel rules?|"
    r"(?:job )?(?:ads?|adverts?|advertisements?|listings?))\b"
)
_TYPED = re.compile(
    rf"\b{_NUMBER} (?:out )?of (?:the |our |these |those |its )?{_NUMBER} (?:[\w’'-]+ ){{0,2}}{_POSTINGS}"
    rf"|\b{_PLAIN_NUMBER} (?:of (?:the |our |these |those )?)?(?:{_YEAR} )?(?:(?:\w+ )?job )?{_POSTINGS}",
    re.IGNORECASE,
)
_NOT_OURS = frozenset({"asks", "aliases", "sources", "claim"})
"""Parts of the front matter that hold other people's words, or ids."""


def typed_count(text: str) -> str | None:
    """Return the first typed number of postings in a text, as it stands there."""
    found = _TYPED.search(text)
    return found.group(0) if found else None


def typed_in_front(data: object, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield the place and the words of each typed number of postings in plain front matter."""
    if isinstance(data, str):
        if found := typed_count(data):
            yield at, found
    elif isinstance(data, Mapping):
        for name, inner in data.items():
            if name not in _NOT_OURS:
                yield from typed_in_front(inner, (*at, name))
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from typed_in_front(item, (*at, index))
