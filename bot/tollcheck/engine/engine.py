"""Read an offer by the rules and by likeness to examples. Pure: nothing is stored, nothing is logged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.tollcheck.engine.installments import dear_installments
from bot.tollcheck.engine.learned import Ear, Heard
from bot.tollcheck.engine.lexicon import Lexicon
from bot.tollcheck.engine.marked_text import MOST_QUOTES, MarkedText
from bot.tollcheck.engine.normalize import LONGEST, clean, fold
from bot.tollcheck.engine.rules import Note, Sign, shipped_rules


@dataclass(frozen=True, slots=True)
class SignFound:
    """A warning sign, and the words of the offer that show it."""

    sign: Sign
    quotes: tuple[str, ...]
    """In the offer's own words, on one line each; not escaped."""
    reckoned: str | None = None
    """What was added up, in our words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one offer."""

    signs: tuple[SignFound, ...]
    notes: tuple[Note, ...]
    is_cut: bool = False
    """Whether the text was longer than what is read."""


def check_offer(text: str, learned: Ear | None = None) -> tuple[SignFound, ...]:
    """Return the warning signs found in a text, most serious first."""
    return read_offer(text, learned).signs


def read_offer(text: str, learned: Ear | None = None) -> Reading:
    """Return the warning signs and the neutral notes found in a text, by the rules and by what was learned."""
    rules = shipped_rules()
    marked = MarkedText(text, _lexicon(), rules.denied_by, rules.everywhere_unless)
    found = _owned(rules.signs, {sign.id: marked.quotes(sign, sign.patterns) for sign in rules.signs})
    if learned is not None:
        _judge(found, marked, learned)
    return Reading(
        signs=tuple(_signs(rules.signs, found, text)),
        notes=tuple(note for note in rules.notes if marked.quotes(note, note.patterns)),
        is_cut=len(text) > LONGEST,
    )


def heard(text: str) -> Heard:
    """Return a text as what was learned hears it, as one sentence."""
    rules = shipped_rules()
    return MarkedText(text, _lexicon(), rules.denied_by, rules.everywhere_unless).whole()


def _judge(found: dict[str, dict[int, str]], marked: MarkedText, learned: Ear) -> None:
    """Take back what examples deny, and add what they show."""
    hits = {sign: frozenset(quotes) for sign, quotes in found.items()}
    judged = learned.judge(marked.unwarned_sentences(), hits)
    for sign in judged.denied:
        found[sign] = {}
    for sign, sentence in judged.shown.items():
        found[sign] = found[sign] or {sentence: marked.sentence_quote(sentence)}


def _signs(signs: Iterable[Sign], found: Mapping[str, Mapping[int, str]], text: str) -> Iterator[SignFound]:
    for sign in signs:
        if sign.computed:
            cleaned = clean(text)
            for dear in dear_installments(cleaned, fold(cleaned)):
                yield SignFound(sign, (dear.quote,), dear.words)
        elif found[sign.id]:
            yield SignFound(sign, tuple(dict.fromkeys(found[sign.id].values()))[:MOST_QUOTES])


def _owned(signs: Iterable[Sign], found: Mapping[str, Mapping[int, str]]) -> dict[str, dict[int, str]]:
    """Return the quotes of each sign, but those of sentences of which another sign says more."""
    taken = {sign.id: {sentence for other in sign.yields_to for sentence in found[other]} for sign in signs}
    return {
        sign: {sentence: quote for sentence, quote in quotes.items() if sentence not in taken[sign]}
        for sign, quotes in found.items()
    }


def warm_up() -> None:
    """Read the rules now and not at the first offer; raises ValueError where they are wrong."""
    _lexicon()


@cache
def _lexicon() -> Lexicon:
    return Lexicon(shipped_rules().words)
