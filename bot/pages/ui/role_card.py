"""The role card: what a job asks, pays and leads to, section by section."""

from collections.abc import Iterator

from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.count_words import NOT_A_SAMPLE
from bot.knowledge.figures import by_nearness, pay_of
from bot.knowledge.pages import CertificationPage, MythPage
from bot.knowledge.role import Pay, Requirement, RolePage
from bot.knowledge.vocabulary import About, Level
from bot.pages.ui.card import Section
from bot.pages.ui.citing import cite
from bot.pages.ui.first_screen import first_screen
from bot.pages.ui.labels import ABOUT, CERTIFICATION_VERDICT, GLANCE, LEVEL, MYTH_VERDICT, NEED
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.pay_words import OF_PAY, pay_line
from bot.pages.ui.source_list import sources_blocks

_NO_FIGURE = "No source we read gives a figure. Ask in an informational interview."

ROLE_SECTIONS = {
    "glance": "Overview",
    "asks": "Requirements",
    "pay": "Pay",
    "work": "Day to day",
    "ways": "Get in",
    "around": "Moves",
    "yes": "Ask them",
    "sources": "Sources",
}
_HOW_TO_GET_IN = ("Ways in", "What they screen for", "Your clinical work in their words", "Where it is advertised")
_DAY_TO_DAY = ("patient_contact", "remote", "travel", "hours")


def role_sections(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Section, ...]:
    """Return the sections of a role card."""
    front = page.front
    blocks: dict[str, Iterator[str]] = {
        "glance": first_screen(page),
        "asks": _requirements(page),
        "pay": _pay(front),
        "work": _day_to_day(page),
        "ways": _get_in(page),
        "around": _around(base, page),
        "yes": _body(page, "Questions to ask before you say yes"),
        "sources": sources_blocks(base, page),
    }
    return tuple(Section(key, label, tuple(blocks[key])) for key, label in ROLE_SECTIONS.items())


def _requirements(page: Page[RolePage]) -> Iterator[str]:
    degree = page.front.at_a_glance.degree
    if not degree.is_unknown:
        yield cite(f"Degree: {degree.words}", degree.sources)
    for level in Level:
        lines = [_requirement(line) for line in page.front.requirements if line.level is level]
        if lines:
            yield "\n".join((f"### {LEVEL[level]}", *lines))
        elif level in {Level.LAW, Level.EMPLOYERS}:
            yield f"### {LEVEL[level]}\nNothing found in the sources we read."
    if page.postings:
        yield f"-# {NOT_A_SAMPLE}"


def _requirement(line: Requirement) -> str:
    topic = "" if line.about is About.OTHER else f"**{ABOUT[line.about]}.** "
    return f"- {topic}{cite(line.words, line.sources)}"


def _pay(front: RolePage) -> Iterator[str]:
    heading = None
    for pay in by_nearness(front):
        if OF_PAY[pay_of(pay)] != heading:
            heading = OF_PAY[pay_of(pay)]
            yield f"### {heading}\n{_pay_block(pay)}"
        else:
            yield _pay_block(pay)
    if not front.pay:
        yield _NO_FIGURE


def _pay_block(pay: Pay) -> str:
    return f"- {pay_line(pay)}"


def _day_to_day(page: Page[RolePage]) -> Iterator[str]:
    lines = []
    for name in _DAY_TO_DAY:
        glance = getattr(page.front.at_a_glance, name)
        need = f" · *{NEED[glance.need]}*" if glance.need and not glance.tally else ""
        words = "unknown" if glance.is_unknown else cite(f"{glance.words}{need}", glance.sources)
        lines.append(f"- {GLANCE[name]}: {words}")
    yield "\n".join(lines)
    yield from _body(page, "What you do", "A week")


def _get_in(page: Page[RolePage]) -> Iterator[str]:
    yield "\n".join(f"- {cite(way.text, way.sources)} · *{way.cost}*" for way in page.front.ways_in)
    yield from _body(
        page, "Ways in", "What they screen for", "Your clinical work in their words", "Where it is advertised"
    )


def _body(page: Page[RolePage], *titles: str) -> Iterator[str]:
    """Yield the blocks of body sections, each section's first under its heading."""
    for title in titles:
        section = page.body.section(title)
        for position, block in enumerate(to_blocks(section.markdown) if section else ()):
            yield f"### {title}\n{block}" if position == 0 else block


def _around(base: KnowledgeBase, page: Page[RolePage]) -> Iterator[str]:
    front = page.front
    if front.neighbours:
        lines = (f"- **{base.pages[one.role].title}**: {one.reason}" for one in front.neighbours)
        yield "\n".join(("### Sideways", *lines))
    sectors = ", ".join(base.pages[sector].title for sector in (front.sector, *front.also_in))
    yield f"**Sector** {sectors}"
    groups = (("Myths", front.myths), ("Certificates", front.certifications), ("Guides", front.guides))
    for heading, page_ids in groups:
        if page_ids:
            lines = (f"- {base.pages[page_id].title}{_verdict(base.pages[page_id])}" for page_id in page_ids)
            yield "\n".join((f"**{heading}**", *lines))


def _verdict(page: AnyPage) -> str:
    match page.front:
        case MythPage() as front:
            return f" · {MYTH_VERDICT[front.verdict]}"
        case CertificationPage() as front:
            return f" · {CERTIFICATION_VERDICT[front.verdict.value]}"
        case _:
            return ""
