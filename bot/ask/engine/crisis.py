"""Recognise a message that shows a crisis."""

import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.ask.engine.divide import Divide
from bot.ask.engine.embedding import Embedder

CRISIS_PAGE = "burnout-and-crisis-support"

_KEPT = re.compile(r"[^\w\s]+")
_APOSTROPHES = re.compile(r"['’`´]")
_EXHAUSTION_COUNTS = 5
"""How often each example of mere exhaustion counts: they are few, and lie nearest."""
_BOUND = 0.6
"""Distance on the side of crisis from which a message counts; chosen so that no question that pages list does."""


class CrisisExamples(BaseModel):
    """The content of crisis.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    signs: tuple[str, ...]
    idioms: tuple[str, ...]
    examples: tuple[str, ...]
    not_crisis: tuple[str, ...]


def plain(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"\s+", " ", _KEPT.sub(" ", _APOSTROPHES.sub("", letters))).strip()


class CrisisDetector:
    """Tells a crisis by its words, and by likeness to examples for words that nobody listed."""

    def __init__(self, ordinary: Iterable[str], embedder: Embedder) -> None:
        """Take ordinary questions, which show what is no crisis."""
        examples = CrisisExamples.model_validate(
            yaml.safe_load(files(__package__).joinpath("crisis.yaml").read_text(encoding="utf-8"))
        )
        self._signs = [re.compile(sign) for sign in examples.signs]
        self._idioms = [re.compile(idiom) for idiom in examples.idioms]
        self._embedder = embedder
        calm = [plain(text) for text in (*ordinary, *examples.not_crisis * _EXHAUSTION_COUNTS)]
        self._divide = Divide(
            embedder.embed([plain(example) for example in examples.examples]), embedder.embed(calm), ridge=0.5
        )

    def shows_crisis(self, text: str) -> bool:
        """Tell whether to show crisis lines, and nothing else."""
        words = plain(text)
        for idiom in self._idioms:
            words = idiom.sub(" ", words)
        return any(sign.search(words) for sign in self._signs) or self._is_like_an_example(words)

    def _is_like_an_example(self, words: str) -> bool:
        if not words:
            return False
        return self._divide.distance(self._embedder.embed([words])[0]) > _BOUND
