"""Find the groups of words of words.yaml in a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.tollcheck.engine.tokens import Token

_SHORTEST_BEGINNING = 3
_LONGEST_WORD = 40

Span = tuple[int, int]
"""The indexes of the first and last token of something."""


@dataclass(slots=True)
class _Node:
    """What may follow the words read so far, and the groups whose phrase ends here."""

    words: dict[str, "_Node"] = field(default_factory=dict)
    """By whole word, or by kind of token."""
    beginnings: dict[str, "_Node"] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    goes_on: bool = False
    """Whether a longer phrase begins with these words."""

    def follow(self, token: Token, reached: list["_Node"]) -> None:
        """Add the nodes that a token leads to."""
        text = token.text
        if text in self.words:
            reached.append(self.words[text])
        if token.kinds:
            reached.extend(self.words[kind] for kind in token.kinds if kind in self.words)
        if self.beginnings:
            beginnings = (text[:length] for length in range(_SHORTEST_BEGINNING, min(len(text), _LONGEST_WORD) + 1))
            reached.extend(self.beginnings[beginning] for beginning in beginnings if beginning in self.beginnings)


class Lexicon:
    """All phrases as one tree of words, so that a text is read once however many phrases there are."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take phrases by group; raises ValueError where a word's beginning is too short to mean anything."""
        self._root = _Node()
        for group, phrases in groups.items():
            for phrase in phrases:
                self._add(group, phrase)

    def _add(self, group: str, phrase: str) -> None:
        node = self._root
        for word in phrase.lower().replace("'", "").replace("-", " ").split():
            node.goes_on = True
            beginning = word.removesuffix("*")
            if beginning == word:
                node = node.words.setdefault(word, _Node())
            elif len(beginning) >= _SHORTEST_BEGINNING:
                node = node.beginnings.setdefault(beginning, _Node())
            else:
                raise ValueError(f"{group}: “{word}” is too short a beginning")
        if group not in node.groups:
            node.groups.append(group)

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
