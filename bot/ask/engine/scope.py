"""Tell questions that Tollfree is for from those it declines, with a classifier that was fitted ahead."""

from pathlib import Path

from bot.ask.engine.scope_features import Numbers
from bot.ask.engine.scope_model import ScopeModel

FITTED = Path(__file__).with_name("scope.npz")


class ScopeJudge:
    """Says whether and why a question lies outside the scope."""

    def __init__(self, path: Path = FITTED) -> None:
        """Read the fitted classifier; `make ask-scope` fits it anew."""
        self._model = ScopeModel.load(path)

    def reason_to_decline(self, text: str, vector: Numbers, named: float, near: Numbers) -> str | None:
        """Return the reason to decline, or None for a question inside.

        `named` is how surely it names pages, `near` how near the pages come to it.
        """
        if self._model.score(text, vector, named, near) <= self._model.bound:
            return None
        return self._model.reason(vector)
