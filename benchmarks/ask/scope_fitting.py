"""Fit the scope classifier anew from the pages' asks and the examples, and say how it does on those left out.

`python -m benchmarks.ask.scope_fitting`: prints the shares at several bounds, and writes `bot/ask/engine/scope.npz`.
"""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.engine.names import NameFinder
from bot.ask.engine.passages import cut_passages, in_context
from bot.ask.engine.ranking import PageRanker
from bot.ask.engine.scope import FITTED
from bot.ask.engine.scope_model import Example, ScopeModel, fit
from bot.crisis.engine.pieces import plain
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load

ROOT = Path(__file__).parents[2]
BOUND = -0.1
"""A compromise: of what is left out seven in 200 asks and one in seven strangers are on the wrong side."""
_FOLDS = 4
_ASK_LANDMARKS = 1000
_NEAR_COUNTS = 3.0
"""How often an example counts that lies inside though it looks otherwise."""
_SHORT_COUNTS, _SHORT = 0.5, 3
_WHOLE = 8
"""Words from which an ask is a whole question."""
_BOUNDS = (-0.4, -0.35, -0.3, -0.25, -0.18, BOUND, 0.0, 0.1)

Scores = NDArray[np.float64]


class ScopeExamples(BaseModel):
    """The content of scope_examples.yaml: what looks out of scope and is not, and what is, by reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inside: tuple[str, ...]
    outside: dict[str, tuple[str, ...]]


def read_examples() -> ScopeExamples:
    """Return the examples."""
    text = files("bot.ask.engine").joinpath("scope_examples.yaml").read_text(encoding="utf-8")
    return ScopeExamples.model_validate(yaml.safe_load(text))


def gather(base: KnowledgeBase) -> list[Example]:
    """Return all examples with their vectors: outside, near misses inside, then the pages' asks."""
    told = read_examples()
    rows: list[tuple[str, float, str | None]] = [
        (text, 1.0, why) for why, texts in told.outside.items() for text in texts
    ]
    rows += [(text, _NEAR_COUNTS, None) for text in told.inside]
    asks = [ask for page in base.pages.values() for ask in page.front.asks]
    rows += [(ask, _SHORT_COUNTS if len(ask.split()) <= _SHORT else 1.0, None) for ask in asks]
    embedder = open_embedder()
    passages = tuple(cut_passages(base))
    of_passages = CompactVectors.of(embedder.embed([in_context(base, passage) for passage in passages]))
    ranker = PageRanker(base, passages, of_passages, embedder)
    first_ask = len(rows) - len(asks)
    vectors = np.vstack([embedder.embed([plain(text) for text, _, _ in rows[:first_ask]]), embedder.embed(asks)])
    names = NameFinder(base)
    examples = []
    for number, ((text, weight, why), vector) in enumerate(zip(rows, vectors, strict=True)):
        near = ranker.nearness(text, vector, without=number - first_ask if number >= first_ask else None)
        named = sum(one.surety for one in names.find(text))
        examples.append(Example(text, vector, named, near, weight, why))
    return examples


def fit_on(examples: list[Example], chance: np.random.Generator) -> ScopeModel:
    """Fit with all given examples and some hundred asks as centers."""
    order = chance.permutation(len(examples))
    shuffled = [examples[number] for number in order]
    given = [number for number, one in enumerate(shuffled) if one.reason or one.weight == _NEAR_COUNTS]
    asks = [number for number, one in enumerate(shuffled) if not one.reason and one.weight != _NEAR_COUNTS]
    return fit(shuffled, given + asks[:_ASK_LANDMARKS], BOUND)


def left_out_scores(examples: list[Example], chance: np.random.Generator) -> Scores:
    """Return the score of each example by a classifier that has not seen it."""
    scores = np.zeros(len(examples))
    order = chance.permutation(len(examples))
    for fold in range(_FOLDS):
        out = set(order[fold::_FOLDS].tolist())
        model = fit_on([one for number, one in enumerate(examples) if number not in out], chance)
        for number in out:
            one = examples[number]
            scores[number] = model.score(one.text, one.vector, one.named, one.near)
    return scores


def main() -> None:
    """Fit, report and write."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    examples = gather(base)
    chance = np.random.default_rng(0)
    scores = left_out_scores(examples, chance)
    outside = np.array([one.reason is not None for one in examples])
    near = np.array([one.weight == _NEAR_COUNTS for one in examples])
    counts = f"{outside.sum()} outside, {near.sum()} near misses, {(~outside & ~near).sum()} asks"
    whole = np.array([len(one.text.split()) >= _WHOLE for one in examples])
    print(f"{counts}; each scored by a fit without it")
    for bound in _BOUNDS:
        asks = ~outside & ~near
        shares = (scores[outside] <= bound, scores[near] > bound, scores[asks] > bound, scores[asks & whole] > bound)
        answered, declined, all_asks, whole_asks = (float(share.mean()) for share in shares)
        inside = f"near misses declined {declined:.1%}, asks {all_asks:.1%}, those of {_WHOLE} words {whole_asks:.1%}"
        print(f"  bound {bound:5.2f}: outside answered {answered:.1%}, {inside}")
    fit_on(examples, chance).save(FITTED)
    print(f"written: {FITTED.relative_to(ROOT)}, {FITTED.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
