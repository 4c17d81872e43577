"""Decide what is published of a role on the first of a month."""

from datetime import date

from bot.outcomes.engine.figures import figures
from bot.outcomes.model.table import RULE, Counted, Rule, Table


def next_table(last: Table | None, month: date, counted: Counted, rule: Rule = RULE) -> Table | None:
    """Return what stands from this month on: a new table, the last one, that one withdrawn, or none.

    It depends on nothing but what was counted after the lots, and on how many people there are.
    """
    if counted.people >= rule.floor and counted.added >= rule.added:
        since = last.since if last else counted.since
        shown = {question: figures(counts, counted.people, rule) for question, counts in counted.counts.items()}
        return Table(month, counted.people, since, shown)
    if last is None or last.is_withdrawn or _stands(last, counted, rule):
        return last
    return last.withdrawn()


def _stands(table: Table, counted: Counted, rule: Rule) -> bool:
    """Return whether as many people as the floor are left behind each figure, and behind all of them."""
    return counted.people >= rule.floor and all(
        count >= rule.floor
        for question, shown in table.shown.items()
        for figure, count in zip(shown, counted.counts[question], strict=True)
        if figure is not None
    )
