"""Everything of leads that may be pressed on a message from before a restart."""

from bot.ui.leads.draft_items import DRAFT_ITEMS
from bot.ui.leads.items import LEAD_CARD_ITEMS
from bot.ui.leads.list_items import LIST_ITEMS

LEAD_ITEMS = (*LEAD_CARD_ITEMS, *DRAFT_ITEMS, *LIST_ITEMS)
