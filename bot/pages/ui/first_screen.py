"""The first screen of a role card: what it is, could I get it, what it pays, what to do first, how sure we are."""

from collections.abc import Iterator

from bot.knowledge.base import Page
from bot.knowledge.counting import LedgerSummary
from bot.knowledge.role import Glance, RolePage
from bot.knowledge.vocabulary import Need
from bot.pages.ui.citing import cite
from bot.pages.ui.labels import GLANCE, NEED
from bot.pages.ui.pay_words import best_pay_line

_GATES = ("licence", "board_certification", "residency", "experience", "work_permission")
"""What may close a job to a physician, in the order in which people ask."""
_MONTH = len("2026-05")
_SAID_BY_COUNT = frozenset({Need.USUAL, Need.REQUIRED})


def first_screen(page: Page[RolePage]) -> Iterator[str]:
    """Yield the blocks of the first screen."""
    front = page.front
    yield front.summary
    known = list(_gates(front))
    yield "\n".join(("**Could I get it**", *(known or ["No source we read says what it takes."])))
    yield f"**Pays** {best_pay_line(front)}"
    if step := _first_step(front):
        yield f"**First step** {step}"
    yield f"**How sure are we** {_how_sure(page)}"


def _gates(front: RolePage) -> Iterator[str]:
    """Yield a line for each thing that may close the job; those that say the same stand on one."""
    names: dict[str, list[str]] = {}
    for name in _GATES:
        glance = getattr(front.at_a_glance, name)
        if glance is not None and not glance.is_unknown:
            names.setdefault(_gate_words(glance), []).append(GLANCE[name])
    for words, (first, *others) in names.items():
        yield f"{', '.join((first, *map(str.lower, others)))}: {words}"


def _gate_words(glance: Glance) -> str:
    """Return what a line says: a count says by itself how usual a thing is, so the word stays away there."""
    needs_word = glance.need is not None and not (glance.tally and glance.need in _SAID_BY_COUNT)
    need = f" · *{NEED[glance.need]}*" if glance.need is not None and needs_word else ""
    return cite(f"{glance.short_words}{need}", glance.sources)


def _first_step(front: RolePage) -> str | None:
    """Return what to do this week, or the first way in that costs nothing."""
    if front.first_step:
        return front.first_step
    return next((cite(way.text, way.sources) for way in front.ways_in if way.cost == "free"), None)


def _how_sure(page: Page[RolePage]) -> str:
    parts = [_read(page.ledger)]
    unknown = [GLANCE[name].lower() for name, glance in page.front.at_a_glance if glance and glance.is_unknown]
    if unknown:
        parts.append(f"Unknown: {', '.join(unknown)}.")
    return " ".join(parts)


def _read(ledger: LedgerSummary) -> str:
    """Return how many jobs were read, and apart from them how many laws on who may hold it."""
    laws = f"{ledger.laws} law{'' if ledger.laws == 1 else 's'} on who may hold it"
    if not ledger.rows:
        return f"No posting of this job was read{f', but {laws}' if ledger.laws else ''}."
    jobs = "1 job" if ledger.rows == 1 else f"{ledger.rows} jobs"
    newest = f", newest {ledger.newest[:_MONTH]}" if ledger.newest else ""
    besides = f", and {laws}" if ledger.laws else ""
    return f"{jobs} read, {ledger.full or 'none'} to the end{newest}{besides}; not a sample of the market."
