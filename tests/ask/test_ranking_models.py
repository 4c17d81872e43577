"""What ranks pages and passages: fitted numbers, and what they are multiplied with."""

from pathlib import Path

import numpy as np

from bot.ask.engine.page_model import BUCKETS, PageModel, told, weighed
from bot.ask.engine.passage_features import near_asks
from bot.ask.engine.passage_model import PassageModel, key_of


def test_endings_do_not_part_words_and_small_words_do_not_count() -> None:
    assert set(told("reviewing charts").buckets) & set(told("reviewed chart").buckets)
    assert not set(told("it was the").buckets) & set(told("and of that").buckets) - set(told("a").buckets)


def test_a_text_counts_one_in_all_however_long() -> None:
    rarity = np.ones(BUCKETS, dtype=np.float32)
    for text in ("pay", "what do chart reviewers earn in a year of evenings"):
        assert np.isclose(np.linalg.norm(weighed(told(text), rarity)), 1.0)


def test_a_page_model_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    by_words = np.zeros((BUCKETS, 2), dtype=np.float16)
    by_words[told("plasma").buckets, 1] = 1.0
    model = PageModel(
        ("pay", "plasma"),
        np.zeros(3, dtype=np.float32),
        np.eye(3, 2, dtype=np.float32),
        by_words,
        np.ones(BUCKETS, dtype=np.float32),
    )
    model.save(tmp_path / "pages.npz")
    again = PageModel.load(tmp_path / "pages.npz")
    scores = again.scores("plasma", np.zeros(3, dtype=np.float32))
    assert again.pages == ("pay", "plasma")
    assert scores[1] > scores[0]
    assert np.allclose(scores, model.scores("plasma", np.zeros(3, dtype=np.float32)))


def test_a_passage_that_answers_the_nearest_ask_is_nearest() -> None:
    answers = np.array([[True, False], [False, True]])
    nearest, shares, usual, alone = near_asks(np.array([0.9, 0.2], dtype=np.float32), answers).T
    assert nearest[0] > nearest[1]
    assert shares[0] > 0.99
    assert usual.tolist() == [0.5, 0.5]
    assert alone[0] > alone[1]


def test_a_page_without_judged_asks_says_nothing_of_its_passages() -> None:
    near = near_asks(np.zeros(0, dtype=np.float32), np.zeros((0, 3), dtype=bool))
    assert near.shape == (3, 4)
    assert not near.any()


def test_a_passage_model_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    answers = {key_of("how do I start"): (key_of("First step"), key_of("Ways in")), key_of("pay"): (key_of("Pay"),)}
    PassageModel(np.ones((3, 2), dtype=np.float32), np.array([1.0, -1.0])).save(answers, tmp_path / "passages.npz")
    again, answers_again = PassageModel.load(tmp_path / "passages.npz")
    assert answers_again == answers
    assert again.weights.tolist() == [1.0, -1.0]
