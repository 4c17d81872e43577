"""Rules of the steps that guides have."""

from collections.abc import Iterable, Iterator, Mapping

from bot.knowledge.pages import GuidePage
from bot.knowledge.problems import Problem
from bot.knowledge.reading import ReadPage, ReadSource
from bot.knowledge.sources import STATE_RULES
from bot.knowledge.steps import Step, StepRule


def check_steps(pages: Iterable[ReadPage], sources: Mapping[str, ReadSource]) -> Iterator[Problem]:
    """Yield a problem for each step whose id is taken, or that claims law without a rule to show."""
    owners: dict[str, str] = {}
    for read in pages:
        for index, step in enumerate(_steps(read)):
            line = read.document.line_of(("steps", index))
            owner = owners.setdefault(step.id, read.id)
            if owner != read.id or step.id in {other.id for other in _steps(read)[:index]}:
                yield Problem(read.path, line, f'the step "{step.id}" is there already, in {owner}; its id is unique')
            if step.rule is StepRule.LAW and not _shows_a_rule(step, sources):
                message = f'the step "{step.id}" is of rule law; that needs a source of kind law, standard or official'
                yield Problem(read.path, line, message)


def _steps(read: ReadPage) -> tuple[Step, ...]:
    front = read.page.front if read.page is not None else None
    return front.steps if isinstance(front, GuidePage) else ()


def _shows_a_rule(step: Step, sources: Mapping[str, ReadSource]) -> bool:
    found = [sources[source_id].source for source_id in step.sources if source_id in sources]
    return len(found) < len(step.sources) or any(source.kind in STATE_RULES for source in found)
