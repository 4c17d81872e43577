"""Answers and days for tests of plans."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.knowledge.us_states import UsState
from bot.plan.engine.answers import Answers, Benefit, Malpractice, NonCompete, Notice, Renewal, Savings, Visa

TODAY = date(2026, 11, 30)
IN_SIX_MONTHS = Answers(last_day=date(2027, 5, 28))
EMPLOYED = Answers(
    last_day=date(2027, 5, 28),
    notice=Notice.DAYS_90,
    non_compete=NonCompete.NO,
    state=UsState.TX,
    malpractice=Malpractice.OCCURRENCE,
    renewal=Renewal.LATER,
    visa=Visa.NONE,
    savings=Savings.MORE,
    benefits=frozenset({Benefit.NONE}),
)
"""Somebody to whom only what concerns everybody applies."""

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
answers = st.builds(
    Answers,
    last_day=st.none() | st.integers(-90, 800).map(lambda number: TODAY + timedelta(days=number)),
    notice=st.none() | st.sampled_from(Notice),
    non_compete=st.none() | st.sampled_from(NonCompete),
    state=st.none() | st.sampled_from(UsState),
    malpractice=st.none() | st.sampled_from(Malpractice),
    renewal=st.none() | st.sampled_from(Renewal),
    visa=st.none() | st.sampled_from(Visa),
    savings=st.none() | st.sampled_from(Savings),
    benefits=st.frozensets(st.sampled_from(Benefit)),
)
