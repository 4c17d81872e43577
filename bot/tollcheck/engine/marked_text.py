"""An offer with the places of all groups of words in it, ready to be held against patterns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.tollcheck.engine.learned import Heard
from bot.tollcheck.engine.lexicon import Lexicon, Span
from bot.tollcheck.engine.normalize import clean, fold
from bot.tollcheck.engine.places import chained, each, gathered, nearest, to_bits
from bot.tollcheck.engine.rules import FARTHEST_CLAUSE, Conditions, Pattern
from bot.tollcheck.engine.tokens import Token, tokenise

_DENIAL_REACH = 5
"""Words after a “no” that it may deny."""
_NEW_CLAUSES = frozenset({"but", "because", "since", "while", "although", "though"})
_NEW_CLAUSE_AFTER_AS = frozenset({"the", "this", "we", "there", "they"})
"""Words with which a clause begins without a comma: a “no” before them denies nothing after them."""
MOST_QUOTES = 2
_MOST_LOOKED_AT = 8
"""Matches of one pattern that are held against the words which excuse, so that no text takes long."""
_SHORT_SENTENCE = 16
_WORDS_AROUND = 3
_LONG_QUOTE = 24


class MarkedText:
    """One text, read by one lexicon; it lives as long as one answer."""

    def __init__(self, text: str, lexicon: Lexicon, denied_by: str, everywhere_unless: Iterable[str]) -> None:
        self._text = clean(text)
        self._tokens = tokenise(fold(self._text))
        self._found = lexicon.find(self._tokens)
        self._index_at = {token.place: index for index, token in enumerate(self._tokens)}
        self._places_in: dict[int, list[int]] = {}
        for token in self._tokens:
            self._places_in.setdefault(token.sentence, []).append(token.place)
        self._places: dict[str, int] = {}
        self._sentences: dict[str, int] = {}
        self._denied = to_bits(_denied_places(self._tokens, self._found.get(denied_by, ())))
        self._warned = self._sentences_with(everywhere_unless)

    def quotes(self, rule: Conditions, patterns: Iterable[Pattern]) -> dict[int, str]:
        """Return the words that match any of the patterns, one quote for each sentence, the first few by sentence."""
        if not self._allows(rule):
            return {}
        found: dict[int, str] = {}
        for pattern in patterns:
            for first, last in self._matches(pattern, rule):
                if self._tokens[first].sentence not in found:
                    found[self._tokens[first].sentence] = self._quote(first, last)
            if len(found) >= MOST_QUOTES:
                break
        return found

    def _allows(self, conditions: Conditions) -> bool:
        return all(group in self._found for group in conditions.with_) and not any(
            group in self._found for group in conditions.without
        )

    def _matches(self, pattern: Pattern, rule: Conditions) -> Iterator[Span]:
        """Yield the first and last token of the first few matches."""
        if any(group not in self._found for group in pattern.all) or not self._allows(pattern):
            return
        barred = self._warned if rule.even_denied or pattern.even_denied else self._warned | self._denied
        places = [self._places_of(group) & ~barred for group in pattern.all]
        if pattern.clauses is not None:
            starts = self._in_clauses(places, pattern.clauses)
        else:
            starts = chained(places, pattern.within) if pattern.ordered else gathered(places, pattern.within)
        excuses = self._clauses_with((*rule.unless, *pattern.unless))
        left = MOST_QUOTES
        for start in islice(each(starts), _MOST_LOOKED_AT):
            span = self._span(pattern, places, start)
            if left and not self._is_excused(span, excuses):
                left -= 1
                yield span

    def _in_clauses(self, places: Sequence[int], reach: int) -> int:
        """Return the places of the first set that have one of every other set so many clauses away or nearer."""
        by_clause = [to_bits(self._clause_at(place) for place in each(bits)) for bits in places]
        near = by_clause[0]
        for bits in by_clause[1:]:
            near &= bits | (gathered([near, bits], reach) if reach else 0)
        return to_bits(place for place in each(places[0]) if near >> self._clause_at(place) & 1)

    def _clause_at(self, place: int) -> int:
        return self._clause_of(self._index_at[place])

    def _clause_of(self, index: int) -> int:
        """Return the number of a token's clause; sentences lie so far apart that no reach goes across."""
        token = self._tokens[index]
        return token.clause + token.sentence * FARTHEST_CLAUSE

    def _clauses_with(self, groups: Iterable[str]) -> frozenset[int]:
        """Return the clauses in which one of the groups stands."""
        spans = (span for group in groups for span in self._found.get(group, ()))
        return frozenset(self._clause_of(at) for span in spans for at in span)

    def _is_excused(self, span: Span, excuses: frozenset[int]) -> bool:
        """Return whether a word that excuses stands in a match's clauses or one beside them; farther it does not."""
        first, last = map(self._clause_of, span)
        return any(clause in excuses for clause in range(first - 1, last + 2))

    def _places_of(self, group: str) -> int:
        """Return the places at which a group's phrases begin."""
        if group not in self._places:
            self._places[group] = to_bits(self._tokens[first].place for first, _ in self._found[group])
        return self._places[group]

    def _sentences_with(self, groups: Iterable[str]) -> int:
        """Return all places of the sentences in which one of the groups stands."""
        bits = 0
        for group in groups:
            if group in self._found and group not in self._sentences:
                numbers = {self._tokens[first].sentence for first, _ in self._found[group]}
                self._sentences[group] = to_bits(place for number in numbers for place in self._places_in[number])
            bits |= self._sentences.get(group, 0)
        return bits

    def _span(self, pattern: Pattern, places: Sequence[int], start: int) -> Span:
        """Return the first and last token of the match that begins with the first group at a place."""
        chosen = [start]
        for bits in places[1:]:
            chosen.append(nearest(bits, chosen[-1] if pattern.ordered else start, only_after=pattern.ordered))
        indexes = [self._index_at[place] for place in chosen]
        ends = (
            last
            for group, index in zip(pattern.all, indexes, strict=True)
            for first, last in self._found[group]
            if first == index
        )
        return min(indexes), max(ends)

    def _quote(self, first: int, last: int) -> str:
        """Return the words from one token to another, or the whole of a short sentence; long ones lose their middle."""
        sentence = self._places_in[self._tokens[first].sentence]
        begin, end = self._index_at[sentence[0]], max(self._index_at[sentence[-1]], last)
        if end - begin >= _SHORT_SENTENCE:
            begin, end = max(begin, first - _WORDS_AROUND), min(end, last + _WORDS_AROUND)
        if end - begin < _LONG_QUOTE:
            return self._words(begin, end)
        half = _LONG_QUOTE // 2
        return f"{self._words(begin, begin + half)} … {self._words(end - half, end)}"

    def unwarned_sentences(self) -> dict[int, Heard]:
        """Return the sentences by number, but those that warn of an offer."""
        warned = {self._tokens[self._index_at[place]].sentence for place in each(self._warned)}
        return {number: self.sentence(number) for number in self._places_in if number not in warned}

    def sentence(self, number: int) -> Heard:
        """Return the words of a sentence on one line, with the groups of words in it."""
        places = self._places_in[number]
        return Heard(self._words(self._index_at[places[0]], self._index_at[places[-1]]), self._groups_in()[number])

    def whole(self) -> Heard:
        """Return the whole text as if it were one sentence."""
        return Heard(" ".join(self._text.split()), frozenset().union(*self._groups_in().values()))

    def _groups_in(self) -> dict[int, frozenset[str]]:
        """Return the groups, and the kinds of tokens, that stand in each sentence."""
        groups: dict[int, set[str]] = {token.sentence: set() for token in self._tokens}
        for token in self._tokens:
            groups[token.sentence].update(token.kinds)
        for group, spans in self._found.items():
            for first, _ in spans:
                groups[self._tokens[first].sentence].add(group)
        return {number: frozenset(names) for number, names in groups.items()}

    def sentence_quote(self, number: int) -> str:
        """Return the words of a sentence, of a long one without its middle."""
        places = self._places_in[number]
        return self._quote(self._index_at[places[0]], self._index_at[places[-1]])

    def _words(self, first: int, last: int) -> str:
        """Return the text from one token to another on one line."""
        return " ".join(self._text[self._tokens[first].start : self._tokens[last].end].split())


def _denied_places(tokens: Sequence[Token], denials: Iterable[Span]) -> Iterator[int]:
    """Yield the places right after a “no”, as far as its clause goes."""
    ends = {last for _, last in denials}
    left, clause = 0, -1
    for index, token in enumerate(tokens):
        if left and _begins_clause(tokens, index):
            left = 0
        if left and token.clause == clause:
            left -= 1
            yield token.place
        if index in ends:
            left, clause = _DENIAL_REACH, token.clause


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    text, after = tokens[index].text, tokens[index + 1].text if index + 1 < len(tokens) else ""
    return text in _NEW_CLAUSES or (text == "as" and after in _NEW_CLAUSE_AFTER_AS)
