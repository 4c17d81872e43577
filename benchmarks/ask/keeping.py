"""Compute the vectors of all texts that the index is built from, and write them: `make ask-vectors`."""

from datetime import UTC, datetime
from pathlib import Path

from bot.ask.engine.answerer import Answerer
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.kept_vectors import KEPT, keep_vectors, open_embedder
from bot.knowledge.loader import load

ROOT = Path(__file__).parents[2]


class _Listening:
    """An embedder that remembers what it was asked for."""

    def __init__(self) -> None:
        self.vectors = open_embedder()
        self.texts: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:
        self.texts += texts
        return self.vectors.embed(texts)

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        return self.vectors.embed_with_middle(texts)


def main() -> None:
    """Build the index once, and keep what it took."""
    listening = _Listening()
    Answerer(load(ROOT / "knowledge", datetime.now(UTC).date()).require(), listening)
    kept = keep_vectors(listening.texts, listening)
    print(f"written: {KEPT.relative_to(ROOT)}, {kept} vectors, {KEPT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
