"""Find pages by a word of their topic, across kinds: what people type is seldom a title."""

import math
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, chain

from bot.knowledge.body import CITATION
from bot.knowledge.page import AnyPage
from bot.knowledge.role import RolePage
from bot.knowledge.titles import ALIKE, SURELY_ALIKE, TitleIndex
from bot.knowledge.vocabulary import Hours, LicenseNeed, Openness, PageKind, Remote, Training

_WORD = re.compile(r"[^\W_]+")
_NAME, _FACT, _QUESTION, _SUMMARY, _BODY = 8, 7, 3, 3, 1
_OWN_KIND = 30.0
"""A page of the kind that was asked for comes first, unless another has the very name."""
_MOST = 130.0
"""The score of a page that has every word among its names: below a title that begins with what was typed."""
_DOUBT = 0.5
"""Names that are merely alike count half: a page that has the very word is meant more often."""
_FEWEST_LETTERS = 2
_SILENT = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by can do for from how i in is it job jobs my of on or role roles the to what with "
        "work working physician physicians doctor doctors",
    )
)
_ENDINGS = ("ations", "ation", "ing", "ies", "es", "ed", "s", "y", "e")
_SHORTEST_STEM = 4

_REMOTE_WORDS = "remote home telework telecommute wfh virtual anywhere"
_FACTS: Mapping[object, str] = {
    Remote.FULL: _REMOTE_WORDS,
    Remote.HYBRID: "hybrid remote",
    Remote.ONSITE: "onsite site office",
    Hours.FULL_TIME: "full time",
    Hours.PART_TIME: "part time parttime side",
    Hours.PER_CASE: "part time parttime case per diem side gig freelance contract 1099",
    Training.DEGREE: "no residency unmatched without residency",
    Training.SOME_RESIDENCY: "no residency unmatched unfinished residency",
    LicenseNeed.NONE: "no license without license unlicensed inactive",
    Openness.YES: "img fmg international graduate foreign abroad",
}
"""What members type for the controlled words of a role."""


class PageFinder:
    """An index of all pages' names and words."""

    def __init__(self, pages: Iterable[AnyPage]) -> None:
        self._pages = {page.id: page for page in pages}
        self._titles = TitleIndex((page.id, (page.title, *page.front.aliases)) for page in self._pages.values())
        self._ids = list(self._pages)
        self._index()

    def _index(self) -> None:
        """Keep which pages have a stem, and how much it counts there, in three arrays: a tenth of dictionaries."""
        weights: dict[str, dict[int, int]] = defaultdict(dict)
        stem_of = cache(_stem)  # of each word once: pages have 150,000, and some 10,000 different ones
        for number, page in enumerate(self._pages.values()):
            for text, weight in self._texts_of(page):
                for word in set(_WORD.findall(text.casefold())):
                    owners = weights[stem_of(word)]
                    owners[number] = max(owners.get(number, 0), weight)
        self._vocabulary = sorted(weights)
        found = [weights[stem] for stem in self._vocabulary]
        self._ends = array("I", accumulate(map(len, found), initial=0))
        self._owners_in_order = array("H", chain.from_iterable(found))
        self._weights_in_order = array("B", chain.from_iterable(owners.values() for owners in found))

    def find(self, query: str, limit: int, first: PageKind | None = None) -> tuple[AnyPage, ...]:
        """Return at most `limit` pages for what was typed, best first, those of the kind `first` favored.

        An empty query returns none.
        """
        scores = dict(self._word_scores(query))
        least = SURELY_ALIKE if scores else 0.0
        for page_id, score in self._titles.scores(query).items() if query.strip() else ():
            if score > least:
                scores[page_id] = max(scores.get(page_id, 0.0), score if score > ALIKE else _DOUBT * score)
        for page_id in scores:
            if self._pages[page_id].kind is first:
                scores[page_id] += _OWN_KIND
        ranked = sorted(scores, key=lambda page_id: (-scores[page_id], self._pages[page_id].title.casefold()))
        return tuple(self._pages[page_id] for page_id in ranked[:limit])

    def _texts_of(self, page: AnyPage) -> Iterator[tuple[str, int]]:
        """Yield what a page says, and how much a word there counts."""
        front = page.front
        yield " ".join((page.title, *front.aliases, page.id.replace("-", " "))), _NAME
        yield " ".join(front.asks), _QUESTION
        yield front.summary, _SUMMARY
        yield CITATION.sub(" ", page.body.markdown), _BODY
        if isinstance(front, RolePage):
            yield from ((text, _FACT) for text in self._role_texts(front))

    def _role_texts(self, front: RolePage) -> Iterator[str]:
        fit = front.fit
        said = (fit.remote, fit.hours, fit.training, fit.licence, fit.img_open)
        yield from (_FACTS[word] for word in said if word in _FACTS)
        for sector_id in (front.sector, *front.also_in):
            sector = self._pages.get(sector_id)
            yield sector_id.replace("-", " ") if sector is None else " ".join((sector.title, *sector.front.aliases))
        yield " ".join(line.text for line in front.requirements)

    def _word_scores(self, query: str) -> Iterator[tuple[str, float]]:
        """Yield the pages that have every word of a query, and how well, from 0 to 130."""
        words = [word for word in _words(query) if word not in _SILENT and len(word) >= _FEWEST_LETTERS]
        if not words:
            return
        found = [self._owners(word, is_last=number == len(words) - 1) for number, word in enumerate(words)]
        rarity = [math.log(1 + len(self._pages) / len(owners)) if owners else 1.0 for owners in found]
        for page_id in set.intersection(*map(set, found)):
            gained = sum(rare * owners[page_id] for rare, owners in zip(rarity, found, strict=True))
            yield page_id, _MOST * gained / (_NAME * sum(rarity))

    def _owners(self, word: str, *, is_last: bool) -> Mapping[str, float]:
        """Return the pages that have a word; the last one may be half typed."""
        stem = _stem(word)
        place = bisect_left(self._vocabulary, stem)
        is_known = self._vocabulary[place : place + 1] == [stem]
        owners: dict[str, float] = dict(self._owners_at(place)) if is_known else {}
        if is_last and len(word) > _FEWEST_LETTERS:
            for beginning in self._beginning_with(word):
                for page_id, weight in self._owners_at(beginning):
                    owners[page_id] = max(owners.get(page_id, 0.0), 0.8 * weight)
        return owners

    def _owners_at(self, place: int) -> Iterator[tuple[str, int]]:
        """Yield the pages that have the stem at a place of the vocabulary, and how much it counts there."""
        for position in range(self._ends[place], self._ends[place + 1]):
            yield self._ids[self._owners_in_order[position]], self._weights_in_order[position]

    def _beginning_with(self, word: str) -> Iterator[int]:
        """Yield the places of the stems that begin with a word."""
        for place in range(bisect_left(self._vocabulary, word), len(self._vocabulary)):
            if not self._vocabulary[place].startswith(word):
                return
            yield place


def _words(text: str) -> Iterator[str]:
    return (match.group(0) for match in _WORD.finditer(text.casefold()))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
