"""Leads, for the Discord side: one service of three parts."""

from bot.services.lead_acting import LeadActing
from bot.services.lead_browsing import LeadBrowsing
from bot.services.lead_sharing import LeadSharing


class LeadService(LeadSharing, LeadActing, LeadBrowsing):
    """Shares, edits, votes on, closes, renews and finds leads. Every lead it gives out is sealed."""
