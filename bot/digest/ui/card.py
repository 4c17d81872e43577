"""The message of the daily digest. It holds dynamic items only, so it works after any restart."""

from collections.abc import Iterator
from datetime import date

import discord
from discord import ui
from discord.utils import format_dt

from bot.ask.model import GapTopic
from bot.digest.model.digest import DigestContent
from bot.digest.ui.items import DigestButton
from bot.following.ui.custom_ids import FOLLOW
from bot.kit.days import long_day
from bot.kit.member_text import escape
from bot.kit.ui.limits import MESSAGE_TEXT, shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.role import Requirement
from bot.knowledge.vocabulary import SPARED
from bot.leads.model.lead import Lead
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.labels import KIND
from bot.pages.ui.citing import source_lines
from bot.pages.ui.labels import LEVEL, MYTH_VERDICT

_COLOR = 0x2F7D6B
_KEPT_FREE = 300
"""Characters left for the buttons' context and for the line above a preview."""
_TITLE = 70
_ORGANIZATION = 40
_REQUIREMENT = 300


def digest_view(base: KnowledgeBase, content: DigestContent, day: date) -> ui.LayoutView:
    """Return the digest of a day; what is empty is left out, and what comes last goes first where it gets too long."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    heading = f"## {day:%A}, {long_day(day)}\n-# Tollfree’s daily digest. It pings nobody."
    left = MESSAGE_TEXT - _KEPT_FREE - len(heading)
    container.add_item(ui.TextDisplay(heading))
    for block in _blocks(base, content):
        left -= len(block)
        if left < 0:
            break
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(block))
    view.add_item(container)
    view.add_item(ui.ActionRow(*_buttons(content, day)))
    return view


def _blocks(base: KnowledgeBase, content: DigestContent) -> Iterator[str]:
    if content.role:
        role = _role(base, content.role.page_id)
        yield f"{role}\n{content.role_line}" if content.role_line else role
    if content.best:
        yield "\n".join(("### 🧭 New leads, the best first", *(_lead(lead) for lead in content.best)))
    if content.closing:
        yield "\n".join(("### ⏳ Closing within a week", *(_closing(lead) for lead in content.closing)))
    if content.myth:
        yield _myth(base, content.myth.page_id)
    if content.reviewed:
        titles = (f"- {base.pages[page_id].title}" for page_id in content.reviewed)
        yield "\n".join(("### 📚 Read again and brought up to date", *titles))
    if content.gaps:
        yield "\n".join(
            (
                "### ❔ Asked here, and not in my notes yet",
                *(_gap(base, topic) for topic in content.gaps),
                "-# Do you know a source? *Suggest a fix* on the page tells the curators.",
            )
        )


def _role(base: KnowledgeBase, page_id: str) -> str:
    role = base.role(page_id)
    lines = [f"### 💼 Role of the day: {role.title}", role.front.summary]
    spared = (one for one in role.front.requirements if one.level in SPARED)
    if short := next((one for one in spared if len(one.words) <= _REQUIREMENT), None):
        lines.append(_spared(base, short))
    return "\n".join(lines)


def _spared(base: KnowledgeBase, requirement: Requirement) -> str:
    """Return what is not required with all its sources, whole: a shortened sentence would say more than they do."""
    return f"**{LEVEL[requirement.level]}:** {requirement.words}\n{source_lines(requirement.sources, base.sources)}"


def _myth(base: KnowledgeBase, page_id: str) -> str:
    front = base.myth(page_id).front
    return f"### 💬 A claim you may hear\n“{front.claim}”\n**{MYTH_VERDICT[front.verdict]}.** {front.summary}"


def _lead(lead: Lead) -> str:
    content = lead.content
    votes = f" · 👍 {lead.upvotes}" if lead.upvotes else ""
    return f"- {_linked(lead)} · {shown(content.organization, _ORGANIZATION)} · {KIND[content.kind].lower()}{votes}"


def _closing(lead: Lead) -> str:
    organization = shown(lead.content.organization, _ORGANIZATION)
    return f"- {_linked(lead)} · {organization} · ends {format_dt(lead.expires_at, 'R')}"


def _linked(lead: Lead) -> str:
    """Return a lead's title, and a way to its card, whose link cannot be deceived by what stands in the title."""
    url = card_url(lead)
    title = f"**{escape(shorten(lead.content.title, _TITLE))}**"
    return f"{title} [(open)](<{url}>)" if url else title


def _gap(base: KnowledgeBase, topic: GapTopic) -> str:
    times = "1 question" if topic.count == 1 else f"{topic.count} questions"
    return f"- {times} near *{base.pages[topic.page_id].title}*"


def _buttons(content: DigestContent, day: date) -> Iterator[ui.Item[ui.LayoutView]]:
    if content.role:
        yield DigestButton.to_page(day, content.role.page_id, "Read the role", is_first=True)
    yield DigestButton.to_leads(day)
    if content.role:
        yield ui.Button(label="Follow this role", emoji="🔔", custom_id=FOLLOW(page_id=content.role.page_id))
    if content.myth:
        yield DigestButton.to_page(day, content.myth.page_id, "The evidence")
