"""Rules of leads that need no storage."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.local_time import has_zone, next_due
from bot.leads.model.browsing import Cursor, CursorInvalid, LeadFilter, words_of
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.lead import LeadStatus, Shelf
from bot.leads.model.life import LIFE, expiry
from bot.leads.model.problems import Fault
from bot.leads.model.votes import rank
from bot.leads.service.checking import check_draft
from bot.servers.model.settings import GuildSettings, SettingRefused
from tests.world import TwoPages

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_ten_times_the_votes_weigh_as_much_as_being_a_week_newer() -> None:
    assert rank(NOON, 9, 0) == rank(NOON + timedelta(days=7), 0, 0)
    assert rank(NOON, 99, 0) == rank(NOON + timedelta(days=7), 9, 0)
    assert rank(NOON, 0, 1) == rank(NOON, 3, 0), "“It worked” counts three times"


@given(st.integers(0, 10_000), st.integers(0, 1000))
def test_another_vote_never_lowers_a_lead(upvotes: int, worked: int) -> None:
    assert rank(NOON, upvotes, worked) <= rank(NOON, upvotes + 1, worked) <= rank(NOON, upvotes + 1, worked + 1)


def test_a_lead_ends_with_its_closing_date_and_never_later_than_thirty_days() -> None:
    assert expiry(NOON, None) == NOON + LIFE
    assert expiry(NOON, date(2027, 6, 1)) == NOON + LIFE
    assert expiry(NOON, date(2026, 11, 22)) == datetime(2026, 11, 23, tzinfo=UTC), "the whole day counts"


def test_a_closing_date_ends_where_the_server_is() -> None:
    kiritimati = "Pacific/Kiritimati"  # fourteen hours ahead
    assert expiry(NOON, date(2026, 12, 22), kiritimati) == datetime(2026, 12, 22, 10, tzinfo=UTC)
    assert expiry(NOON, date(2026, 12, 23), kiritimati) == NOON + LIFE


@given(st.integers(0, 2**56 - 1), st.integers(1, 2**62 - 1))
def test_a_cursor_survives_being_written_and_fits_a_custom_id(value: int, lead_id: int) -> None:
    text = Cursor(value, lead_id).encode()
    assert Cursor.decode(text) == Cursor(value, lead_id)
    assert len(text) <= 50


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_is_refused(text: str) -> None:
    try:
        cursor = Cursor.decode(text)
    except CursorInvalid:
        return
    assert 0 <= cursor.value < 2**56


def test_words_are_compared_without_case_accents_or_signs() -> None:
    assert words_of("Médical-Writer, ÜBER_100%") == ["medical", "writer", "uber", "100"]
    assert LeadFilter(text="a b a c d e f g").words == ("a", "b", "c", "d", "e", "f")
    assert LeadFilter(text=" ** ").words == ()


def test_only_live_closed_and_expired_leads_can_be_found() -> None:
    found = {status for status in LeadStatus if status.shelf is not Shelf.NONE}
    assert found == {LeadStatus.LIVE, LeadStatus.CLOSED, LeadStatus.EXPIRED}


@pytest.mark.parametrize(
    "settings",
    [
        GuildSettings(report_threshold=0),
        GuildSettings(report_threshold=51),
        GuildSettings(minimum_membership=timedelta(days=-1)),
        GuildSettings(minimum_membership=timedelta(days=366)),
    ],
)
def test_settings_outside_their_limits_are_refused(settings: GuildSettings) -> None:
    with pytest.raises(SettingRefused):
        settings.require_sound(GuildSettings())


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("America/Los_Angeles", datetime(2026, 11, 25, 8, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 11, 24, 13, tzinfo=UTC)),
        ("US/Pacific-New", datetime(2026, 11, 25, tzinfo=UTC)),
    ],
)
def test_a_lead_ends_with_its_closing_date_where_its_server_is(zone: str, ends: datetime) -> None:
    assert expiry(NOON, date(2026, 11, 24), zone) == ends


def test_a_closing_date_at_the_end_of_time_is_no_error() -> None:
    assert expiry(NOON, date.max, "America/Los_Angeles") == NOON + LIFE


@pytest.mark.parametrize("typed", ["9999-12-31", "2206-01-01"])
def test_a_closing_date_with_a_wrong_year_is_told(typed: str) -> None:
    draft = LeadDraft(token="", title="Reviewer", organization="Lighthouse", page_id="reviewer", closing=typed)
    checked = check_draft(draft, TwoPages(), NOON.date())
    assert checked.problems[LeadField.CLOSING] is Fault.CLOSING_TOO_FAR


def test_a_zone_that_was_dropped_is_utc_and_said_to_be_gone() -> None:
    assert not has_zone("US/Pacific-New")
    assert has_zone("America/Los_Angeles")
    assert next_due(NOON, time(8), "US/Pacific-New").at == datetime(2026, 11, 23, 8, tzinfo=UTC)
