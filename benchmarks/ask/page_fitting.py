"""Fit anew which page a question belongs to, from the asks, names and summaries of all pages.

`python -m benchmarks.ask.page_fitting`: writes `bot/ask/engine/pages.npz`.
"""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.ask.engine.embedding import Vectors
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.engine.page_model import BUCKETS, FITTED, PageModel, told, weighed
from bot.ask.engine.ranking import about_page
from bot.knowledge.loader import load

ROOT = Path(__file__).parents[2]
_RIDGE = 0.3


def fit(pages: tuple[str, ...], texts: list[str], owners: list[int], vectors: Vectors) -> PageModel:
    """Fit each text to its page, meaning and words counting the same: some minutes for 8,000 texts."""
    bags = [told(text) for text in texts]
    seen = np.zeros(BUCKETS)
    for bag in bags:
        seen[bag.buckets] += 1
    rarity = np.log(len(texts) / (1 + seen)).clip(0).astype(np.float32)
    words = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for row, bag in enumerate(bags):
        words[row, bag.buckets] = weighed(bag, rarity)
    middle = vectors.mean(axis=0)
    apart = vectors - middle
    target = np.full((len(texts), len(pages)), -1 / len(pages), dtype=np.float32)
    target[np.arange(len(texts)), owners] += 1
    kernel = (apart @ apart.T + words @ words.T) / 2 + _RIDGE * np.eye(len(texts), dtype=np.float32)
    pull = np.linalg.solve(kernel, target) / 2
    return PageModel(pages, middle, apart.T @ pull, (words.T @ pull).astype(np.float16), rarity)


def main() -> None:
    """Fit and write."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    pages = tuple(base.pages.values())
    texts = [ask for page in pages for ask in page.front.asks] + [about_page(page) for page in pages]
    owners = [number for number, page in enumerate(pages) for _ in page.front.asks] + list(range(len(pages)))
    model = fit(tuple(page.id for page in pages), texts, owners, open_embedder().embed(texts))
    model.save()
    print(f"written: {FITTED.relative_to(ROOT)}, {FITTED.stat().st_size / 1e6:.1f} MB, {len(texts)} texts")


if __name__ == "__main__":
    main()
