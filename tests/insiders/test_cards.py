"""No card of one side tells anything of the other, whatever either of them wrote; and each fits a message."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insiders.model.crossing import crossing
from bot.insiders.model.errands import daily, to_asker, to_taker
from bot.insiders.model.profile import LONGEST_ABOUT, Declared, Insider, Standing, Years
from bot.insiders.model.question import LONGEST_ANSWER, LONGEST_QUESTION, Question, QuestionState
from bot.insiders.service.answering import Waiting
from bot.insiders.ui.cards import Seen, asker_view, queue_view, taker_view
from bot.insiders.ui.mine import mine_view
from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.library import Library
from tests.fakes import FakeClock
from tests.insiders.test_crossing import DISGUISES, FIRST, FORMS, HANDLE, LAST, PLAIN, SECRETS, filled, seen

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASKER, TAKER, GUILD = 1_300_000_000_000_000_001, 1_300_000_000_000_000_002, 1_100_000_000_000_000_000
ROLE = "um-medical-director"
HOSTILE = st.lists(st.tuples(st.sampled_from((*FORMS, *PLAIN)), st.sampled_from(DISGUISES)), min_size=1, max_size=4)
CLOCK = FakeClock(NOW)


def written(parts: list[tuple[str, object]], limit: int) -> str:
    texts = [disguise(filled(form)) for form, disguise in parts if callable(disguise)]
    return crossing(". ".join(texts), limit, [f"{FIRST} {LAST}", HANDLE])  # as forms do


def sides(asked: str, about: str, state: QuestionState) -> tuple[Question, Insider]:
    declared = Declared(None, Years.OVER_TEN, about or None, "NC", elsewhere_only=True)
    insider = Insider(7, GUILD, ROLE, TAKER, declared, Standing.ACTIVE)
    ends_at = NOW + timedelta(days=3)
    return Question(5, GUILD, ROLE, ASKER, asked, state, NOW, ends_at, ends_at, insider_id=7), insider


def cards(library: Library, question: Question, insider: Insider, answer: str) -> Iterator[tuple[int, ui.LayoutView]]:
    """Yield every card, with the id of whom it must not tell."""
    base = library.current
    yield TAKER, asker_view(base, CLOCK, Seen(question, insider, answer))
    yield ASKER, taker_view(base, Seen(question, insider))
    yield ASKER, queue_view(base, [Waiting(insider, (question,) * 5)])
    yield TAKER, mine_view(base, CLOCK, [], [question] * 3, [])
    yield ASKER, mine_view(base, CLOCK, [insider] * 3, [question] * 3, [question] * 3)


@settings(max_examples=30)
@given(asked=HOSTILE, about=HOSTILE, answer=HOSTILE, state=st.sampled_from(QuestionState))
def test_no_card_custom_id_or_errand_tells_who_stands_on_the_other_side(
    library: Library, asked: list[tuple[str, object]], about: list[tuple[str, object]],
    answer: list[tuple[str, object]], state: QuestionState,
) -> None:  # fmt: skip
    question, insider = sides(written(asked, LONGEST_QUESTION), written(about, LONGEST_ABOUT), state)
    for other, view in cards(library, question, insider, written(answer, LONGEST_ANSWER)):
        sent = json.dumps(view.to_components(), ensure_ascii=False)  # type: ignore[no-untyped-call]
        assert str(other) not in sent
        assert "North Carolina" not in sent
        texts = " ".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))
        assert [secret for secret in SECRETS if secret.casefold() in seen(texts)] == []
    errand, told = to_asker(question), to_taker(question, insider)
    assert errand is not None
    for one in (errand, told, daily(insider)):
        assert (one.detail, str(GUILD) in one.subject, "13000000" in one.subject) == (None, False, False)
        assert "1300000" not in repr(one), "logs tell nobody"


def test_the_longest_words_fit_a_message(library: Library) -> None:
    question, insider = sides("*" * LONGEST_QUESTION, "_" * LONGEST_ABOUT, QuestionState.OFFERED)
    for state in QuestionState:
        for _, view in cards(library, replace(question, state=state), insider, "|" * LONGEST_ANSWER):
            parts = list(view.walk_children())
            assert len(parts) <= MESSAGE_COMPONENTS
            assert sum(len(part.content) for part in parts if isinstance(part, ui.TextDisplay)) <= MESSAGE_TEXT


def test_what_closed_a_question_is_not_told(library: Library) -> None:
    question, insider = sides("How?", "", QuestionState.CLOSED)
    told = [
        asker_view(library.current, CLOCK, Seen(replace(question, state=state), taker)).to_components()  # type: ignore[no-untyped-call]
        for state in (QuestionState.CLOSED, QuestionState.EXPIRED)
        for taker in (insider, None)
    ]
    assert all(one == told[0] for one in told)
