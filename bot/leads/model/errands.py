"""What leads put on Discord, by way of the outbox."""

from bot.leads.model.lead import Lead
from bot.leads.model.notices import NoticeKind
from bot.outbox.model.job import Errand

CARD = "lead_card"
QUEUE_CARD = "queue_card"


def card_of(lead: Lead) -> Errand:
    """Return the errand that makes a lead's card show how it stands: post it, or draw it again."""
    return Errand(CARD, str(lead.id), lead.guild_id)


def queue_card_of(lead: Lead) -> Errand:
    """Return the errand that makes the queue channel show how a lead stands."""
    return Errand(QUEUE_CARD, str(lead.id), lead.guild_id)


def notice_kind(kind: NoticeKind) -> str:
    """Return how the errands of a notice are called."""
    return f"lead_{kind}"


def notice_to_poster(lead: Lead, kind: NoticeKind, poster_id: int, reason: str | None = None) -> Errand:
    """Return the errand that tells a poster something of their lead, privately."""
    return Errand(notice_kind(kind), str(lead.id), lead.guild_id, poster_id, reason)
