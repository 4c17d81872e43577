"""Find a page by what people call it, however they type it."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

_CLOSE_ENOUGH = 72.0
"""Least similarity (0 to 100) of a name that is offered; below it, offers look random."""

ALIKE = 100.0
"""Highest score of a name that is merely alike; above it what was typed stands in the name."""

SURELY_ALIKE = 82.0
"""Least likeness at which what was typed is taken for a name with a slip of the finger."""


class TitleIndex:
    """Names of pages: exact, by the start of a word, or with typos."""

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Take page ids with their title first and aliases after it."""
        self._owners: list[str] = []
        self._names: list[str] = []
        for page_id, names in entries:
            for name in (*names, page_id.replace("-", " ")):
                self._owners.append(page_id)
                self._names.append(utils.default_process(name))

    def search(self, query: str, limit: int) -> tuple[str, ...]:
        """Return at most `limit` page ids, best first; an empty query returns the first pages in order."""
        if not query.strip():
            return tuple(dict.fromkeys(self._owners))[:limit]
        best = self.scores(query)
        ranked = sorted(best, key=lambda page_id: -best[page_id])
        return tuple(ranked[:limit])

    def scores(self, query: str) -> dict[str, float]:
        """Return the pages that a query may mean, each with a score from 0 to 200."""
        typed = utils.default_process(query)
        best: dict[str, float] = {}
        if not typed:
            return best  # nothing but signs
        for _, score, position in process.extract(
            typed, self._names, scorer=_score, processor=None, limit=None, score_cutoff=_CLOSE_ENOUGH
        ):
            owner = self._owners[position]
            best[owner] = max(best.get(owner, 0.0), score)
        return best


def _score(typed: str, name: str, *, score_cutoff: float | None = None) -> float:
    """Score a name from 0 to 200: exact, its beginning, the beginning of its words, then likeness."""
    if typed == name:
        return 200.0
    if name.startswith(typed):
        return 180.0 - min(len(name), 60) / 10
    if f" {typed}" in f" {name}":
        return 160.0 - min(len(name), 60) / 10
    if all(any(word.startswith(part) for word in name.split()) for part in typed.split()):
        return 140.0 - min(len(name), 60) / 10
    if len(typed) < 4:
        return 0.0  # likeness of two or three letters means nothing
    score = max(fuzz.ratio(typed, name), fuzz.token_sort_ratio(typed, name), 0.95 * _likest_window(typed, name))
    return score if score >= (score_cutoff or 0.0) else 0.0


def _likest_window(typed: str, name: str) -> float:
    """Compare with the words of `name` that align best, so that a typo in part of a title still counts."""
    return fuzz.partial_ratio(typed, name) if len(name) >= len(typed) else 0.0
