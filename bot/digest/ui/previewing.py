"""How a server's digest stands, in words, and what it would say now."""

from datetime import datetime

from discord import ui
from discord.utils import format_dt

from bot.digest.model.digest import DigestContent, Pause
from bot.digest.service.digests import DigestStanding
from bot.digest.ui.card import digest_view
from bot.kit.local_time import local_date
from bot.knowledge.base import KnowledgeBase


def preview_view(base: KnowledgeBase, content: DigestContent, standing: DigestStanding, now: datetime) -> ui.LayoutView:
    """Return the digest as it would be posted now, under a line that says when it will be."""
    view = digest_view(base, content, local_date(now, standing.settings.time_zone))
    words = [f"**Preview: only you see this.** {standing_words(standing, now)}"]
    if content.would_repeat:
        words.append("-# There is nothing new in it, so a scheduled one would be skipped.")
    whole = ui.LayoutView(timeout=None)
    whole.add_item(ui.TextDisplay("\n".join(words)))
    for item in view.children:
        whole.add_item(item)
    return whole


def standing_words(standing: DigestStanding, now: datetime) -> str:
    """Return when the next digest comes, or why none does."""
    plan = standing.plan
    if plan is None:
        return "No channel is chosen for the digest, so none is posted. Choose one in /setup."
    match plan.pause:
        case Pause.MODERATOR:
            return "It is paused by a moderator; /digest resume brings it back."
        case Pause.CHANNEL:
            return "It is paused because I can’t use its channel; mend that, then /digest resume."
        case None:
            when = "within a minute" if plan.next_at <= now else format_dt(plan.next_at, "F")
            return f"The next one comes {when}."
