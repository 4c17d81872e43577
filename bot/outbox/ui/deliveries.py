"""How jobs of each kind are carried out: capabilities add theirs in their wiring."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.refusals import Refusal
from bot.outbox.model.job import Job

Deliver = Callable[[TollfreeClient, Job], Awaitable[None]]
Refused = Callable[[TollfreeClient, Job, Refusal], Awaitable[None]]


async def _leaves_it(_client: TollfreeClient, _job: Job, _refusal: Refusal) -> None:
    """Do nothing more about a refusal: it is listed among what was given up."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is done for a kind of job, and what where Discord refuses it for good.

    `deliver` looks at how things stand now, and makes Discord show that; a job that is no longer wanted is done. On a
    retry it looks first whether the earlier attempt arrived. It may raise CannotDeliver, NotYet, OnceMore and what
    discord.py raises.
    """

    kind: str
    deliver: Deliver
    refused: Refused = _leaves_it
    has_channel: bool = False
    """Whether it writes to members who had a private message before: Discord minds only new private channels."""


class Deliveries:
    """The deliveries by kind."""

    def __init__(self) -> None:
        self._by_kind: dict[str, Delivery] = {}

    def add(self, delivery: Delivery) -> None:
        """Carry out jobs of a kind so; raises ValueError where that kind is taken."""
        if delivery.kind in self._by_kind:
            raise ValueError(f"two deliveries for {delivery.kind}")
        self._by_kind[delivery.kind] = delivery

    def with_channels(self) -> frozenset[str]:
        """Return the kinds of private messages that open no new channel."""
        return frozenset(kind for kind, delivery in self._by_kind.items() if delivery.has_channel)

    def of(self, kind: str) -> Delivery | None:
        """Return the delivery of a kind, or None where there is none (any more)."""
        return self._by_kind.get(kind)
