"""Begin a draft from a message of the server, so that its link and words need no typing."""

import re

import discord

from bot.kit.member_text import clean_text
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.link_text import pasted_link
from bot.leads.service.checking import LIMITS

_AROUND_LINKS = re.compile(r"\[([^\]]*)\]\(<?https?://[^\s)>]+>?\)|<?https?://[^\s<>]+>?", re.IGNORECASE)
_SIGNS = re.compile(r"^[#>\-*\s]+|[*_`~|]")


def message_text(message: discord.Message) -> str:
    """Return what a message says: its own words, or those it forwards, or the heads of what it embeds."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    embedded = ("\n".join(filter(None, (embed.title, embed.url))) for embed in message.embeds)
    return next(filter(None, (message.content, *forwarded, *embedded)), "")


def draft_from_text(token: str, text: str) -> LeadDraft:
    """Return a draft with the job’s link in a text, its first line as the title and the rest as the note."""
    lines = [line for line in (_plain(line) for line in text.splitlines()) if line]
    title, rest = (lines[0], lines[1:]) if lines else ("", [])
    longest = LIMITS[LeadField.TITLE]
    if len(title) > longest:
        rest.insert(0, title)  # the title is cut, so the note has it whole
    return LeadDraft(
        token=token,
        title=clean_text(title, longest),
        link=pasted_link(text),
        how_to_ask=clean_text(" ".join(rest), LIMITS[LeadField.HOW_TO_ASK]),
    )


def _plain(line: str) -> str:
    without_links = _AROUND_LINKS.sub(lambda match: match[1] or "", line)
    return _SIGNS.sub("", without_links).strip(" -–—:·")
