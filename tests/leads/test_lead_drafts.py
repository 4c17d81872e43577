"""Drafts are kept for a while, and so many."""

from datetime import timedelta

import pytest

from bot.kit.kept_for_a_while import KEPT, MOST
from bot.leads.model.draft import LeadDraft
from bot.leads.service.drafts import DraftGone, Drafting, LeadDrafts
from tests.fakes import FakeClock

ANN, BOB = 1, 2


def draft(token: str) -> Drafting:
    return Drafting(LeadDraft(token=token))


def test_there_are_never_more_than_so_many_and_the_oldest_goes_first() -> None:
    drafts = LeadDrafts(FakeClock())
    for number in range(MOST):
        drafts.keep(ANN, draft(str(number)))
    drafts.keep(ANN, draft("0"))  # it was changed, so another is the oldest now
    drafts.keep(ANN, draft("one more"))
    kept = [token for token in (*map(str, range(MOST)), "one more") if drafts.find(ANN, token) is not None]
    assert len(kept) == MOST
    assert drafts.find(ANN, "1") is None
    assert drafts.find(ANN, "0") is not None


def test_a_draft_is_kept_for_two_hours_from_its_last_change() -> None:
    clock = FakeClock()
    drafts = LeadDrafts(clock)
    drafts.keep(ANN, draft("a"))
    clock.move(KEPT - timedelta(seconds=1))
    assert drafts.get(ANN, "a") == draft("a")
    drafts.keep(ANN, draft("a"))
    clock.move(KEPT - timedelta(seconds=1))
    assert drafts.get(ANN, "a") == draft("a")
    clock.move(timedelta(seconds=1))
    with pytest.raises(DraftGone):
        drafts.get(ANN, "a")


def test_what_is_dropped_is_gone() -> None:
    drafts = LeadDrafts(FakeClock())
    drafts.keep(ANN, draft("a"))
    drafts.drop(ANN, "a")
    drafts.drop(ANN, "a")
    with pytest.raises(DraftGone):
        drafts.get(ANN, "a")


def test_a_draft_is_its_writers_alone() -> None:
    drafts = LeadDrafts(FakeClock())
    drafts.keep(ANN, draft("a"))
    with pytest.raises(DraftGone):
        drafts.get(BOB, "a")
    drafts.drop(BOB, "a")
    drafts.keep(BOB, Drafting(LeadDraft(token="a", title="Another")))
    assert drafts.get(ANN, "a") == draft("a")
