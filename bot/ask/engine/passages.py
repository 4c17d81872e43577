"""Cut pages into passages: what is searched, and what is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.body import CITATION
from bot.knowledge.pages import CertificationPage, MythPage
from bot.knowledge.role import Pay, RolePage
from bot.knowledge.vocabulary import Level

_FEWEST_WORDS = 6
_LEVEL = {
    Level.LAW: "Required by law",
    Level.EMPLOYERS: "Employers require",
    Level.HELPS: "Helps",
    Level.NOT_REQUIRED: "Not required",
    Level.NOT_ASKED: "Nobody we read asks for it",
}
_PARAGRAPHS = re.compile(r"\n\s*\n")
_MARKUP = re.compile(r"[|*#>`]|\]\([^)]*\)|\[")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page: `markdown` is shown, `text` is searched; a mere question is only searched."""

    page_id: str
    section: str
    """The title of the body's section, or the name of a part of the front matter."""
    markdown: str
    sources: tuple[str, ...]
    is_answer: bool = True

    @property
    def text(self) -> str:
        """Return the passage without markup and citations."""
        return _SPACES.sub(" ", _MARKUP.sub(" ", CITATION.sub("", self.markdown))).strip()


def cut_passages(base: KnowledgeBase) -> Iterator[Passage]:
    """Yield the passages of all pages: summaries, questions, facts of the front matter, paragraphs of the body."""
    for page in base.pages.values():
        front = page.front
        yield Passage(page.id, "Summary", front.summary, ())
        yield from (Passage(page.id, "Questions", question, (), is_answer=False) for question in front.asks)
        if isinstance(front, RolePage):
            yield from _role_facts(page.id, front)
        elif isinstance(front, CertificationPage):
            yield from _certification_facts(page.id, front)
        elif isinstance(front, MythPage):
            yield from _myth_facts(page.id, front)
        yield from _paragraphs(page)


def _role_facts(page_id: str, front: RolePage) -> Iterator[Passage]:
    for requirement in front.requirements:
        text = f"**{_LEVEL[requirement.level]}.** {requirement.words}"
        yield Passage(page_id, "Requirements", text, requirement.evidence)
    for name, glance in front.at_a_glance:
        if glance is not None and not glance.is_unknown:
            label = name.replace("_", " ").capitalize()
            yield Passage(page_id, "At a glance", f"{label}: {glance.words}", glance.evidence)
    for pay in front.pay:
        yield Passage(page_id, "Pay", f"Pay: {_figures(pay)} {pay.unit} ({pay.when}), {pay.basis}", pay.sources)
    for way in front.ways_in:
        yield Passage(page_id, "Ways in", f"Way in: {way.text}", way.sources)


def _figures(pay: Pay) -> str:
    found = [f"{pay.low:,.0f} to {pay.high:,.0f}"] if pay.low is not None and pay.high is not None else []
    if pay.p25 is not None and pay.p75 is not None:
        found.append(f"middle half {pay.p25:,.0f} to {pay.p75:,.0f}")
    found += [
        f"{name} {value:,.0f}" for name, value in (("median", pay.median), ("mean", pay.mean)) if value is not None
    ]
    return ", ".join(found)


def _certification_facts(page_id: str, front: CertificationPage) -> Iterator[Passage]:
    yield Passage(page_id, "Verdict", front.verdict.text, front.verdict.sources)
    parts = (
        ("Who may sit it", front.eligibility),
        ("Who asks for it", front.asked_for_by),
        ("Keeping it", front.upkeep),
    )
    for label, lines in parts:
        yield from (Passage(page_id, label, f"{label}: {line.text}", line.sources) for line in lines)
    for fee in front.fees:
        yield Passage(
            page_id, "What it costs", f"Fee: {fee.covers}, {fee.amount:g} {fee.currency} ({fee.when})", fee.sources
        )


def _myth_facts(page_id: str, front: MythPage) -> Iterator[Passage]:
    yield Passage(page_id, "Claim", front.claim, (), is_answer=False)
    yield from (Passage(page_id, "Evidence", line.text, line.sources) for line in front.evidence)
    yield Passage(page_id, "Instead", front.instead, ())


def _paragraphs(page: AnyPage) -> Iterator[Passage]:
    for section in page.body.sections:
        for paragraph in _PARAGRAPHS.split(section.markdown):
            if len(paragraph.split()) >= _FEWEST_WORDS:
                sources = tuple(dict.fromkeys(CITATION.findall(paragraph)))
                yield Passage(page.id, section.title, paragraph.strip(), sources)
