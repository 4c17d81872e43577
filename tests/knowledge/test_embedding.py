"""Our embeddings are wordllama's own."""

from pathlib import Path

import numpy as np

from bot.ask.engine.embedding import WordLlamaEmbedder

TEXTS = [
    "Do I need a licence for utilization review?",
    "",
    "Zürich, 医師, 🙂 and ½",
    "a",
    "word " * 700,
    *(f"Question {number} about a job in {place}" for number in range(80) for place in ("pharma", "insurance")),
]


def test_vectors_are_those_of_the_package_itself() -> None:
    import wordllama

    theirs = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    with np.errstate(invalid="ignore"):
        expected = np.nan_to_num(theirs.embed(TEXTS))
    expected /= np.maximum(np.linalg.norm(expected, axis=1, keepdims=True), 1e-6)
    assert np.allclose(WordLlamaEmbedder().embed(TEXTS), expected, atol=1e-6)


def test_embedding_goes_on_after_a_rest() -> None:
    embedder = WordLlamaEmbedder()
    before = embedder.embed(TEXTS)
    embedder.rest()
    assert np.array_equal(embedder.embed(TEXTS), before)
