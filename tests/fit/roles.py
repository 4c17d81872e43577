"""Made-up roles, open to all but for what a test gives them, and what /fit finds of them."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.fit.engine.answers import Answers
from bot.fit.engine.evidence import Gate
from bot.fit.engine.gates import Finding, findings
from bot.fit.engine.ranking import Group, fit_role
from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.body import Body
from bot.knowledge.role import RolePage

UNKNOWN_GLANCE = {"value": "unknown"}
OPEN_TO_ALL: dict[str, Any] = {
    "training": "degree",
    "licence": "none",
    "board": "none",
    "img_open": "yes",
    "years": 0,
    "remote": "unknown",
    "hours": "unknown",
    "likes": ["detail"],
}


def asks(level: str, about: str, text: str = "A line of the page.", source: str = "posting-1") -> dict[str, Any]:
    return {"level": level, "about": about, "text": text, "sources": [source]}


def role(
    *requirements: dict[str, Any],
    glance: dict[str, Any] | None = None,
    pay: list[dict[str, Any]] | None = None,
    **fit: Any,
) -> RolePage:
    """Return the front matter of a role that is open to all, but for what is given."""
    names = ("degree", "licence", "board_certification", "residency", "experience", "patient_contact")
    return RolePage.model_validate(
        {
            "title": "Lighthouse reviewer",
            "summary": "You read keepers' files and say who may serve.",
            "asks": ["one question", "two questions", "three questions", "four questions", "five questions"],
            "reviewed": date(2026, 1, 2),
            "review_by": date(2099, 1, 2),
            "sector": "lighthouses",
            "at_a_glance": dict.fromkeys((*names, "remote", "travel", "hours"), UNKNOWN_GLANCE) | (glance or {}),
            "requirements": [*requirements, asks("not_required", "skill"), asks("not_required", "certification")],
            "ways_in": [{"text": "Write to a reviewer.", "cost": "free"}],
            "pay": pay or [],
            "fit": OPEN_TO_ALL | fit,
        }
    )


def base_of(**roles: RolePage) -> KnowledgeBase:
    pages: dict[str, AnyPage] = {
        name: Page(name, Path(f"{name}.md"), front, Body((), "", 1)) for name, front in roles.items()
    }
    return KnowledgeBase(pages, {}, "test")


def found(front: RolePage, gate: Gate, **answers: Any) -> Finding:
    return next(finding for finding in findings(front, Answers(**answers)) if finding.gate is gate)


def group_of(front: RolePage, **answers: Any) -> Group:
    return fit_role(base_of(one=front), "one", Answers(**answers)).group


def glance(need: str | None, value: str = "as the page has it") -> dict[str, Any]:
    return {"value": value, "need": need, "sources": ["posting-1"]}


RESIDENCY = asks("employers", "residency")
LICENSE = asks("law", "licence", source="rule-1")
BOARD = asks("employers", "board")
EXPERIENCE = asks("employers", "experience", "Five years of lighthouse work.")
