"""Draw some answers by lot before they are counted, so that no figure can prove what anybody said.

The technique is randomized response (Warner, 1965, https://doi.org/10.1080/01621459.1965.10480775). The lot of a
member's answer is always the same one: who counts month after month, or lets it be told anew, learns nothing more.
"""

import hashlib
import hmac
from collections.abc import Sequence
from fractions import Fraction

from bot.outcomes.model.answers import CHOICES, Answers, Question

_WHOLE = 2**64


class Lots:
    """The lots of everybody, from a secret key of this database."""

    def __init__(self, secret: bytes, share: Fraction) -> None:
        self._secret = secret
        self._below = int(share * _WHOLE)

    def counted(self, member_id: int, role_id: str, answers: Answers) -> dict[Question, str]:
        """Return the answers as they are counted: the member's own, or one drawn among all choices of the question."""
        return {
            question: _drawn(
                value, list(CHOICES[question]), self._digest(member_id, role_id, question, value), self._below
            )
            for question, value in answers.items()
        }

    def _digest(self, member_id: int, role_id: str, question: Question, value: str) -> bytes:
        return hmac.digest(self._secret, f"{member_id}:{role_id}:{question}:{value}".encode(), hashlib.sha256)


def _drawn(value: str, choices: Sequence[str], digest: bytes, below: int) -> str:
    """Return the value, or, where the first half of a digest says so, any of the choices, each as often as another."""
    coin, pick = int.from_bytes(digest[:8]), int.from_bytes(digest[8:16])
    return str(choices[pick % len(choices)]) if coin < below else value
