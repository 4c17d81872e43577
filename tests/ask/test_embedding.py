"""Our way of running the sentence model gives what the model's own runtime gives."""

from pathlib import Path

import numpy as np
import pytest

from bot.ask.engine.embedding import Vectors
from bot.ask.engine.kept_vectors import KeptVectors, keep_vectors
from bot.ask.engine.minilm import DIMENSIONS, MiniLMEmbedder
from bot.ask.engine.wordpiece import WordPieces
from bot.kit.memory import leave_in_files

QUESTION = "how do I become a medical science liaison"
ODD = "Café naïve: pay, hours & 你好 — zzxqv!"


@pytest.fixture(scope="module")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (QUESTION, [101, 2129, 2079, 1045, 2468, 1037, 2966, 2671, 14975, 102]),
        (ODD, [101, 7668, 15743, 1024, 3477, 1010, 2847, 1004, 100, 100, 1517, 1062, 2480, 2595, 4160, 2615, 999, 102]),
        ("", [101, 102]),
        ("x" * 500, [101, 100, 102]),
    ],
)
def test_text_is_cut_into_the_models_own_pieces(text: str, numbers: list[int]) -> None:
    # The numbers are those of the model's published tokenizer, run once.
    assert WordPieces().numbers_of(text, 256) == numbers


def test_vectors_are_those_of_the_models_runtime(embedder: MiniLMEmbedder) -> None:
    # The first six numbers, computed once with onnxruntime from the same file.
    vectors = embedder.embed([QUESTION, ODD])
    assert np.allclose(vectors[0, :6], [0.01812, -0.00964, -0.00732, -0.01332, -0.07136, -0.06711], atol=2e-5)
    assert np.allclose(vectors[1, :6], [-0.05485, 0.10056, 0.04331, 0.05832, 0.02729, 0.01218], atol=2e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: MiniLMEmbedder) -> None:
    texts = [f"{QUESTION} {number}" for number in range(150)]
    among = embedder.embed(texts)
    assert among.shape == (150, DIMENSIONS)
    assert np.allclose(among[77], embedder.embed(texts[77:78])[0], atol=1e-5)
    assert np.allclose(np.linalg.norm(among, axis=1), 1.0, atol=1e-5)


def test_embedding_goes_on_after_a_rest(embedder: MiniLMEmbedder) -> None:
    before = embedder.embed([QUESTION])
    leave_in_files()
    assert np.array_equal(embedder.embed([QUESTION]), before)


class Counting:
    """Counts the texts that it is asked for."""

    def __init__(self, embedder: MiniLMEmbedder) -> None:
        self.embedder = embedder
        self.texts = 0

    def embed(self, texts: list[str]) -> Vectors:
        self.texts += len(texts)
        return self.embedder.embed(texts)

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        self.texts += len(texts)
        return self.embedder.embed_with_middle(texts)


def test_kept_vectors_are_looked_up_and_others_computed(embedder: MiniLMEmbedder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.npy"
    assert keep_vectors([QUESTION, "another", QUESTION], embedder, path) == 2
    counting = Counting(embedder)
    kept = KeptVectors(counting, path)
    vectors = kept.embed(["not kept", QUESTION, "another"])
    assert counting.texts == 1
    assert np.all(np.sum(vectors * embedder.embed(["not kept", QUESTION, "another"]), axis=1) > 0.9995)


def test_without_a_file_every_text_is_computed(embedder: MiniLMEmbedder, tmp_path: Path) -> None:
    kept = KeptVectors(embedder, tmp_path / "none.npy")
    assert np.array_equal(kept.embed([QUESTION]), embedder.embed([QUESTION]))


def test_what_was_just_computed_is_remembered(embedder: MiniLMEmbedder, tmp_path: Path) -> None:
    counting = Counting(embedder)
    kept = KeptVectors(counting, tmp_path / "none.npy")
    first = kept.embed([QUESTION, "another"])
    assert np.array_equal(kept.embed(["another", QUESTION]), first[::-1])
    assert counting.texts == 2


def test_the_middle_of_the_model_comes_beside_the_vector_which_is_remembered(
    embedder: MiniLMEmbedder, tmp_path: Path
) -> None:
    counting = Counting(embedder)
    kept = KeptVectors(counting, tmp_path / "none.npy")
    both = kept.embed_with_middle([QUESTION])
    assert both.shape == (1, 768)
    assert np.array_equal(kept.embed([QUESTION]), both[:, :384])
    assert counting.texts == 1
