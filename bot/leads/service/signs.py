"""What the services of leads need besides storage: the pages, and the warning signs in a text."""

from collections.abc import Sequence
from typing import Protocol


class OfferSigns(Protocol):
    """Finds warning signs in an offer."""

    def signs(self, text: str) -> Sequence[str]:
        """Return the name of each sign found, in plain words."""
        ...
