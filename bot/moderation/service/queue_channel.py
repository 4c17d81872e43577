"""A queue channel that was chosen shows all that wait."""

from datetime import datetime

from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.errands import queue_card_of
from bot.leads.storage.leads import LeadRepository
from bot.outbox.storage import OutboxRepository
from bot.servers.model.settings import GuildSettings

_A_SCORE = 50


async def fill_queue_channel(
    unit: UnitOfWork, guild_id: int, old: GuildSettings, new: GuildSettings, now: datetime
) -> None:
    """Ask for a card of each lead that waits, where another queue channel was chosen."""
    if new.queue_channel_id is None or new.queue_channel_id == old.queue_channel_id:
        return
    after_id = 0
    while leads := await unit[LeadRepository].in_queue(guild_id, after_id, _A_SCORE):
        for lead in leads:
            await unit[LeadRepository].place_card(lead.id, None, in_queue=True)
            await unit[OutboxRepository].put(queue_card_of(lead), now)
        after_id = leads[-1].id
