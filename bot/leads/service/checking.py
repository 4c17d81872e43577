"""Check a draft of a lead: all its problems at once, by field."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.kit.member_text import clean_text
from bot.knowledge.topics import LeadPages, Topic
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.lead import LeadContent, LeadKind
from bot.leads.model.link_text import read_link
from bot.leads.model.links import Link, LinkRefused

LIMITS = {
    LeadField.TITLE: 100,
    LeadField.ORGANISATION: 80,
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

    problems: dict[LeadField, str] = field(default_factory=dict)
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
        checked.problems[LeadField.FREE] = (
            "Leads here cost the applicant nothing: no fee, course, membership or paid introduction. "
            "If yours is free, say so; if not, it can’t be shared."
        )
    if checked.problems:
        return checked
    link = checked.link
    checked.content = LeadContent(
        kind=draft.kind,
        title=texts[LeadField.TITLE],
        organisation=texts[LeadField.ORGANISATION],
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
        organisation=content.organisation,
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


def _texts(draft: LeadDraft, problems: dict[LeadField, str]) -> dict[LeadField, str]:
    typed = {
        LeadField.TITLE: draft.title,
        LeadField.ORGANISATION: draft.organisation,
        LeadField.HOW_TO_ASK: draft.how_to_ask,
        LeadField.LOCATION: draft.location,
        LeadField.PAY: draft.pay,
    }
    texts = {name: clean_text(text, _ANY_LENGTH) for name, text in typed.items()}
    for name, text in texts.items():
        if len(text) > LIMITS[name]:
            problems[name] = f"Please shorten this to {LIMITS[name]} letters; it has {len(text)}."
    if len(texts[LeadField.TITLE]) < _SHORTEST_TITLE:
        problems[LeadField.TITLE] = "Give it a title, such as “Utilization review, remote, part-time”."
    if not texts[LeadField.ORGANISATION]:
        problems[LeadField.ORGANISATION] = "Say who offers it."
    return texts


def _link(draft: LeadDraft, says_how_to_ask: bool, problems: dict[LeadField, str]) -> Link | None:
    if not draft.link.strip():
        if draft.kind is not LeadKind.REFERRAL:
            problems[LeadField.LINK] = "Add the link to the posting itself, beginning with https://."
        elif not says_how_to_ask:
            problems[LeadField.HOW_TO_ASK] = "Say how to ask you for the referral, or add a link."
        return None
    try:
        return read_link(draft.link)
    except LinkRefused as refusal:
        problems[LeadField.LINK] = str(refusal)
        return None


def _topic(draft: LeadDraft, pages: LeadPages, problems: dict[LeadField, str]) -> Topic | None:
    topic = pages.topic(draft.page_id) if draft.page_id else None
    if draft.page_id and topic is None:
        problems[LeadField.PAGE] = "I have no role or sector of that name. Pick one of the names that appear."
    elif topic is None and draft.kind is not LeadKind.FREE_RESOURCE:
        problems[LeadField.PAGE] = "Pick the role or sector that it belongs to, so that members find it."
    return topic


def _closing(draft: LeadDraft, today: date, problems: dict[LeadField, str]) -> date | None:
    typed = draft.closing.strip()
    if not typed:
        return None
    try:
        closes_on = date.fromisoformat(typed)
    except ValueError:
        problems[LeadField.CLOSING] = f"Write the closing date as year-month-day, such as {today.isoformat()}."
        return None
    if closes_on < today:
        problems[LeadField.CLOSING] = "That closing date has passed."
    elif closes_on - today > LATEST_CLOSING:
        problems[LeadField.CLOSING] = "That closing date is more than two years away. Check the year, or leave it out."
    return closes_on
