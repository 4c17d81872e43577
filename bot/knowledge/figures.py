"""What stands behind the pages, in figures: postings read, whose pay is shown, claims by kind of evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.body import CITATION
from bot.knowledge.counting import LedgerSummary
from bot.knowledge.role import Counted, Pay, RolePage
from bot.knowledge.sources import SourceKind
from bot.knowledge.typed_counts import typed_count, typed_in_front
from bot.knowledge.vocabulary import Need, PageKind, PayOf

NO_PAY = "none"
PAY_ORDER = (PayOf.THIS_JOB, PayOf.NEAREST, PayOf.PROXY)
WELL_READ = 8
READ = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one knowledge base."""

    postings: Mapping[str, LedgerSummary]
    """By role, also those of which nothing was read."""
    pay: Mapping[str, str]
    """By role, whose pay its best figure is; `none` where there is no figure."""
    usual_without_count: int
    typed_counts: int
    states: Mapping[str, tuple[int, int]]
    """By table of states: cells known, and cells."""
    claims_by_kind: Mapping[SourceKind, int]
    """Statements with a source, by the strongest kind of their sources; strongest kind first."""

    def as_json(self) -> dict[str, object]:
        """Return it for other programs."""
        return {
            "postings": {
                role: {
                    "rows": one.rows,
                    "full": one.full,
                    "employers": one.employers,
                    "laws": one.laws,
                    "full_laws": one.full_laws,
                }
                for role, one in self.postings.items()
            },
            "pay": dict(self.pay),
            "usual_without_count": self.usual_without_count,
            "typed_counts": self.typed_counts,
            "states": {topic: {"known": known, "cells": cells} for topic, (known, cells) in self.states.items()},
            "claims_by_kind": {str(kind): number for kind, number in self.claims_by_kind.items()},
        }

    def lines(self) -> Iterator[str]:
        """Yield it for a person, the role of which least was read last."""
        every = tuple(self.postings.values())
        well, read = (sum(one.full >= least for one in every) for least in (WELL_READ, READ))
        with_laws = [sum(one.full + one.full_laws >= least for one in every) for least in (WELL_READ, READ)]
        rows, laws = sum(one.rows for one in every), sum(one.laws for one in every)
        yield f"{rows} postings read; roles with {WELL_READ} or more read to the end: {well}, with {READ}: {read}"
        yield f"{laws} laws on who may hold a job; with them these are {with_laws[0]} and {with_laws[1]} roles"
        for role, one in sorted(self.postings.items(), key=lambda item: (-item[1].full, -item[1].rows, item[0])):
            newest = f", newest {one.newest}" if one.newest else ""
            besides = f"; {one.laws} laws, {one.full_laws} full" if one.laws else ""
            read_of = f"{one.rows} rows, {one.full} full, {one.employers} employers{newest}{besides}"
            yield f"  {role}: {read_of}; pay: {self.pay[role]}"
        found = Counter(self.pay.values())
        yield f"pay of roles: {', '.join(f'{of} {found[of]}' for of in (*PAY_ORDER, NO_PAY))}"
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.claims_by_kind.items())
        yield f"{sum(self.claims_by_kind.values())} claims by the strongest kind of evidence: {kinds}"
        for topic, (known, cells) in self.states.items():
            yield f"states, {topic}: {known} of {cells} cells known"
        yield f'"usual" without a count: {self.usual_without_count}; typed counts: {self.typed_counts}'


def figures_of(base: KnowledgeBase) -> Figures:
    """Return the figures of a base."""
    roles = [base.role(page.id) for page in base.of_kind(PageKind.ROLE)]
    claims = Counter(_strongest(base, claim) for page in base.pages.values() for claim in _claims(page))
    return Figures(
        postings={role.id: role.ledger for role in roles},
        pay={role.id: best_pay(role.front) for role in roles},
        usual_without_count=sum(_usual_without_count(role.front) for role in roles),
        typed_counts=sum(_typed_counts(page) for page in base.pages.values()),
        states={table.id: (table.known_cells, table.all_cells) for table in base.states},
        claims_by_kind={kind: claims[kind] for kind in SourceKind},
    )


def best_pay(front: RolePage) -> str:
    """Return whose pay the role's best figure is; a line that does not say is taken for the nearest."""
    found = {pay_of(pay) for pay in front.pay}
    return next((str(of) for of in PAY_ORDER if of in found), NO_PAY)


def pay_of(pay: Pay) -> PayOf:
    """Return whose pay a line is; where it does not say, no more is claimed than that it is near."""
    return pay.of or PayOf.NEAREST


def by_nearness(front: RolePage) -> tuple[Pay, ...]:
    """Return the pay lines of a role, this job's first, each kind in the page's order."""
    return tuple(sorted(front.pay, key=lambda pay: PAY_ORDER.index(pay_of(pay))))


def whose_pay(pay: Pay) -> str:
    """Return the caveat of a figure that is not this job's, to stand before it wherever it is shown."""
    return {PayOf.THIS_JOB: "", PayOf.NEAREST: "nearest job: ", PayOf.PROXY: "another occupation: "}[pay_of(pay)]


def _usual_without_count(front: RolePage) -> int:
    return sum(
        glance.need is Need.USUAL and glance.count is None for _, glance in front.at_a_glance if glance is not None
    )


def _typed_counts(page: AnyPage) -> int:
    in_body = sum(typed_count(sentence.text) is not None for sentence in page.body.sentences())
    return in_body + len(list(typed_in_front(page.front.model_dump())))


def _claims(page: AnyPage) -> Iterator[tuple[str, ...]]:
    """Yield the sources of each statement that has any."""
    yield from _claims_in(page.front)
    for sentence in page.body.sentences():
        if found := CITATION.findall(sentence.text):
            yield tuple(found)


def _claims_in(value: object) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Counted):
        if value.evidence:
            yield value.evidence
    elif isinstance(value, BaseModel):
        if sources := getattr(value, "sources", ()):
            yield sources
        for _, inner in value:
            yield from _claims_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _claims_in(inner)


def _strongest(base: KnowledgeBase, claim: tuple[str, ...]) -> SourceKind:
    return min((base.sources[source_id].kind for source_id in claim), key=lambda kind: kind.rank)
