"""Which hosts a lead's link may not go to, and which names imitate a job board."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import idna
from rapidfuzz.distance import OSA

from bot.leads.model.link_refusal import LinkFault

if TYPE_CHECKING:
    from tldextract import TLDExtract


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _public_suffixes() -> "TLDExtract":
    """Return the Public Suffix List that the wheel brings; nothing is fetched.

    Each site below github.io and its like is apart.
    """
    from tldextract import TLDExtract  # brings a web client with it, 6 MB: only when somebody shares a link

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


_PRIVATE_ENDINGS = _words("alt arpa example internal invalid local localhost onion test")
"""Top-level names that never lead to the open web. Source: https://www.iana.org/assignments/special-use-domain-names"""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
_WRITTEN_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
_IN_EVERY_SCRIPT = frozenset({"COMMON", "INHERITED"})

KNOWN_BOARDS = _words(
    "ashbyhq.com brassring.com careerbuilder.com doximity.com glassdoor.ca glassdoor.co.uk glassdoor.com "
    "healthecareers.com icims.com indeed.com jobvite.com linkedin.com myworkdayjobs.com nejmcareercenter.org "
    "practicelink.com practicematch.com simplyhired.com smartrecruiters.com taleo.net usajobs.gov ziprecruiter.com"
)
"""Boards and application systems that are worth imitating; names that are everyday words would flag honest sites."""

_TYPO_FROM = 6
_PART_FROM = 7
"""Letters a name needs before a slip of one letter, or the name inside a longer one, counts as imitation."""

_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l"})


def host_fault(host: str) -> LinkFault | None:
    """Return why a host in lower-case ASCII is refused, or None."""
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        return LinkFault.IP_ADDRESS
    if "." not in host or last in _PRIVATE_ENDINGS:
        return LinkFault.PRIVATE_NETWORK
    if not _HOST.fullmatch(host):
        return LinkFault.NOT_A_HOST
    if not _public_suffixes()(host).suffix:
        return LinkFault.PRIVATE_NETWORK
    foreign = (label for label in _written(host) if not label.isascii())
    return LinkFault.LETTERS_IMITATE if any(map(_imitates_letters, foreign)) else None


def registrable_domain(host: str) -> str:
    """Return what its owner registered: the public suffix and one name before it, or a suffix that is itself a site."""
    return _public_suffixes()(host).top_domain_under_public_suffix or host


def _written(host: str) -> list[str]:
    """Return the labels of a host in the letters they stand for."""
    return [idna.decode(label) if label.startswith("xn--") else label for label in host.split(".")]


def _imitates_letters(label: str) -> bool:
    """Return whether a label mixes scripts, or could be read as plain Latin though some of its letters are others.

    An accent, or a stroke as in “ø”, is seen; so it deceives nobody here.
    """
    from confusable_homoglyphs.categories import alias  # 10 MB of tables: only for names outside ASCII

    scripts = frozenset(map(alias, label)) - _IN_EVERY_SCRIPT
    if len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER):
        return True
    letters = _without_marks(label)
    return not letters.isascii() and all(_latin_twin(char).isascii() for char in letters)


def _without_marks(label: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", label) if not unicodedata.combining(char))


def _latin_twin(char: str) -> str:
    """Return what a character is easily taken for in ASCII, perhaps with a mark on it, or else the character."""
    from confusable_homoglyphs.confusables import confusables_data

    twins: list[str] = [] if char.isascii() else [twin["c"].lower() for twin in confusables_data.get(char, ())]
    latin = (twin for twin in twins if _without_marks(twin).isascii() and twin[0].isalnum())
    return next(latin, char)


def imitated_board(host: str) -> str | None:
    """Return the known board whose name a host resembles without being its own, or None."""
    if registrable_domain(host) in KNOWN_BOARDS:
        return None
    names = host.removesuffix(_public_suffixes()(host).suffix)
    parts = [_readings(part) for label in _written(names) for part in label.split("-") if part]
    return next((board for board, name in _BOARD_NAMES.items() if any(_resemble(part, name) for part in parts)), None)


def _readings(name: str) -> tuple[str, str]:
    """Return a name in plain Latin letters, and with those that look alike written alike."""
    latin = name if name.isascii() else _without_marks("".join(map(_latin_twin, _without_marks(name))))
    return latin, latin.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")


def _resemble(part: tuple[str, str], board: tuple[str, str]) -> bool:
    length = len(board[0])
    slips = 1 if length >= _TYPO_FROM else 0
    return any(
        OSA.distance(mine, theirs) <= slips or (length >= _PART_FROM and theirs in mine)
        for mine, theirs in zip(part, board, strict=True)
    )


_BOARD_NAMES = {board: _readings(board.partition(".")[0]) for board in sorted(KNOWN_BOARDS)}
