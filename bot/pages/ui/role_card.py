"""The role card: what a job asks, pays and leads to, section by section."""

from collections.abc import Iterator

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import Glance, Pay, Requirement, RolePage
from bot.knowledge.vocabulary import SPARED, Level
from bot.pages.ui.card import Section
from bot.pages.ui.citing import cite, source_line, source_lines
from bot.pages.ui.labels import ABOUT, GLANCE, LEVEL, NEED
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.money import pay_figure
from bot.pages.ui.page_links import link_to, links_block

NO_PAY = "No source we read gives a figure, so none stands here. Ask in an informational interview."

ROLE_SECTIONS = {
    "glance": "At a glance",
    "asks": "Requirements",
    "pay": "Pay",
    "ways": "Ways in",
    "work": "The work",
    "words": "In their words",
    "yes": "Before you say yes",
    "around": "Next to it",
    "sources": "Sources",
}


def role_sections(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Section, ...]:
    """Return the sections of a role card."""
    front = page.front
    blocks: dict[str, Iterator[str]] = {
        "glance": _glance(front),
        "asks": _requirements(base, front),
        "pay": _pay(base, front),
        "ways": _ways_in(page),
        "work": _body(page, "What you do", "A week"),
        "words": _body(page, "What they screen for", "Your clinical work in their words"),
        "yes": _body(page, "Questions to ask before you say yes"),
        "around": _around(base, page),
        "sources": sources_blocks(base, page.cited),
    }
    return tuple(Section(key, label, tuple(blocks[key])) for key, label in ROLE_SECTIONS.items())


def _glance(front: RolePage) -> Iterator[str]:
    yield front.summary
    glances = {label: getattr(front.at_a_glance, name) for name, label in GLANCE.items()}
    known = [_glance_line(label, glance) for label, glance in glances.items() if glance and not glance.is_unknown]
    unknown = [label for label, glance in glances.items() if glance and glance.is_unknown]
    if front.pay:
        more = f" *(and {len(front.pay) - 1} more under Pay)*" if len(front.pay) > 1 else ""
        known.append(f"**Pay** {_pay_line(front.pay[0])}{more}")
    else:
        unknown.append("Pay")
    if unknown:
        known.append(f"*No source we read tells:* {', '.join(unknown).lower()}")
    yield "\n".join(known)
    for level in SPARED:
        spared = [requirement for requirement in front.requirements if requirement.level is level]
        if spared:
            yield "\n".join((f"**{LEVEL[level]}**", *(f"- {cite(line.words, line.sources)}" for line in spared)))


def _glance_line(label: str, glance: Glance) -> str:
    need = f" · *{NEED[glance.need]}*" if glance.need else ""
    return cite(f"**{label}** {glance.words}{need}", glance.sources)


def _pay_line(pay: Pay) -> str:
    return cite(f"{pay_figure(pay)} ({pay.when}): {pay.basis}", pay.sources)


def _requirements(base: KnowledgeBase, front: RolePage) -> Iterator[str]:
    for level in Level:
        heading = f"### {LEVEL[level]}\n"
        for requirement in (line for line in front.requirements if line.level is level):
            yield heading + _requirement(base, requirement)
            heading = ""
        if heading and level in {Level.LAW, Level.EMPLOYERS}:
            yield f"{heading}Nothing found in the sources we read."


def _requirement(base: KnowledgeBase, requirement: Requirement) -> str:
    text = f"**{ABOUT[requirement.about]}.** {requirement.words}"
    return f"{text}\n{source_lines(requirement.sources, base.sources)}"


def _pay(base: KnowledgeBase, front: RolePage) -> Iterator[str]:
    for pay in front.pay:
        text = f"**{pay_figure(pay)}** ({pay.when})\n{pay.basis}"
        yield f"{text}\n{source_lines(pay.sources, base.sources)}"
    if not front.pay:
        yield NO_PAY
    else:
        yield "-# Figures are what the source covers and no more; we do not average them."


def _ways_in(page: Page[RolePage]) -> Iterator[str]:
    yield "\n".join(f"- {cite(way.text, way.sources)} · *{way.cost}*" for way in page.front.ways_in)
    yield from _body(page, "Ways in", "Where it is advertised", headings=("More on ways in", "Where it is advertised"))


def _body(page: Page[RolePage], *titles: str, headings: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the blocks of body sections, each section's first under its heading."""
    for title, heading in zip(titles, headings or titles, strict=True):
        section = page.body.section(title)
        blocks = to_blocks(section.markdown) if section else ()
        for position, block in enumerate(blocks):
            yield f"### {heading}\n{block}" if position == 0 else block


def _around(base: KnowledgeBase, page: Page[RolePage]) -> Iterator[str]:
    front = page.front
    if front.neighbours:
        lines = (f"- {base.pages[one.role].title}: {one.reason}" for one in front.neighbours)
        yield "\n".join(("### Roles next door", *lines))
    sectors = ", ".join(base.pages[sector].title for sector in (front.sector, *front.also_in))
    yield f"**Sector** {sectors}"
    groups = (("Myths", front.myths), ("Certificates", front.certifications), ("Guides", front.guides))
    for heading, page_ids in groups:
        if page_ids:
            yield links_block(heading, (link_to(base.pages[page_id]) for page_id in page_ids))


def sources_blocks(base: KnowledgeBase, source_ids: tuple[str, ...]) -> Iterator[str]:
    """Yield one block a source, strongest evidence first."""
    yield "Everything this page rests on, strongest kind of evidence first."
    for source in sorted((base.sources[source_id] for source_id in source_ids), key=lambda source: source.kind.rank):
        yield f"- {source_line(source)}\n-# {source.publisher}"
