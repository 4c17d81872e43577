"""Put every role in its group, best first, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from bot.fit.engine.answers import Answers
from bot.fit.engine.evidence import ASKING
from bot.fit.engine.gates import IN_DOUBT, SHUT, Finding, Standing, findings
from bot.fit.engine.steps import Step
from bot.fit.engine.wishes import Flag, flags
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import Requirement, RolePage
from bot.knowledge.vocabulary import Level, PageKind


class Group(StrEnum):
    """How far a role is open."""

    OPEN = "open"
    STEP = "step"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RoleFit:
    """One role as it stands to one member."""

    role: Page[RolePage]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]

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
        """Return the group: closed by what no step mends, or by more than one step."""
        if any(finding.standing is Standing.BLOCKED for finding in self.findings) or len(self.steps) > 1:
            return Group.CLOSED
        return Group.STEP if self.steps else Group.OPEN

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """Return what keeps it from being open, law before custom."""
        shut = [finding for finding in self.findings if finding.standing in SHUT]
        return tuple(sorted(shut, key=lambda finding: finding.asked_by is not Level.LAW))

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what varies, is not known or was not answered."""
        return tuple(finding for finding in self.findings if finding.standing in IN_DOUBT)

    @property
    def points(self) -> int:
        """Return how well it is as wished; more is better."""
        return sum(flag.points for flag in self.flags)

    @property
    def not_tested(self) -> tuple[Requirement, ...]:
        """Return what law and employers ask besides, and no finding covers."""
        covered = {line.text for finding in self.findings for line in finding.evidence}
        lines = (line for line in self.role.front.requirements if line.level in ASKING)
        return tuple(line for line in lines if line.words not in covered)


def fit_roles(base: KnowledgeBase, answers: Answers) -> tuple[RoleFit, ...]:
    """Return every role with its reasons: as wished first, then what is surest, then by title."""
    fits = [fit_role(base, page.id, answers) for page in base.of_kind(PageKind.ROLE)]
    return tuple(sorted(fits, key=lambda fit: (-fit.points, len(fit.doubts))))


def fit_role(base: KnowledgeBase, role_id: str, answers: Answers) -> RoleFit:
    """Return how one role stands to a member; raises PageNotFound."""
    role = base.role(role_id)
    return RoleFit(role, tuple(findings(role.front, answers)), tuple(flags(role.front, answers)))
