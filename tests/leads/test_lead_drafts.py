"""Drafts are kept for a while, and so many."""

from datetime import timedelta

import pytest

from bot.leads.model.draft import LeadDraft
from bot.leads.service.drafts import KEPT, MOST, DraftGone, Drafting, LeadDrafts
from tests.fakes import FakeClock


def draft(token: str) -> Drafting:
    return Drafting(LeadDraft(token=token))


def test_there_are_never_more_than_so_many_and_the_oldest_goes_first() -> None:
    drafts = LeadDrafts(FakeClock())
    for number in range(MOST):
        drafts.keep(draft(str(number)))
    drafts.keep(draft("0"))  # it was changed, so another is the oldest now
    drafts.keep(draft("one more"))
    kept = [token for token in (*map(str, range(MOST)), "one more") if drafts.find(token) is not None]
    assert len(kept) == MOST
    assert drafts.find("1") is None
    assert drafts.find("0") is not None


def test_a_draft_is_kept_for_two_hours_from_its_last_change() -> None:
    clock = FakeClock()
    drafts = LeadDrafts(clock)
    drafts.keep(draft("a"))
    clock.move(KEPT - timedelta(seconds=1))
    assert drafts.get("a") == draft("a")
    drafts.keep(draft("a"))
    clock.move(KEPT - timedelta(seconds=1))
    assert drafts.get("a") == draft("a")
    clock.move(timedelta(seconds=1))
    with pytest.raises(DraftGone):
        drafts.get("a")


def test_what_is_dropped_is_gone() -> None:
    drafts = LeadDrafts(FakeClock())
    drafts.keep(draft("a"))
    drafts.drop("a")
    drafts.drop("a")
    with pytest.raises(DraftGone):
        drafts.get("a")
