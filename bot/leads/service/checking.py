"""Check a draft of a lead: all its problems at once, by field."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.kit.member_text import clean_text
from bot.knowledge.topics import LeadPages, Topic
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.lead import LeadContent, LeadKind
from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.link_text import read_link
from bot.leads.model.links import Link
from bot.leads.model.problems import ClosingUnreadable, Fault, Problem, Refused, TooLong

LIMITS = {
    LeadField.TITLE: 100,
    LeadField.ORGANIZATION: 80,
    LeadField.HOW_TO_ASK: 300,
    LeadField.LOCATION: 80,
    LeadField.PAY: 80,
}
"""Letters that a field of text may have."""
LATEST_CLOSING = timedelta(days=2 * 366)
_SHORTEST_TITLE = 4
_ANY_LENGTH = 10_000


@dataclass(slots=True)
class Checked:
    """A draft after checking; `content` is there where `problems` is empty."""

    problems: dict[LeadField, Problem] = field(default_factory=dict)
    link: Link | None = None
    content: LeadContent | None = None


def check_draft(draft: LeadDraft, pages: LeadPages, today: date) -> Checked:
    """Return the draft cleaned and normalized, with everything that is wrong with it."""
    checked = Checked()
    texts = _texts(draft, checked.problems)
    checked.link = _link(draft, bool(texts[LeadField.HOW_TO_ASK]), checked.problems)
    topic = _topic(draft, pages, checked.problems)
    closes_on = _closing(draft, today, checked.problems)
    if not draft.is_free:
        checked.problems[LeadField.FREE] = Fault.NOT_FREE
    if checked.problems:
        return checked
    link = checked.link
    checked.content = LeadContent(
        kind=draft.kind,
        title=texts[LeadField.TITLE],
        organization=texts[LeadField.ORGANIZATION],
        link_url=link.url if link else None,
        link_domain=link.registrable_domain if link else None,
        link_key=hashlib.sha256(link.key.encode()).hexdigest() if link else None,
        how_to_ask=texts[LeadField.HOW_TO_ASK] or None,
        role_id=topic.role_id if topic else None,
        sector_id=topic.sector_id if topic else None,
        location=texts[LeadField.LOCATION] or None,
        workplace=draft.workplace,
        closes_on=closes_on,
        pay=texts[LeadField.PAY] or None,
        tie=draft.tie,
    )
    return checked


def draft_of(content: LeadContent, token: str, *, is_pseudonymous: bool) -> LeadDraft:
    """Return the form as it was filled in for a lead, to edit it."""
    return LeadDraft(
        token=token,
        kind=content.kind,
        title=content.title,
        organization=content.organization,
        link=content.link_url or "",
        how_to_ask=content.how_to_ask or "",
        page_id=content.role_id or content.sector_id,
        location=content.location or "",
        workplace=content.workplace,
        closing=content.closes_on.isoformat() if content.closes_on else "",
        pay=content.pay or "",
        tie=content.tie,
        is_free=True,
        is_pseudonymous=is_pseudonymous,
    )


def _texts(draft: LeadDraft, problems: dict[LeadField, Problem]) -> dict[LeadField, str]:
    typed = {
        LeadField.TITLE: draft.title,
        LeadField.ORGANIZATION: draft.organization,
        LeadField.HOW_TO_ASK: draft.how_to_ask,
        LeadField.LOCATION: draft.location,
        LeadField.PAY: draft.pay,
    }
    texts = {name: clean_text(text, _ANY_LENGTH) for name, text in typed.items()}
    for name, text in texts.items():
        if len(text) > LIMITS[name]:
            problems[name] = TooLong(LIMITS[name], len(text))
    if len(texts[LeadField.TITLE]) < _SHORTEST_TITLE:
        problems[LeadField.TITLE] = Fault.NO_TITLE
    if not texts[LeadField.ORGANIZATION]:
        problems[LeadField.ORGANIZATION] = Fault.NO_ORGANIZATION
    return texts


def _link(draft: LeadDraft, says_how_to_ask: bool, problems: dict[LeadField, Problem]) -> Link | None:
    if not draft.link.strip():
        if draft.kind is not LeadKind.REFERRAL:
            problems[LeadField.LINK] = Fault.NO_LINK
        elif not says_how_to_ask:
            problems[LeadField.HOW_TO_ASK] = Fault.NO_WAY_TO_ASK
        return None
    try:
        return read_link(draft.link)
    except LinkRefused as refusal:
        problems[LeadField.LINK] = Refused(str(refusal))
        return None


def _topic(draft: LeadDraft, pages: LeadPages, problems: dict[LeadField, Problem]) -> Topic | None:
    topic = pages.topic(draft.page_id) if draft.page_id else None
    if draft.page_id and topic is None:
        problems[LeadField.PAGE] = Fault.PAGE_UNKNOWN
    elif topic is None and draft.kind is not LeadKind.FREE_RESOURCE:
        problems[LeadField.PAGE] = Fault.NO_PAGE
    return topic


def _closing(draft: LeadDraft, today: date, problems: dict[LeadField, Problem]) -> date | None:
    typed = draft.closing.strip()
    if not typed:
        return None
    try:
        closes_on = date.fromisoformat(typed)
    except ValueError:
        problems[LeadField.CLOSING] = ClosingUnreadable(today)
        return None
    if closes_on < today:
        problems[LeadField.CLOSING] = Fault.CLOSING_PASSED
    elif closes_on - today > LATEST_CLOSING:
        problems[LeadField.CLOSING] = Fault.CLOSING_TOO_FAR
    return closes_on
