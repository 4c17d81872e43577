"""Cut pages into passages: what is searched, and what is shown."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.ask.engine.aspects import Aspect, shared, told_aspects
from bot.ask.engine.cutting import Piece, cut_section, without_teasers
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.body import CITATION
from bot.knowledge.figures import by_nearness, whose_pay
from bot.knowledge.pages import CertificationPage, MythPage
from bot.knowledge.role import Glance, Pay, RolePage
from bot.knowledge.vocabulary import About, Level

_LEVEL = {
    Level.LAW: "Required by law",
    Level.EMPLOYERS: "Employers require",
    Level.HELPS: "Helps",
    Level.NOT_REQUIRED: "Not required",
    Level.NOT_ASKED: "Nobody we read asks for it",
}
_GLANCE = {
    "degree": Aspect.DEGREE,
    "licence": Aspect.LICENSE,
    "board_certification": Aspect.BOARD,
    "residency": Aspect.RESIDENCY,
    "experience": Aspect.EXPERIENCE,
    "patient_contact": Aspect.PATIENTS,
    "remote": Aspect.REMOTE,
    "travel": Aspect.TRAVEL,
    "hours": Aspect.HOURS,
    "work_permission": Aspect.CITIZENSHIP,
}
_ABOUT = {
    About.DEGREE: (Aspect.DEGREE,),
    About.LICENSE: (Aspect.LICENSE,),
    About.BOARD: (Aspect.BOARD,),
    About.RESIDENCY: (Aspect.RESIDENCY,),
    About.EXPERIENCE: (Aspect.EXPERIENCE,),
}
_OF_WHAT = {
    About.DEGREE: "degree",
    About.LICENSE: "license",
    About.BOARD: "board certification",
    About.RESIDENCY: "residency",
    About.EXPERIENCE: "experience",
}
"""Said of a requirement, whose text may leave it to the card's heading."""
_TOGETHER = {
    "What it takes": (Aspect.DEGREE, Aspect.LICENSE, Aspect.BOARD, Aspect.RESIDENCY, Aspect.EXPERIENCE),
    "How one works": (Aspect.REMOTE, Aspect.TRAVEL, Aspect.HOURS, Aspect.PATIENTS),
}
_SECTION = {
    "What you do": Aspect.DUTIES,
    "A week": Aspect.DUTIES,
    "Ways in": Aspect.WAYS,
    "What they screen for": Aspect.SCREENING,
    "Where it is advertised": Aspect.WHERE,
    "Where it hires in the open": Aspect.WHERE,
    "What it buys from physicians": Aspect.DUTIES,
    "What to know before you apply": Aspect.SCREENING,
    "What it is": Aspect.DUTIES,
}
_LABEL = {"licence": "License", "work_permission": "Citizenship or permission to work"}
_SYMBOL = {"USD": "$", "GBP": "£", "EUR": "€"}
_AMOUNTS = ("low", "high", "p25", "p75", "median", "mean")
_MOST_PAY = 4
"""Figures that a passage gives: the page lists the nearest to the job first."""
_MARKUP = re.compile(r"\*\*|[|#`]|^>\s?|(?<=\s)\*|\*(?=\s)|\[(?=[^\]]*\]\()|\]\([^)]*\)", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_SAME = re.compile(r"^(?:the same|that|both|this|it|these|the other|another|the one)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page: `markdown` is shown, `text` is searched."""

    page_id: str
    section: str
    """The title of the body's section, or the name of a part of the front matter."""
    markdown: str
    sources: tuple[str, ...]
    about: frozenset[Aspect] = frozenset()
    """What it is there to tell, by its place on the page."""
    is_gap: bool = False
    """It says what the page could not find."""
    text: str = field(init=False)
    """The passage without markup and citations."""
    tells: frozenset[Aspect] = field(init=False)
    """What it tells by its words."""

    @property
    def mark(self) -> str:
        """Return eight letters that tell this passage from others of its page."""
        return hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest()

    def __post_init__(self) -> None:
        text = plain_text(self.markdown)
        object.__setattr__(self, "text", self.markdown if text == self.markdown else text)
        object.__setattr__(self, "about", shared(self.about))
        object.__setattr__(self, "tells", told_aspects(self.text))


def plain_text(markdown: str) -> str:
    """Return markdown without markup and citations, on one line."""
    return _SPACES.sub(" ", _MARKUP.sub(" ", CITATION.sub("", markdown))).strip()


def in_context(base: KnowledgeBase, passage: Passage) -> str:
    """Return what of a passage is turned into a vector: its page's title, its section and its text."""
    return f"{base.pages[passage.page_id].title}. {passage.section}. {passage.text}"


def cut_passages(base: KnowledgeBase) -> Iterator[Passage]:
    """Yield the passages of all pages: summaries, facts of the front matter, items and paragraphs of the body."""
    for page in base.pages.values():
        front = page.front
        if isinstance(front, MythPage):
            yield from _myth_facts(page.id, front)
        else:
            yield Passage(page.id, "Summary", front.summary, (), frozenset({Aspect.DUTIES}))
        if isinstance(front, RolePage):
            yield from _role_facts(page.id, front)
            yield from _neighbors(base, page.id, front)
        elif isinstance(front, CertificationPage):
            yield from _certification_facts(page.id, front)
        yield from _of_body(page)


def _role_facts(page_id: str, front: RolePage) -> Iterator[Passage]:
    before = ""
    for requirement in front.requirements:
        shown = requirement.short_words
        if _SAME.match(shown) and before:
            shown = f"{before} {shown}"
        else:
            before = shown
        about = frozenset({Aspect.SCREENING, *_ABOUT.get(requirement.about, ())})
        what = _OF_WHAT.get(requirement.about, "")
        level = (
            f"{_LEVEL[requirement.level]} ({what})" if what and what not in shown.lower() else _LEVEL[requirement.level]
        )
        yield Passage(page_id, "Requirements", f"**{level}.** {shown}", requirement.marks, about)
    for name, aspect in _GLANCE.items():
        if (glance := getattr(front.at_a_glance, name)) is not None:
            yield _glance(page_id, name, aspect, glance)
    for label, aspects in _TOGETHER.items():
        yield from _together(page_id, label, front, aspects)
    if front.first_step:
        yield Passage(page_id, "First step", f"First step: {front.first_step}", (), frozenset({Aspect.WAYS}))
    if front.pay:
        nearest = by_nearness(front)[:_MOST_PAY]
        lines = [f"{whose_pay(pay)}{_figures(pay)} ({pay.when}), {pay.basis}{_marks(pay.sources)}" for pay in nearest]
        text = f"Pay: {lines[0]}" if len(lines) == 1 else "Pay:\n" + "\n".join(f"- {line}" for line in lines)
        yield Passage(page_id, "Pay", text, (), frozenset({Aspect.PAY}))
    for way in front.ways_in:
        cost = "" if way.cost == "free" else f" Cost: {way.cost}."
        text = " ".join(without_teasers(way.text)) or way.text
        yield Passage(page_id, "Ways in", f"{text}{cost}", way.sources, frozenset({Aspect.WAYS}))


def _neighbors(base: KnowledgeBase, page_id: str, front: RolePage) -> Iterator[Passage]:
    """Yield what sets the role apart from each of its neighbors, for questions that weigh two."""
    for neighbor in front.neighbours:
        text = f"**Beside this, {base.pages[neighbor.role].title}:** {neighbor.reason}."
        yield Passage(page_id, "Moves", text, (), frozenset({Aspect.VERSUS}))


def _glance(page_id: str, name: str, aspect: Aspect, glance: Glance) -> Passage:
    label = _label(name)
    if glance.is_unknown:
        unknown = f"{label}: no source we read tells."
        return Passage(page_id, "At a glance", unknown, (), frozenset({aspect}), is_gap=True)
    return Passage(page_id, "At a glance", f"{label}: {glance.short_words}", glance.marks, frozenset({aspect}))


def _together(page_id: str, label: str, front: RolePage, aspects: tuple[Aspect, ...]) -> Iterator[Passage]:
    """Yield several facts of the first screen as one passage, where two or more are known."""
    known = {
        name: glance
        for name, aspect in _GLANCE.items()
        if aspect in aspects and (glance := getattr(front.at_a_glance, name)) is not None and not glance.is_unknown
    }
    if len(known) > 1:
        told = "; ".join(f"{_label(name).lower()}: {glance.short_words}" for name, glance in known.items())
        sources = tuple(dict.fromkeys(mark for glance in known.values() for mark in glance.marks[:1]))
        yield Passage(page_id, label, f"{label}: {told}", sources, frozenset(aspects))


def _label(name: str) -> str:
    return _LABEL.get(name, name.replace("_", " ").capitalize())


def _marks(sources: tuple[str, ...]) -> str:
    return "".join(f"[^{source}]" for source in sources)


def _figures(pay: Pay) -> str:
    """Return a figure such as `$340,000 to $350,000 a year`."""
    currency, period = pay.unit.split("/")
    money = {
        name: f"{_SYMBOL.get(currency, currency + ' ')}{value:,.0f}"
        for name in _AMOUNTS
        if (value := getattr(pay, name))
    }
    found = []
    if "low" in money:
        found.append(money["low"] if pay.low == pay.high else f"{money['low']} to {money['high']}")
    if "p25" in money:
        found.append(f"the middle half {money['p25']} to {money['p75']}")
    found += [f"{name} {money[name]}" for name in ("median", "mean") if name in money]
    return f"{', '.join(found)} {'an' if period[0] in 'aeioh' else 'a'} {period}"


def _certification_facts(page_id: str, front: CertificationPage) -> Iterator[Passage]:
    verdict = frozenset({Aspect.WORTH, Aspect.SCREENING})
    yield Passage(page_id, "Verdict", front.verdict.text, front.verdict.sources, verdict)
    parts = (
        ("Who may sit it", front.eligibility, Aspect.EXPERIENCE),
        ("Who asks for it", front.asked_for_by, Aspect.WORTH),
        ("Keeping it", front.upkeep, Aspect.TIME),
    )
    for label, lines, aspect in parts:
        if lines:
            text = f"{label}: " + " ".join(f"{line.text}{_marks(line.sources)}" for line in lines)
            yield Passage(page_id, label, text, (), frozenset({aspect}))
    if front.fees:
        fees = "; ".join(
            f"{fee.covers}, {fee.amount:g} {fee.currency} ({fee.when}){_marks(fee.sources)}" for fee in front.fees
        )
        yield Passage(page_id, "What it costs", f"Fees: {fees}", (), frozenset({Aspect.COST}))


def _myth_facts(page_id: str, front: MythPage) -> Iterator[Passage]:
    verdict = f"“{front.claim.rstrip('.')}”: {front.verdict}. {front.summary}"
    yield Passage(page_id, "Verdict", verdict, ())
    for line in front.evidence:
        yield Passage(page_id, "Evidence", line.text, line.sources)
    yield Passage(page_id, "Instead", front.instead, ())


def _of_body(page: AnyPage) -> Iterator[Passage]:
    for section in page.body.sections:
        about = frozenset({_SECTION[section.title]} if section.title in _SECTION else set())
        if section.title in {"Your clinical work in their words"}:
            continue
        for piece in cut_section(section.markdown):
            sources = tuple(dict.fromkeys(CITATION.findall(piece.markdown)))
            yield Passage(page.id, section.title, piece.markdown, sources, _about(piece, about), is_gap=piece.is_gap)


def _about(piece: Piece, about: frozenset[Aspect]) -> frozenset[Aspect]:
    if piece.is_gap:
        return frozenset()
    return frozenset({Aspect.LETTER}) if piece.is_letter else about
