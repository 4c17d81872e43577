"""The cards of sectors, guides, certificates and myths, section by section."""

from collections import Counter
from collections.abc import Iterator

from bot.kit.ui.limits import shorten
from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.count_words import NOT_A_SAMPLE, tiny_count_words
from bot.knowledge.naming import named_in
from bot.knowledge.pages import CertificationPage, GuidePage, MythPage, SectorPage
from bot.knowledge.reach import Reach, reach_of
from bot.knowledge.role import Glance, RolePage
from bot.knowledge.vocabulary import Remote
from bot.pages.ui.card import Section
from bot.pages.ui.citing import cite
from bot.pages.ui.labels import BOARD, CERTIFICATION_VERDICT, LICENSE, MYTH_VERDICT, REACH, REMOTE
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.money import fee_line
from bot.pages.ui.pay_words import short_pay
from bot.pages.ui.source_list import sources_blocks
from bot.pages.ui.step_words import STEPS_TITLE, step_blocks

_NOBODY_ASKS = ("No rule we read asks for it by name.",)
_LABEL_LENGTH = 38
"""Longest section title on a button before it wraps on a phone."""


def sector_sections(base: KnowledgeBase, page: Page[SectorPage]) -> tuple[Section, ...]:
    """Return a sector's sections: its roles by what one can get first, after the summary."""
    return (
        Section("glance", "Its roles", (page.front.summary, *_roles_by_reach(base, page.id))),
        *body_sections(page),
        _sources(base, page),
    )


def _roles_by_reach(base: KnowledgeBase, sector_id: str) -> Iterator[str]:
    """Yield the sector's roles by what they ask for, the most open first."""
    for reach in Reach:
        roles = [role for role in base.roles_in(sector_id) if reach_of(role.front.fit) is reach]
        heading = f"### {REACH[reach]}\n"
        for role in roles:
            yield f"{heading}**{role.title}**\n{_asks(role.front)}\n{short_pay(role.front)}"
            heading = ""


def _asks(front: RolePage) -> str:
    fit, glance = front.fit, front.at_a_glance
    parts = [
        f"license: {LICENSE[fit.licence]}{_counted(glance.licence)}",
        f"board: {BOARD[fit.board]}{_counted(glance.board_certification)}",
    ]
    if fit.remote not in {Remote.UNKNOWN, Remote.VARIES}:
        parts.append(REMOTE[fit.remote])
    return " · ".join(parts)


def _counted(glance: Glance) -> str:
    return f" ({tiny_count_words(glance.tally)})" if glance.tally and glance.tally.main else ""


def guide_sections(base: KnowledgeBase, page: Page[GuidePage]) -> tuple[Section, ...]:
    """Return a guide's sections, its summary leading the first."""
    first, *rest = body_sections(page)
    return (
        Section(first.key, first.label, (page.front.summary, *first.blocks)),
        *rest,
        *_steps(page.front),
        _sources(base, page),
    )


def _steps(front: GuidePage) -> Iterator[Section]:
    if front.steps:
        yield Section("steps", STEPS_TITLE, ("`/plan` counts these from your own last day.", *step_blocks(front)))


def certification_sections(base: KnowledgeBase, page: Page[CertificationPage]) -> tuple[Section, ...]:
    """Return a certificate's sections: verdict and price first."""
    front = page.front
    verdict = f"**{CERTIFICATION_VERDICT[front.verdict.value]}**\n{cite(front.verdict.text, front.verdict.sources)}"
    fees = [f"- {cite(fee_line(fee), fee.sources)}" for fee in front.fees] or ["No source we read gives a fee."]
    glance = (
        front.summary,
        verdict,
        "\n".join(("**What it costs**", *fees)),
        f"**Issued by** {front.issuer}",
    )
    asked = [f"- {cite(line.text, line.sources)}" for line in front.asked_for_by]
    eligibility = [f"- {cite(line.text, line.sources)}" for line in front.eligibility]
    upkeep = [f"- {cite(line.text, line.sources)}" for line in front.upkeep] or [
        "Nothing found in the sources we read."
    ]
    rules = ("\n".join(("### Who may sit it", *eligibility)), "\n".join(("### Keeping it", *upkeep)))
    return (
        Section("glance", "At a glance", glance),
        Section("asked", "Who asks for it", (*_named_in(base, page.id), *(asked or _NOBODY_ASKS))),
        Section("rules", "Eligibility and upkeep", rules),
        *body_sections(page),
        _sources(base, page),
    )


def _named_in(base: KnowledgeBase, name: str) -> Iterator[str]:
    """Yield in how many of the jobs that were read a certificate is named, and in which roles."""
    found = named_in(base, name)
    if not found.seen:
        return
    lines = [f"Named in **{found.named or 'none'} of the {found.seen} jobs** that we read to the end or that name it."]
    for word, roles in (("Required", found.required), ("Preferred", found.preferred), ("Only named", found.other)):
        counts = (f"{base.pages[role].title} ({number})" for role, number in Counter(roles).items())
        if roles:
            lines.append(f"- {word}: {', '.join(counts)}")
    yield "\n".join((*lines, f"-# {NOT_A_SAMPLE}"))


def myth_sections(base: KnowledgeBase, page: Page[MythPage]) -> tuple[Section, ...]:
    """Return a myth's sections: claim, verdict, evidence and what to do instead on the first."""
    front = page.front
    first = (
        f"> “{front.claim}”",
        f"## {MYTH_VERDICT[front.verdict]}\n{front.summary}",
        "\n".join(("**The evidence**", *(f"- {cite(line.text, line.sources)}" for line in front.evidence))),
        f"**Instead**\n{front.instead}",
    )
    return (Section("glance", "The claim", first), *body_sections(page), _sources(base, page))


def body_sections(page: AnyPage) -> tuple[Section, ...]:
    """Return the body's own sections; their keys count from b0."""
    return tuple(
        Section(f"b{number}", shorten(section.title, _LABEL_LENGTH), tuple(to_blocks(section.markdown)))
        for number, section in enumerate(page.body.sections)
    )


def _sources(base: KnowledgeBase, page: AnyPage) -> Section:
    return Section("sources", "Sources", tuple(sources_blocks(base, page)))
