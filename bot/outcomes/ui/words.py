"""Figures in words, each with who it is of."""

from collections.abc import Iterator
from datetime import date

from bot.outcomes.model.answers import CHOICES, Question
from bot.outcomes.model.table import FEW, MOST, Table
from bot.outcomes.ui.labels import CHOICE, HEADING

_TOGETHER = (Question.TRAINING, Question.LICENSE, Question.BOARD, Question.PART_TIME, Question.PAID)
"""Short ones, which stand in one block."""


def figure_blocks(table: Table, *, is_pooled: bool) -> Iterator[str]:
    """Yield the questions that have a figure, with what is shown of them and the line that says who reports."""
    bias = f"-# {bias_line(table, is_pooled=is_pooled)}"
    for question in Question:
        if question not in _TOGETHER and (said := _said(table, question)):
            yield f"**{HEADING[question]}**\n{said}\n{bias}"
    lines = [f"{HEADING[question]}: {said}" for question in _TOGETHER if (said := _said(table, question))]
    if lines:
        yield "\n".join(("**And besides**", *lines, bias))


def _said(table: Table, question: Question) -> str:
    """Return the figures of a question, or nothing where there is none."""
    figures = zip(CHOICES[question], table.shown.get(question, ()), strict=False)
    return " · ".join(
        f"{CHOICE[question][choice.value]} **{figure_words(figure, table.people)}**"
        for choice, figure in figures
        if figure is not None
    )


def figure_words(figure: str, people: int) -> str:
    """Return a figure as it is read; it is rounded, so it says about."""
    if figure == MOST:
        return f"most of {people}"
    if figure == FEW:
        return figure
    return f"about {figure}" if figure.endswith("%") else f"about {figure} of {people}"


def bias_line(table: Table, *, is_pooled: bool) -> str:
    """Return who reports, how many, since when, and in which direction that leans."""
    where = "in several servers" if is_pooled else "here"
    return (
        f"{table.people} members {where} who chose to tell, since {month_words(table.since)}; success tells more often."
    )


def month_words(month: date) -> str:
    """Return a month with its year."""
    return f"{month:%B %Y}"
