"""Let leads be read by the rules for offers."""

from collections.abc import Sequence

from bot.tollcheck.engine.engine import check_offer


class TollcheckSigns:
    """Implements `bot.leads.service.signs.OfferSigns` with the rules of /tollcheck."""

    def signs(self, text: str) -> Sequence[str]:
        """Return the title of each sign found."""
        return [found.sign.title for found in check_offer(text)]
