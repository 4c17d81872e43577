"""`/fit` for other programs: answers in, every role's group and reasons out."""

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from bot.cli.batch import BatchUnreadable, records
from bot.config import Settings
from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.fit.engine.ranking import RoleFit, best_of, fit_roles
from bot.fit.ui.results import reason
from bot.kit.clock import SystemClock
from bot.knowledge.library import Library


def fit_batch(settings: Settings, path: Path) -> Iterator[str]:
    """Yield a JSON line for each profile of a JSONL file; raises BatchUnreadable and KnowledgeInvalid."""
    base = Library(settings.knowledge_dir, SystemClock()).current
    for place, record in records(path, "answers"):
        fits = fit_roles(base, _answers(record["answers"], place))
        best = [fit.role.id for fit in best_of(fits)]
        roles = [_as_data(fit) for fit in fits]
        yield json.dumps({"id": record["id"], "best": best, "roles": roles}, ensure_ascii=False)


def _answers(given: object, place: str) -> Answers:
    if not isinstance(given, dict):
        raise BatchUnreadable(f'{place}: "answers" is no object')
    answers = Answers()
    for question, value in given.items():
        if question not in CHOICES:
            raise BatchUnreadable(f"{place}: there is no question {question!r}; there are {', '.join(CHOICES)}")
        chosen = [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]
        allowed = {str(choice) for choice in CHOICES[question]}
        if not allowed.issuperset(chosen) or (len(chosen) > 1 and question not in SEVERAL):
            raise BatchUnreadable(f"{place}: {question} cannot be {value!r}; it can be {', '.join(sorted(allowed))}")
        answers = answers.answering(question, chosen)
    return answers


def _as_data(fit: RoleFit) -> dict[str, object]:
    return {
        "role": fit.role.id,
        "group": _word(fit.group),
        "reason": reason(fit),
        "findings": {finding.gate.value: _word(finding.standing) for finding in fit.findings},
        "steps": [_word(step) for step in fit.steps],
        "points": round(fit.points, 2),
    }


def _word(value: Enum) -> str:
    return str(value.value)
