"""Find the groups of words of words.yaml in a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.tollcheck.engine.tokens import Token

_BRACKET = re.compile(r"[()]")
_BALANCED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_SHORTEST_BEGINNING = 3
_LONGEST_WORD = 40

Span = tuple[int, int]
"""The indexes of the first and last token of something."""


@dataclass(slots=True)
class _Node:
    """What may follow the words read so far, and the groups whose phrase ends here.

    There are thousands, most of them without one or the other, so what is not there takes no room.
    """

    words: dict[str, tuple["_Node", ...]] | None = None
    """By whole word, or by kind of token."""
    beginnings: dict[str, tuple["_Node", ...]] | None = None
    groups: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether a longer phrase begins with these words."""
    is_shared: bool = False
    """Whether all phrases without choices that begin with these words go on from here."""

    def follow(self, token: Token, reached: list["_Node"]) -> None:
        """Add the nodes that a token leads to."""
        text = token.text
        if self.words:
            reached.extend(self.words.get(text, ()))
            for kind in token.kinds:
                reached.extend(self.words.get(kind, ()))
        if self.beginnings:
            beginnings = (text[:length] for length in range(_SHORTEST_BEGINNING, min(len(text), _LONGEST_WORD) + 1))
            for beginning in beginnings:
                reached.extend(self.beginnings.get(beginning, ()))

    def lead(self, word: str, to: "_Node | None") -> "_Node":
        """Return the node that a word leads to: the given one, or one that phrases without choices share."""
        self.goes_on = True
        beginning = word.removesuffix("*")
        if beginning != word and len(beginning) < _SHORTEST_BEGINNING:
            raise ValueError(f"“{word}” is too short a beginning")
        if beginning == word:
            table = self.words = self.words or {}
        else:
            table = self.beginnings = self.beginnings or {}
        nodes = table.get(beginning, ())
        shared = next((node for node in nodes if node.is_shared), None) if to is None else None
        node = to or shared or _Node(is_shared=True)
        if node is not shared:
            table[beginning] = (*nodes, node)
        return node


class Lexicon:
    """All phrases as one tree of words, so that a text is read once however many phrases there are."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take phrases by group; raises ValueError where a word's beginning is too short to mean anything."""
        self._root = _Node()
        for group, phrases in groups.items():
            for phrase in phrases:
                self._add(group, phrase)

    def _add(self, group: str, phrase: str) -> None:
        """Add a phrase; a part such as (we|they|) may be either, or left out, and its choices meet again after it."""
        if not _BALANCED.fullmatch(phrase):
            raise ValueError(f"{group}: “{phrase}” has choices within choices, or a bracket without the other")
        parts = _BRACKET.split(phrase.lower().replace("'", "").replace("-", " "))
        ends = [self._root]
        for number, part in enumerate(parts):
            if number % 2:
                ends = _after_choices(ends, part.split("|"))
            else:
                ends = _after_words(ends, part.split(), is_alone=len(parts) == 1)
        if self._root in ends:
            raise ValueError(f"{group}: “{phrase}” may be nothing at all")
        for end in ends:
            if group not in end.groups:
                end.groups = (*end.groups, group)

    def find(self, tokens: Sequence[Token]) -> dict[str, list[Span]]:
        """Return where the phrases of each group stand; a phrase stands within one clause."""
        found: dict[str, list[Span]] = {}
        starts: dict[str, list[_Node]] = {}  # of this text only: words are not kept
        for first, token in enumerate(tokens):
            if token.text not in starts:
                self._root.follow(token, starts.setdefault(token.text, []))
            reached = starts[token.text]
            last = first
            while reached:
                for node in reached:
                    for group in node.groups:
                        found.setdefault(group, []).append((first, last))
                last += 1
                if last == len(tokens) or tokens[last].clause != token.clause:
                    break
                longer = [node for node in reached if node.goes_on]
                reached = []
                for node in longer:
                    node.follow(tokens[last], reached)
        return found


def _after_choices(starts: list[_Node], choices: Sequence[str]) -> list[_Node]:
    """Return the nodes after any of the choices, which all lead to one node."""
    joint = _Node()
    ends = [joint]
    for choice in choices:
        *first, last = choice.split() or [""]
        if last:
            for node in _after_words(starts, first, is_alone=False):
                node.lead(last, joint)
        else:
            ends += starts
    return ends


def _after_words(starts: list[_Node], words: Sequence[str], *, is_alone: bool) -> list[_Node]:
    """Return the nodes after some words; those of a phrase that stands alone are shared with others."""
    for word in words:
        joint = None if is_alone else _Node()
        starts = list({id(node): node for node in (start.lead(word, joint) for start in starts)}.values())
    return starts
