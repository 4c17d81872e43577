"""Leads to rows, and rows to leads."""

from bot.kit.actors import CardPlace
from bot.kit.storage.columns import AnyRow
from bot.leads.model.lead import Lead, LeadContent, LeadKind, LeadStatus, NewLead, Tie, Workplace
from bot.leads.model.votes import rank


def content_values(content: LeadContent) -> dict[str, object]:
    """Return the columns of what the poster says."""
    return {
        "kind": content.kind,
        "title": content.title,
        "organisation": content.organization,
        "link_url": content.link_url,
        "link_domain": content.link_domain,
        "link_key": content.link_key,
        "how_to_ask": content.how_to_ask,
        "role_id": content.role_id,
        "sector_id": content.sector_id,
        "location": content.location,
        "workplace": content.workplace,
        "closes_on": content.closes_on,
        "pay": content.pay,
        "tie": content.tie,
    }


def new_values(new: NewLead) -> dict[str, object]:
    """Return the columns of a new lead."""
    return {
        **content_values(new.content),
        "guild_id": new.guild_id,
        "token": new.token,
        "status": new.status,
        "shelf": new.status.shelf,
        "is_pseudonymous": new.is_pseudonymous,
        "poster_id": new.poster_id,
        "poster_name": new.poster_name,
        "created_at": new.created_at,
        "posted_at": new.posted_at,
        "life_from": new.created_at,
        "expires_at": new.expires_at,
        "upvotes": 0,
        "worked": 0,
        "reports": 0,
        "closures": 0,
        "rank": rank(new.posted_at or new.created_at, 0, 0),
        "home_channel_id": new.home_channel_id,
        "review_reasons": ",".join(new.review_reasons),
        "review_note": new.review_note,
    }


def changed_values(lead: Lead) -> dict[str, object]:
    """Return the columns that `Leads.save` writes."""
    return {
        **content_values(lead.content),
        "status": lead.status,
        "shelf": lead.status.shelf,
        "posted_at": lead.posted_at,
        "life_from": lead.life_from,
        "expires_at": lead.expires_at,
        "closed_at": lead.closed_at,
        "renewal_asked_at": lead.renewal_asked_at,
        "unsealed_at": lead.unsealed_at,
        "reports": lead.reports,
        "closures": lead.closures,
        "rank": lead_rank(lead),
        "review_reasons": ",".join(lead.review_reasons),
        "review_note": lead.review_note,
    }


def lead_rank(lead: Lead) -> int:
    """Return where a lead stands by its votes."""
    return rank(lead.posted_at or lead.created_at, lead.upvotes, lead.worked)


def lead_of(row: AnyRow) -> Lead:
    """Return the lead in a row of the table."""
    return Lead(
        id=row.id,
        guild_id=row.guild_id,
        content=_content_of(row),
        status=LeadStatus(row.status),
        is_pseudonymous=row.is_pseudonymous,
        poster_id=row.poster_id,
        poster_name=row.poster_name,
        poster_left=row.poster_id is None,
        created_at=row.created_at,
        posted_at=row.posted_at,
        life_from=row.life_from,
        expires_at=row.expires_at,
        closed_at=row.closed_at,
        upvotes=row.upvotes,
        worked=row.worked,
        reports=row.reports,
        closures=row.closures,
        card=_place(row.card_channel_id, row.card_message_id),
        queue_card=_place(row.queue_channel_id, row.queue_message_id),
        home_channel_id=row.home_channel_id,
        review_reasons=tuple(row.review_reasons.split(",")) if row.review_reasons else (),
        review_note=row.review_note,
        renewal_asked_at=row.renewal_asked_at,
        unsealed_at=row.unsealed_at,
    )


def _content_of(row: AnyRow) -> LeadContent:
    return LeadContent(
        kind=LeadKind(row.kind),
        title=row.title,
        organization=row.organisation,
        link_url=row.link_url,
        link_domain=row.link_domain,
        link_key=row.link_key,
        how_to_ask=row.how_to_ask,
        role_id=row.role_id,
        sector_id=row.sector_id,
        location=row.location,
        workplace=Workplace(row.workplace),
        closes_on=row.closes_on,
        pay=row.pay,
        tie=Tie(row.tie),
    )


def _place(channel_id: int | None, message_id: int | None) -> CardPlace | None:
    return CardPlace(channel_id, message_id) if channel_id is not None and message_id is not None else None
