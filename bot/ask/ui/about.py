"""What members ask about the bot itself: whom it serves, what it keeps, where it has its facts, what it can do."""

from bot.ask.engine.answerer import Answer
from bot.knowledge.base import KnowledgeBase

_ABOUT = {
    "about_privacy": "**What you ask here**\nOnly you see my answers, unless you press *Share in channel*. I keep "
    "nothing of what you ask (but a question that missed, if you choose to file it, without your name), cannot read "
    "messages or the member list, and sell or pass on nothing. What you share, vote or follow is kept until you "
    "delete it: `/privacy` shows it, exports it, and has me forget you. A screen shows answers to whoever stands "
    "behind you, and Discord carries them.",
    "about_money": "**What it costs**\nNothing: no price, no paid tier, no advertisements, and nobody pays to be "
    "named. Whoever runs this copy of the bot carries the cost of it. Leads have to be free to the applicant, too.",
    "about_use": "**What I can do**\n`/role` tells what a job asks and pays, `/fit` sorts jobs by what you have, "
    "`/ask` answers from the notes, `/lead` shares free leads, `/follow` writes to you when there is something new, "
    "and `/following` ends that. Something wrong on a page? Open it and press *Suggest a fix*. All else: `/help`.",
    "about_truth": "**Where it comes from**\nI am a program. I search notes that were written ahead and show their "
    "passages; I compose no answers. Every requirement has its source, the kind of evidence and the date, and "
    "`unknown` means that nothing we read says so. Notes can be wrong or old: each page shows when it was reviewed "
    "and has *Suggest a fix*. It is no legal, medical or immigration advice.",
}


def about_words(base: KnowledgeBase, answer: Answer) -> str:
    """Return what to say of the bot, with how much there is of notes and sources."""
    words = _ABOUT[answer.reason or "about_use"]
    if answer.reason == "about_truth":
        words += f" So far there are {len(base.pages)} pages, resting on {len(base.sources)} sources."
    return words
