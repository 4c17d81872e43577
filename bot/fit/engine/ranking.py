"""Put every role in its group, best first, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.fit.engine.answers import Answers
from bot.fit.engine.assets import asset_points
from bot.fit.engine.evidence import ASKING
from bot.fit.engine.gates import Finding, findings
from bot.fit.engine.rules import IN_DOUBT, SHUT, Standing
from bot.fit.engine.steps import NAMED, Step
from bot.fit.engine.wishes import Flag, flags
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import Requirement, RolePage
from bot.knowledge.vocabulary import Level, PageKind

A_DOUBT_COSTS = 0.5
"""Points that each doubt takes away."""
A_LACK_COSTS = 1.5
"""Points that each thing takes away which some ask and the member has not."""
_OPEN_COUNTS = 0.5
"""Points that being open is worth among the best."""


class Group(StrEnum):
    """How far a role is open."""

    OPEN = "open"
    LIKELY = "likely"
    STEP = "step"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoleFit:
    """One role as it stands to one member."""

    role: Page[RolePage]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]
    assets: float
    """What the member has that the role is after, in points."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps that it takes, each once."""
        return tuple(dict.fromkeys(step for finding in self.findings for step in finding.steps))

    @property
    def years_short(self) -> int:
        """Return how many years of experience are missing, 0 where none are."""
        return max((finding.years_short for finding in self.findings), default=0)

    @property
    def group(self) -> Group:
        """Return the group.

        Closed by what no step mends, by more than one step, by a step that the notes cannot name or that takes years,
        and by two things that some ask and the member has not. Open where every condition is known and met, and likely
        where only something is not known.
        """
        if any(finding.standing is Standing.BLOCKED for finding in self.findings) or len(self.steps) > 1:
            return Group.CLOSED
        if len(self._lacks) > 1:
            return Group.CLOSED
        if self.steps:
            return Group.STEP if NAMED.issuperset(self.steps) else Group.CLOSED
        return Group.LIKELY if self.doubts else Group.OPEN

    @property
    def _lacks(self) -> tuple[Finding, ...]:
        """Return what some ask and the member has not: two of those close a role, also beside a step."""
        return tuple(finding for finding in self.findings if finding.standing is Standing.AGAINST)

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """Return what keeps it from being open, law before custom."""
        shut = [finding for finding in self.findings if finding.standing in SHUT]
        if len(self._lacks) > 1:
            shut += self._lacks
        return tuple(sorted(shut, key=lambda finding: finding.asked_by is not Level.LAW))

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what varies, is not known or was not answered."""
        return tuple(finding for finding in self.findings if finding.standing in IN_DOUBT)

    @property
    def points(self) -> float:
        """Return how well it is as wished and as the member is made; more is better, and doubts cost."""
        lacks = len(self._lacks)
        cost = A_LACK_COSTS * lacks + A_DOUBT_COSTS * (len(self.doubts) - lacks)
        return sum(flag.points for flag in self.flags) + self.assets - cost

    @property
    def not_tested(self) -> tuple[Requirement, ...]:
        """Return what law and employers ask besides, and no finding covers."""
        covered = {line.text for finding in self.findings for line in finding.evidence}
        lines = (line for line in self.role.front.requirements if line.level in ASKING)
        return tuple(line for line in lines if line.words not in covered)


@lru_cache(maxsize=8)  # who turns pages sends the same answers again
def fit_roles(base: KnowledgeBase, answers: Answers) -> tuple[RoleFit, ...]:
    """Return every role with its reasons: what suits first, then by title."""
    fits = [fit_role(base, page.id, answers) for page in base.of_kind(PageKind.ROLE)]
    return tuple(sorted(fits, key=lambda fit: -fit.points))


def fit_role(base: KnowledgeBase, role_id: str, answers: Answers) -> RoleFit:
    """Return how one role stands to a member; raises PageNotFound."""
    role = base.role(role_id)
    found, wished = tuple(findings(role.front, answers)), tuple(flags(role.front, answers))
    return RoleFit(role, found, wished, asset_points(role, answers))


def best_of(fits: Sequence[RoleFit], most: int = 5) -> tuple[RoleFit, ...]:
    """Return the best few that are open or likely, and one step away only where there are too few of those."""
    near = [fit for fit in fits if fit.group in {Group.OPEN, Group.LIKELY}]
    near.sort(key=lambda fit: -fit.points - (_OPEN_COUNTS if fit.group is Group.OPEN else 0))
    return (*near, *(fit for fit in fits if fit.group is Group.STEP))[:most]
