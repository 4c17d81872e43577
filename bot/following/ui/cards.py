"""Private cards of following: what a press did, and all that a member follows."""

from collections.abc import Iterator, Mapping, Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot.following.model import Follow, Following, PageNews
from bot.following.service.following import Followed
from bot.following.ui.custom_ids import FOLLOWING, UNFOLLOW
from bot.following.ui.news import news_words, page_title, pages_rows
from bot.kit.ui.answering import note_view
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.paged import paged
from bot.knowledge.base import KnowledgeBase
from bot.leads.ui.card import shown

_COLOR = 0x2F7D6B
_NEWS_IN_THE_LIST = 1500
_LIST = 1900
"""Characters of the list itself; with its news and its notes it stays below Discord's 4,000."""

_HEADING = "## What you follow\n-# Only you see this."
_NOTHING = "Nothing here at the moment. `/follow` begins, and so does *Follow* on the card of a role or sector."
_ANOTHER_SERVER = "Another server"


def followed_view(base: KnowledgeBase, followed: Followed) -> ui.LayoutView:
    """Return what following a page means, with the ways back."""
    title = base.page(followed.page_id).title
    lines = [f"🔔 **You follow {title} in this server{' now' if followed.is_new else ' already'}.**"]
    if followed.following.dm_closed_at:
        lines.append("My private messages do not reach you, so what is new about it stands in `/following`.")
    else:
        lines.append(
            "I write to you privately at most once a day, when there is something new: a lead, or its page "
            f"reviewed again. {_next(followed.following)}"
        )
    return note_view(
        "\n".join(lines),
        ui.ActionRow(
            ui.Button(label="Stop following", custom_id=FOLLOWING(what="off", about=followed.page_id)),
            ui.Button(label="See what I follow", custom_id=FOLLOWING(what="list")),
        ),
    )


def stopped_view(base: KnowledgeBase, page_id: str, offers: Sequence[ui.Button[ui.LayoutView]] = ()) -> ui.LayoutView:
    """Return that a page is no longer followed, with the ways back, and what else is offered at that moment."""
    page = base.pages.get(page_id)
    return note_view(
        f"🔕 You no longer follow **{page.title if page else page_id}** in this server.",
        ui.ActionRow(
            ui.Button(label="Follow it again", custom_id=FOLLOWING(what="on", about=page_id)),
            ui.Button(label="See what I follow", custom_id=FOLLOWING(what="list")),
            *offers,
        ),
    )


_QUIET = (
    "🔇 I write to you about nothing by myself: not of what you follow, and not of leads you shared. What is new "
    "stands here, and /lead mine shows how your leads stand."
)


def following_view(
    base: KnowledgeBase,
    following: Following,
    names: Mapping[int, str],
    news: Sequence[PageNews],
    note: str = "",
    *,
    is_quiet: bool = False,
) -> ui.LayoutView:
    """Return all that is followed in the named servers; the news stand in it where messages do not arrive."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    for part in _parts(base, following, names, note, is_quiet=is_quiet):
        box.add_item(ui.TextDisplay(part))
    if following.dm_closed_at and following.follows:
        words = news_words(base, news, names, _NEWS_IN_THE_LIST) if news else "Nothing that you have not read."
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(f"**What is new**\n{words}"))
    view.add_item(box)
    for row in _rows(base, following, names, news, is_undoable=bool(note), is_quiet=is_quiet):
        view.add_item(row)
    return view


def _parts(
    base: KnowledgeBase, following: Following, names: Mapping[int, str], note: str, *, is_quiet: bool
) -> Iterator[str]:
    if note:
        yield note
    if not following.follows:
        yield f"{_HEADING}\n{_NOTHING}"
        if is_quiet:
            yield _QUIET
        return
    yield f"{_HEADING}\n{_list(base, following.follows, names)}"
    if is_quiet:
        yield _QUIET
        return
    if following.dm_closed_at:
        yield (
            f"📪 My message of {format_dt(following.dm_closed_at, 'D')} was not let through, so I write no more. What "
            "is new stands here instead. To get messages again, allow direct messages from this server in your "
            "privacy settings, then press *Try messages again*."
        )
        return
    last = (
        f"The last one came {format_dt(following.last_sent_at, 'R')}." if following.last_sent_at else "None came yet."
    )
    yield f"📬 At most one private message a day, when there is something new. {last} {_next(following)}"


def _next(following: Following) -> str:
    return f"The next comes {format_dt(following.next_at, 'F')} at the earliest." if following.next_at else ""


def _list(base: KnowledgeBase, follows: Sequence[Follow], names: Mapping[int, str]) -> str:
    """Return a line for each page, with the servers' names where there are several."""
    several = len({follow.guild_id for follow in follows}) > 1
    lines: list[str] = []
    guild_id = None
    for number, follow in enumerate(_by_server(follows)):
        line = f"- {page_title(base, follow.page_id)}"
        if several and follow.guild_id != guild_id:
            guild_id = follow.guild_id
            line = f"\n**{shown(names.get(guild_id, _ANOTHER_SERVER))}**\n{line}"
        if sum(map(len, lines)) + len(line) > _LIST:
            lines.append(f"- …and {len(follows) - number} more")
            break
        lines.append(line)
    return "\n".join(lines)


def _by_server(follows: Sequence[Follow]) -> list[Follow]:
    order = list(dict.fromkeys(follow.guild_id for follow in follows))
    return sorted(follows, key=lambda follow: order.index(follow.guild_id))


def _rows(
    base: KnowledgeBase,
    following: Following,
    names: Mapping[int, str],
    news: Sequence[PageNews],
    *,
    is_undoable: bool,
    is_quiet: bool,
) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    if following.dm_closed_at:
        yield from pages_rows(base, news)
    if following.follows:
        options = paged(follow_options(base, following.follows, names))
        menu: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=UNFOLLOW(), placeholder="Stop following …", options=options, max_values=len(options)
        )
        yield ui.ActionRow(menu)
    buttons = list(_buttons(following, has_news=bool(news), is_undoable=is_undoable, is_quiet=is_quiet))
    if buttons:
        yield ui.ActionRow(*buttons)


def _buttons(
    following: Following, *, has_news: bool, is_undoable: bool, is_quiet: bool
) -> Iterator[ui.Button[ui.LayoutView]]:
    if following.dm_closed_at and following.follows:
        if has_news:
            yield ui.Button(label="Mark as read", custom_id=FOLLOWING(what="read"))
        if not is_quiet:
            again = FOLLOWING(what="again")
            yield ui.Button(label="Try messages again", style=discord.ButtonStyle.primary, custom_id=again)
    if following.follows:
        yield ui.Button(label="Stop all", emoji="🔕", custom_id=FOLLOWING(what="all"))
    if is_quiet:
        yield ui.Button(label="Write to me again", custom_id=FOLLOWING(what="loud"))
    else:
        yield ui.Button(label="Never write to me", emoji="🔇", custom_id=FOLLOWING(what="quiet"))
    if is_undoable:
        yield ui.Button(label="Undo", custom_id=FOLLOWING(what="undo"))


def follow_options(
    base: KnowledgeBase, follows: Sequence[Follow], names: Mapping[int, str]
) -> list[discord.SelectOption]:
    """Return all that is followed as choices; where that is in several servers, each says in which."""
    several = len({follow.guild_id for follow in follows}) > 1
    return [
        discord.SelectOption(
            label=shorten(
                base.pages[follow.page_id].title if follow.page_id in base.pages else follow.page_id, OPTION_TEXT
            ),
            value=f"{follow.guild_id}.{follow.page_id}",
            description=shorten(names.get(follow.guild_id, _ANOTHER_SERVER), OPTION_TEXT) if several else None,
        )
        for follow in _by_server(follows)
    ]
