"""Some answers are drawn by lot before they are counted."""

from collections import Counter
from fractions import Fraction

from bot.outcomes.engine.lots import Lots
from bot.outcomes.model.answers import CHOICES, Question
from bot.outcomes.model.table import RULE

ANSWERS = {question: next(iter(choices)).value for question, choices in CHOICES.items()}


def test_a_lot_stays_the_same_whoever_asks_and_whenever() -> None:
    one, other = Lots(b"secret", RULE.lot), Lots(b"secret", RULE.lot)
    for member in range(50):
        assert one.counted(member, "reviewer", ANSWERS) == other.counted(member, "reviewer", ANSWERS)


def test_other_answers_have_the_lots_they_had_when_one_is_changed() -> None:
    lots = Lots(b"secret", RULE.lot)
    for member in range(50):
        before = lots.counted(member, "reviewer", ANSWERS)
        after = lots.counted(member, "reviewer", {**ANSWERS, Question.REACHED: "hired"})
        assert {q: v for q, v in before.items() if q is not Question.REACHED} == {
            q: v for q, v in after.items() if q is not Question.REACHED
        }


def test_one_answer_in_five_is_drawn_and_every_choice_comes_up() -> None:
    lots = Lots(b"secret", RULE.lot)
    for question, choices in CHOICES.items():
        found = Counter(lots.counted(member, "reviewer", ANSWERS)[question] for member in range(1000))
        assert set(found) == {choice.value for choice in choices}, "nothing is ruled out"
        kept = 1 - RULE.lot + RULE.lot / len(choices)
        assert abs(found[ANSWERS[question]] / 1000 - kept) < Fraction(4, 100)


def test_without_lots_everything_is_counted_as_told() -> None:
    assert Lots(b"secret", Fraction(0)).counted(1, "reviewer", ANSWERS) == ANSWERS
