"""What each rule finds, and the page's lines behind it.

A rule closes a role only on a sourced line of its page. What varies, what the notes do not know and what the member
skipped is said, and closes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.fit.engine import rules
from bot.fit.engine.answers import Answers
from bot.fit.engine.evidence import ASKING, Evidence, Gate, at_a_glance, evidence_for
from bot.fit.engine.rules import SHUT, Standing, Way
from bot.fit.engine.steps import Step
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, and the page's lines behind it, law before custom."""

    gate: Gate
    standing: Standing
    steps: tuple[Step, ...] = ()
    years_short: int = 0
    evidence: tuple[Evidence, ...] = ()

    @property
    def asked_by(self) -> Level:
        """Return LAW where any line behind it is law, else EMPLOYERS: law outweighs custom."""
        by_law = any(line.level is Level.LAW for line in self.evidence)
        return Level.LAW if by_law else Level.EMPLOYERS


_FOR_AND_AGAINST = ASKING | {Level.NOT_REQUIRED}
_ANYTHING = frozenset({*Level, None})
_NO_LINE_NEEDED = frozenset({Gate.WORK, Gate.FIELD})
"""Gates that the page states only where it knows."""
_TOLD_OTHERWISE = _NO_LINE_NEEDED | {Gate.SCHOOL}
"""Gates that the page's lines need not speak of: what it says of degrees need not say where they are from."""
_RULES: Mapping[Gate, Callable[[RolePage, Answers], Way | None]] = {
    Gate.TRAINING: rules.training,
    Gate.LICENSE: rules.licensing,
    Gate.BOARD: rules.board,
    Gate.YEARS: rules.years,
    Gate.SCHOOL: rules.school,
    Gate.WORK: rules.work,
    Gate.FIELD: rules.field_of_medicine,
}


def findings(front: RolePage, answers: Answers) -> Iterator[Finding]:
    """Yield what each rule finds; a rule that says nothing of this role or member is left out."""
    for gate in _RULES:
        if (found := finding(front, gate, answers)) is not None:
            yield found


def finding(front: RolePage, gate: Gate, answers: Answers) -> Finding | None:
    """Return what a gate's rule finds, or None where it says nothing of this role or member."""
    way = _RULES[gate](front, answers)
    if way is None:
        return None
    if way == rules.UNKNOWN and gate in _TOLD_OTHERWISE:
        return Finding(gate, Standing.UNKNOWN)
    short = rules.years_short(front.fit.years, answers) if gate is Gate.YEARS else 0
    return _finding(front, gate, way, short)


def _finding(front: RolePage, gate: Gate, way: Way, years_short: int) -> Finding:
    standing, steps = way
    if standing in SHUT and (gate in _NO_LINE_NEEDED or evidence_for(front, gate, ASKING)):
        lines = evidence_for(front, gate, _FOR_AND_AGAINST) or (*at_a_glance(front, "work_permission"),)
        return Finding(gate, standing, steps, years_short, lines)
    evidence = evidence_for(front, gate, _ANYTHING)
    if standing in SHUT:  # the page's summary says so, and no line of it asks: at most it tells who is there
        standing = Standing.AGAINST if evidence else Standing.UNKNOWN
    return Finding(gate, standing, evidence=evidence)
