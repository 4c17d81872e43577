"""What is published of searches, as everybody may read it: figures, never what a member told."""

from collections.abc import Iterable, Iterator

from bot.outcomes.service.publishing import Standing
from bot.outcomes.ui.words import figure_blocks, month_words


def outcome_lines(standing: Iterable[Standing]) -> Iterator[str]:
    """Yield each published role with its figures; servers that pool are one, without their ids."""
    none = True
    for one in standing:
        none = False
        where = "servers that pool" if one.guild_id is None else f"server {one.guild_id}"
        yield f"{one.role_id}, {where}, as of {month_words(one.table.month)}: {one.table.people} people"
        for block in figure_blocks(one.table, is_pooled=one.guild_id is None):
            yield "    " + block.replace("**", "").replace("-# ", "").replace("\n", " | ")
    if none:
        yield "Nothing is published: that takes five people for a role, and the first of a month."
