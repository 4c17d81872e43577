"""How a capability joins the bot: what it makes, what may be pressed, and its cogs. No register names them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.kit.clock import Clock
from bot.kit.meter import Meter
from bot.kit.storage.transactions import Storage

S = TypeVar("S")


class Services:
    """What cogs and user interface may call: `services[FollowService]` is the service of that type."""

    def __init__(self, storage: Storage, clock: Clock, meter: Meter) -> None:
        self.storage = storage
        self.clock = clock
        self.meter = meter
        self._made: dict[type[object], object] = {}

    def add(self, service: object) -> None:
        """Keep a service under its type; raises ValueError where that type is there already."""
        if type(service) in self._made:
            raise ValueError(f"there are two of {type(service).__name__}")
        self._made[type(service)] = service

    def offer(self, kind: type[S], make: Callable[[], S]) -> None:
        """Keep what a function makes, unless one was handed in: loaded pages, or an index that took a while."""
        if kind not in self._made:
            self._made[kind] = make()

    def __getitem__(self, kind: type[S]) -> S:
        """Return the service of a type; raises LookupError where no capability before this one made it."""
        try:
            service = self._made[kind]
        except KeyError:
            raise LookupError(f"nothing has made {kind.__name__} yet; see the order in bot/app.py") from None
        assert isinstance(service, kind), "kept under its own type"
        return service


def _makes_nothing(_services: Services) -> None:
    """Make no service."""


@dataclass(frozen=True, slots=True)
class Capability:
    """One feature of the bot, as its `wiring.py` describes it.

    `make` adds its services, from those of the capabilities listed before it, and hands them what they lack (a button
    on a card, something to do when settings change). `items` are the buttons and menus that may be pressed on a message
    from before a restart. `page_actions` make buttons for the cards of roles and sectors, from the page’s id, and
    `role_actions` for those of roles alone.
    """

    cogs: tuple[str, ...] = ()
    items: tuple[type[Any], ...] = ()
    page_actions: tuple[Callable[[str], Any], ...] = ()
    role_actions: tuple[Callable[[str], Any], ...] = ()
    make: Callable[[Services], None] = _makes_nothing
