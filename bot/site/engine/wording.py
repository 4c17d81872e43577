"""Words of the site: labels without pictures, dates, and tab titles that give nobody away."""

import re

from bot.knowledge.postings import UNDATED
from bot.knowledge.sources import Source, SourceKind
from bot.knowledge.vocabulary import Ask, PageKind, PayOf
from bot.pages.ui.labels import SELLER_NOTE
from bot.pages.ui.labels import SOURCE_KIND as SAID

NAME = "Tollfree"
NOT_ADVICE = "Career notes, not legal, medical or immigration advice."

KIND_NAME = {
    PageKind.SECTOR: "Sector",
    PageKind.ROLE: "Role",
    PageKind.GUIDE: "Guide",
    PageKind.CERTIFICATION: "Certificate",
    PageKind.MYTH: "Myth",
}
_SOURCE_KIND_NAME = {
    SourceKind.LAW: "Law",
    SourceKind.STANDARD: "Standard",
    SourceKind.OFFICIAL: "Official",
    SourceKind.EMPLOYER: "Employer",
    SourceKind.BODY: "Professional body",
    SourceKind.RESEARCH: "Research",
    SourceKind.SURVEY: "Survey",
    SourceKind.PRESS: "Press",
    SourceKind.COMMUNITY: "Community",
}
SOURCE_KIND = {kind: (name, f"{SAID[kind][0].upper()}{SAID[kind][1:]}.") for kind, name in _SOURCE_KIND_NAME.items()}
"""A kind's name, and what it is in a sentence."""
ASKED = {
    Ask.REQUIRED: "required",
    Ask.PREFERRED: "preferred",
    Ask.EITHER_WAY: "either way",
    Ask.NOT_ASKED: "not asked",
    Ask.NOT_SEEN: "not seen",
}
PAY_OF = {
    PayOf.THIS_JOB: "this job",
    PayOf.NEAREST: "the nearest figure, not this very job",
    PayOf.PROXY: "another job, for want of a figure",
}

_TELLING = re.compile(
    r"\b(leav\w*|quit\w*|jobs?|resign\w*|burn\w*|crisis|confidential|search\w*|hir\w+|interview\w*|r[ée]sum[ée]\w*|"
    r"career\w*|coach\w*|gap|scams?|non-?clinical\w*|stop\w*|lose\w*|odds|cuts?|offers?|switch\w*|recruit\w*|"
    r"linkedin|networking|references?|transition\w*|exit\w*)\b",
    re.IGNORECASE,
)
"""Words that tell somebody who glances at a tab what its reader is thinking of."""


def tab_title(title: str, instead: str) -> str:
    """Return what stands in the browser's tab: the title, or `instead` where that would tell too much."""
    return f"{instead if _TELLING.search(title) else title} · {NAME}"


def plain(label: str) -> str:
    """Return a label of the cards without the picture before it."""
    first, _, rest = label.partition(" ")
    return label if first.isascii() else rest


def source_facts(source: Source) -> str:
    """Return a source's kind, date and warnings, as they stand beside what it says."""
    date_said = source.published if source.published != UNDATED else "no date"
    parts = [SOURCE_KIND[source.kind][0].lower(), date_said]
    if source.seller:
        parts.append(SELLER_NOTE)
    if source.mirrors:
        parts.append("read as a copy")
    return ", ".join(parts)


def slug(title: str) -> str:
    """Return a heading as an anchor."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
