"""The help card: what to try first, by situation."""

from collections.abc import Iterable

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Card, Link, Section
from bot.pages.ui.page_links import link_to

HELP = "help"
_COLOR = 0x2F7D6B

_START = (
    "Tollfree tells you what non-clinical jobs for physicians really ask, with a source for every line. "
    "It is free, and only you see what I answer unless you press *Share in channel*.",
    "**I have a job in mind**\n`/role` and start typing, for example `UM`, `drug safety` or a topic such as `remote`. "
    "The first screen says what it takes, what it pays, what to do first and how sure we are.",
    "**I have no idea yet**\n`/fit` asks eight short questions and sorts roles: open, likely, one step away, closed. "
    "`/sector` shows who pays physicians for something other than clinic; `/compare` puts roles side by side, and "
    "`/moves` shows what lies next to a role and the way to one further off.",
    "**I have a question**\n`/ask` answers in the notes' own words, with sources, or says that they have nothing.",
    "**I want a lead, or have one to share**\n`/lead browse` and `/lead share`: free ones only, upvoted by members. "
    "`/follow` a role or sector, and I write to you when there is something new: once a day at most.",
    "**I want to ask somebody who does it**\n`/insider ask`: whoever is free answers, without names. You do the work? "
    "`/insider join`.",
    "**How did it go for others?** `/outcome stats` shows what members' searches came to; `/outcome share` adds yours.",
    "**Someone wants my money first**\n`/tollcheck` reads an offer for warning signs. `/cert` tells who asks for a "
    "certificate and what it costs. `/myth` has the claims you hear most, and the evidence.",
    "**I want to know how**\n`/guide` has the practical ones: networking, résumé, license upkeep; *My state* has "
    "its law.",
    "**I have a last day in mind**\n`/plan` counts the steps of leaving from it, and sends them for your calendar.",
)
_PRIVACY = (
    "**Who sees what I ask?** Only you. Discord shows my answers to nobody else, and I do not read the channel: "
    "I have no permission to see messages or the member list.",
    "**What do you store?** What you look up, ask, answer in `/fit` and `/plan` or paste into `/tollcheck`: nothing, "
    "unless you choose to file a question that missed, and then without your name. What you share, vote or report "
    "under `/lead` is kept, and so is what you `/follow`, and your part in `/insider`; `/privacy` shows it, and "
    "deletes it.",
    "**Where does it say that?** Every requirement carries its source, the kind of evidence and the date. "
    "`unknown` means that nobody we could read says so.",
    "**Is this advice?** Notes for a career, not legal, medical or immigration advice.",
)
_SUPPORT_GUIDE = "burnout-and-crisis-support"
_FIRST_GUIDES = (
    _SUPPORT_GUIDE,
    "kinds-of-work",
    "deciding-to-leave",
    "networking-and-informational-interviews",
    "where-to-look",
)


def help_card(base: KnowledgeBase) -> Card:
    """Return the help card, with links to the pages that people need first."""
    links = tuple(_existing(base, _FIRST_GUIDES))
    start: tuple[str, ...] = _START
    if _SUPPORT_GUIDE in base.pages:
        start = (
            *_START,
            f"**I am not all right**\nOpen *{base.pages[_SUPPORT_GUIDE].title}* below: crisis lines come first.",
        )
    counts = {kind: len(base.of_kind(kind)) for kind in PageKind}
    have = (
        f"{counts[PageKind.ROLE]} roles, {counts[PageKind.SECTOR]} sectors, "
        f"{counts[PageKind.CERTIFICATION]} certificates, {counts[PageKind.GUIDE]} guides "
        f"and {counts[PageKind.MYTH]} myths, resting on {len(base.sources)} sources."
    )
    return Card(
        address=HELP,
        title="What to try first",
        kind="help",
        color=_COLOR,
        sections=(
            Section("start", "Start here", (*start, f"-# In the notes now: {have}"), links),
            Section("private", "Privacy", _PRIVACY, links),
        ),
    )


def _existing(base: KnowledgeBase, page_ids: Iterable[str]) -> Iterable[Link]:
    return (link_to(base.pages[page_id]) for page_id in page_ids if page_id in base.pages)
