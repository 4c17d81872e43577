"""The rules as they are written: groups of words, and signs made of them."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from bot.knowledge.body import CITATION
from bot.knowledge.fields import PageId, SourceIds
from bot.knowledge.frozen import Frozen
from bot.knowledge.yaml_lines import parse_yaml

_FOLDER = Path(__file__).parent
_WORD_FILES = ("words.yaml", "families.yaml")
_FARTHEST = 120
FARTHEST_CLAUSE = 9
"""Clauses that a pattern may reach over; more than a sentence has."""


def _split(value: object) -> object:
    return tuple(phrase.strip() for phrase in value.split(",")) if isinstance(value, str) else value


Phrases = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_split), Field(min_length=1)]
GroupNames = tuple[str, ...]


class Conditions(Frozen):
    """What else has to be there, or not, for words to count."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    unless: Annotated[GroupNames, Field(description="None of these groups in the clauses that match.")] = ()
    without: Annotated[GroupNames, Field(description="None of these groups anywhere in the text.")] = ()
    with_: Annotated[GroupNames, Field(alias="with", description="Each of these groups somewhere in the text.")] = ()
    even_denied: Annotated[bool, Field(description="Count words right after a “no” or “not” as well.")] = False


class Pattern(Conditions):
    """Groups of words that mean something together."""

    all: Annotated[GroupNames, Field(min_length=1, max_length=4)]
    within: Annotated[
        int, Field(ge=1, le=_FARTHEST, description="Words from the first group, or from the one before.")
    ] = 8
    clauses: Annotated[
        int | None, Field(ge=0, lt=FARTHEST_CLAUSE, description="In place of `within`: clauses of the same sentence.")
    ] = None
    ordered: bool = False


class Sign(Conditions):
    """One warning sign: how it is found, why it matters, what to ask."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=30)]
    title: Annotated[str, Field(max_length=60)]
    why: Annotated[str, Field(max_length=420, description="With a `[^source]` after each claim.")]
    ask: Annotated[str, Field(max_length=160)]
    pages: Annotated[tuple[PageId, ...], Field(min_length=1, description="Where the notes have the free alternative.")]
    patterns: tuple[Pattern, ...] = ()
    computed: Annotated[Literal["installments"] | None, Field(description="Found by reckoning, not by words.")] = None
    yields_to: Annotated[tuple[str, ...], Field(description="Signs that say more of the same sentence.")] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> "Sign":
        if bool(self.patterns) == bool(self.computed):
            raise ValueError(f"{self.id} needs patterns, or what it is computed by")
        return self

    @property
    def sources(self) -> SourceIds:
        """Return the ids of the sources that `why` cites."""
        return tuple(dict.fromkeys(CITATION.findall(self.why)))


class Note(Conditions):
    """Something that is no warning sign and still worth a question."""

    id: str
    text: Annotated[str, Field(max_length=160)]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Rules(Frozen):
    """All rules, with the groups of words they name."""

    words: dict[str, Phrases]
    denied_by: str
    everywhere_unless: GroupNames
    signs: tuple[Sign, ...]
    notes: tuple[Note, ...]

    @model_validator(mode="after")
    def _names_are_known_and_used(self) -> "Rules":
        used = {self.denied_by, *self.everywhere_unless}
        rules: list[Sign | Note] = [*self.signs, *self.notes]
        for rule in rules:
            for part in (rule, *rule.patterns):
                used |= {*part.unless, *part.without, *part.with_}
            used |= {group for pattern in rule.patterns for group in pattern.all}
        if unknown := used - self.words.keys():
            raise ValueError(f"rules name groups that words.yaml does not have: {', '.join(sorted(unknown))}")
        if idle := self.words.keys() - used:
            raise ValueError(f"words.yaml has groups that no rule names: {', '.join(sorted(idle))}")
        ids = [rule.id for rule in rules]
        if strange := {other for sign in self.signs for other in sign.yields_to} - set(ids):
            raise ValueError(f"signs yield to some that are not there: {', '.join(sorted(strange))}")
        if len(set(ids)) < len(ids):
            raise ValueError("a rule's id is there twice")
        return self


@cache
def shipped_rules() -> Rules:
    """Return the rules that ship with the bot; raises ValidationError where they are wrong."""
    data = parse_yaml((_FOLDER / "rules.yaml").read_text(encoding="utf-8")).data
    words: dict[str, object] = {}
    for name in _WORD_FILES:
        words |= parse_yaml((_FOLDER / name).read_text(encoding="utf-8")).data
    return Rules.model_validate({**data, "words": words})
