"""Read a web page as far as a link check needs: its title, its words, and whether it is a challenge."""

import re
from html import unescape

from rapidfuzz import fuzz

from bot.knowledge.sources import Source

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_WORDS = re.compile(r"[^\W_]+")
_CHALLENGE = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are|"
    r"security check|checking your browser|enable javascript and cookies|request unsuccessful|pardon our interruption|"
    r"captcha",
    re.IGNORECASE,
)
_FEWEST_WORDS = 40
"""A page with fewer words is made by a script, or says nothing; nothing can be told from it."""
_ALIKE = 60.0
"""Least likeness (0 to 100) of a title with the one that was seen."""


def title_of(html: str) -> str:
    """Return a page's title, or nothing."""
    found = _TITLE.search(html)
    return " ".join(unescape(found[1]).split()) if found else ""


def is_challenge(html: str) -> bool:
    """Tell whether a page asks its reader to prove to be a person."""
    return bool(_CHALLENGE.search(title_of(html))) or (
        len(_words(html)) < _FEWEST_WORDS and bool(_CHALLENGE.search(_TAG.sub(" ", html)))
    )


def still_says(html: str, source: Source) -> bool | None:
    """Tell whether a page still has the source's anchor or, without one, its title; None where that cannot be told."""
    words = _words(html)
    if source.anchor and len(words) >= _FEWEST_WORDS:
        return set(_WORDS.findall(source.anchor.casefold())) <= set(words)
    title = title_of(html)
    if source.anchor is None and source.title_seen and title:
        return fuzz.token_set_ratio(title.casefold(), source.title_seen.casefold()) >= _ALIKE
    return None


def _words(html: str) -> list[str]:
    return _WORDS.findall(unescape(_TAG.sub(" ", _UNSEEN.sub(" ", html))).casefold())
