"""Say how fresh a page is."""

from datetime import date

from bot.kit.days import short_day
from bot.knowledge.base import AnyPage


def review_note(page: AnyPage, today: date) -> str:
    """Return when a page was reviewed, with a warning where its next review is overdue."""
    if page.is_past_review(today):
        due = f"its next review was due {short_day(page.front.review_by)}. Check before you rely on it."
        return f"⚠️ Reviewed {short_day(page.front.reviewed)}; {due}"
    return f"Reviewed {short_day(page.front.reviewed)}."


NOT_ADVICE = "Career notes, not legal, medical or immigration advice."
