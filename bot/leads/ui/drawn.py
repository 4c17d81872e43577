"""Remember what the cards of leads show, so that none is drawn again as it stands."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from discord import ui

_REMEMBERED = 2000


class DrawnCards:
    """What this process drew last on each card; nothing where two drawings overlapped, since either may be on top."""

    def __init__(self) -> None:
        self._shown: OrderedDict[int, int] = OrderedDict()
        self._under_way: dict[int, int] = {}
        self._mixed: set[int] = set()

    @contextmanager
    def drawing(self, lead_id: int, view: ui.LayoutView) -> Iterator[None]:
        """Note a drawing: begun, and then done unless it raises."""
        self._shown.pop(lead_id, None)
        if self._under_way.get(lead_id):
            self._mixed.add(lead_id)
        self._under_way[lead_id] = self._under_way.get(lead_id, 0) + 1
        try:
            yield
            if lead_id not in self._mixed:
                self._remember(lead_id, view)
        finally:
            self._under_way[lead_id] -= 1
            if not self._under_way[lead_id]:
                del self._under_way[lead_id]
                self._mixed.discard(lead_id)

    def shows(self, lead_id: int, view: ui.LayoutView) -> bool:
        """Return whether the card is known to show exactly this."""
        return self._shown.get(lead_id) == _fingerprint(view)

    def _remember(self, lead_id: int, view: ui.LayoutView) -> None:
        self._shown[lead_id] = _fingerprint(view)
        self._shown.move_to_end(lead_id)
        while len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)


def _fingerprint(view: ui.LayoutView) -> int:
    return hash(repr(view.to_components()))  # type: ignore[no-untyped-call]
