"""Ask for what a change makes members, moderators and posters see; called inside the transaction of the change."""

from datetime import datetime

from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.errands import card_of, notice_to_poster, queue_card_of
from bot.leads.model.lead import IN_REVIEW, Lead, LeadStatus
from bot.leads.model.notices import NoticeKind
from bot.outbox.storage import OutboxRepository


def shown_status(lead: Lead) -> LeadStatus:
    """Return the status of a lead that members may see now: live where its card stands, else being posted."""
    return LeadStatus.LIVE if lead.card is not None else LeadStatus.POSTING


async def show_everywhere(unit: UnitOfWork, lead: Lead, now: datetime) -> None:
    """Let the card that members see, and the one of the queue, show how a lead stands now."""
    if lead.card is not None or lead.status is LeadStatus.POSTING:
        await unit[OutboxRepository].put(card_of(lead), now)
    if lead.queue_card is not None or lead.status in IN_REVIEW:
        await unit[OutboxRepository].put(queue_card_of(lead), now)


async def tell_poster(unit: UnitOfWork, lead: Lead, kind: NoticeKind, now: datetime, reason: str | None = None) -> None:
    """Let a poster who is still there hear something of their lead."""
    if lead.poster_id is not None:
        await unit[OutboxRepository].put(notice_to_poster(lead, kind, lead.poster_id, reason), now)
