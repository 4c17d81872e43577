"""Find the sentences of a long message that ask."""

import re
from collections.abc import Callable

from bot.ask.engine.embedding import Embedder, Vectors
from bot.crisis.engine.pieces import plain

LONG = 60
"""Words from which a message is long: its sentences that ask are read apart from what it tells."""
_ENOUGH = 45
"""Words of asking sentences that are enough; the best sentence is always taken."""
_MOST = 4
_COMPARED = 4
"""Sentences of a question that passages are compared with, beside the whole."""
_END = re.compile(r"(?<=[.?!…])[\"')\]]*\s+|\n+|(?<=[a-z0-9)]);\s+")
_POINTS_BACK = re.compile(r"\b(?:that|this|those|these|they|them|it|its|he|she|there|one)\b", re.IGNORECASE)
_MARKS = (
    (re.compile(r"\?"), 2.0),
    (
        re.compile(
            r"^\W*(?:so |and |but |also |then |basically |anyway |my question(?: is)?|question:?|"
            r"any(?:one|body)?\b|)\W*"
            r"(?:what|which|how|where|who|when|why|is|are|am|do|does|did|can|could|should|would|will|has|have)\b",
            re.IGNORECASE,
        ),
        1.0,
    ),
    (
        re.compile(
            r"\b(?:what (?:jobs?|can|could|should|do|else)|how (?:do|can|much|long|hard|would)|should i|can i|could i|"
            r"do i|is (?:it|there)|are there|worth|wondering|any(?:one|body) know|tell me|advice|recommend|realistic|"
            r"options?|"
            r"questions?|qualify|looking (?:for|at|into)|interested in|thinking (?:of|about)|want to|would like to|"
            r"id (?:like|love) to|i'd (?:like|love) to|apply|leave|switch|transition|hire[sd]?|jobs?|roles?)\b",
            re.IGNORECASE,
        ),
        0.7,
    ),
)


def sentences_of(text: str) -> list[str]:
    """Return the sentences, those of a word or two joined to the one before."""
    found: list[str] = []
    for piece in _END.split(text):
        sentence = (piece or "").strip()
        if not sentence:
            continue
        if found and len(sentence.split()) < 3:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return found


def vectors_of(embedder: Embedder, text: str) -> Vectors:
    """Return the vector of a question, then those of its sentences where it has several.

    They are made of the plain words that the reading for a crisis took just before, so most are remembered.
    """
    sentences = [words for sentence in sentences_of(text) if (words := plain(sentence))]
    return embedder.embed([plain(text), *(sentences[:_COMPARED] if len(sentences) > 1 else [])])


def asking_sentences(text: str, about: Callable[[str], float]) -> list[str]:
    """Return the few sentences of a long message that ask, in order, each with what it points back to.

    `about` tells how much of our matter a sentence has. The one that has most is among them.
    """
    sentences = sentences_of(text)
    matter = [about(sentence) for sentence in sentences]
    worth = [_asks(sentence) + much for sentence, much in zip(sentences, matter, strict=True)]
    best_first = sorted(range(len(sentences)), key=lambda number: -worth[number])
    taken: set[int] = set()
    for number in [*best_first[:1], max(range(len(sentences)), key=matter.__getitem__), *best_first[1:_MOST]]:
        more = {number, number - 1} if number and _POINTS_BACK.search(sentences[number]) else {number}
        words = sum(len(sentences[one].split()) for one in taken | more)
        if not taken or (words <= _ENOUGH and worth[number] >= worth[best_first[0]] / 2):
            taken |= more
    return [sentences[number] for number in sorted(taken)]


def _asks(sentence: str) -> float:
    return sum(weight for mark, weight in _MARKS if mark.search(sentence))
