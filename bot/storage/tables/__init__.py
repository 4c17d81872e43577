"""The tables, in SQLAlchemy Core, one file for each subject."""

from bot.storage.tables.base import UtcDateTime, metadata
from bot.storage.tables.command_syncs import command_syncs
from bot.storage.tables.digests import digest_plans, digests, page_reviews, server_notices
from bot.storage.tables.follows import followers, follows
from bot.storage.tables.gaps import gaps
from bot.storage.tables.lead_words import lead_words
from bot.storage.tables.leads import leads
from bot.storage.tables.review import audit_log, blocks, lead_notices, unseal_wishes
from bot.storage.tables.settings import guild_settings, secrets
from bot.storage.tables.votes import lead_closures, lead_reports, lead_votes

__all__ = [
    "UtcDateTime",
    "audit_log",
    "blocks",
    "command_syncs",
    "digest_plans",
    "digests",
    "followers",
    "follows",
    "gaps",
    "guild_settings",
    "lead_closures",
    "lead_notices",
    "lead_reports",
    "lead_votes",
    "lead_words",
    "leads",
    "metadata",
    "page_reviews",
    "secrets",
    "server_notices",
    "unseal_wishes",
]
