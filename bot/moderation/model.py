"""What moderators look at and decide."""

from dataclasses import dataclass, field

from bot.kit.errors import TollfreeError
from bot.leads.model.lead import Lead, ReportReason
from bot.servers.model.audit import Act


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A lead in the queue, sealed, with what members reported; never who did."""

    lead: Lead
    reports: tuple[tuple[ReportReason, int], ...]
    decision: Act | None = None
    """What a moderator decided last, where the lead waits no more."""


@dataclass(frozen=True, slots=True)
class Unsealing:
    """How far unsealing got; `poster_id` is given once two different moderators asked."""

    lead: Lead
    poster_id: int | None = field(repr=False)


class AlreadyDecided(TollfreeError):
    """Raised for the moderator who comes second; `act` says what the first did, if the log still knows."""

    def __init__(self, lead: Lead, act: Act | None) -> None:
        self.lead = lead.sealed()
        self.act = act
        done = (
            f"another moderator has already {act.value.replace('_', ' the ')}"
            if act
            else "it is no longer in the queue"
        )
        super().__init__(f"Nothing to decide: {done}" + (" this lead." if act in {Act.APPROVED, Act.REJECTED} else "."))


class TextChanged(TollfreeError):
    """Raised where a lead is approved, or its domain blocked, whose text is another than the moderator has read."""

    def __init__(self) -> None:
        super().__init__("Its poster has changed it meanwhile. This is how it reads now; look again before you decide.")


class BlockNotFound(TollfreeError):
    """Raised for a block that was lifted already."""

    def __init__(self) -> None:
        super().__init__("That block is gone already.")


class NoLink(TollfreeError):
    """Raised when the domain of a lead without a link is to be blocked."""

    def __init__(self) -> None:
        super().__init__("That lead has no link, so there is no domain to block.")


class NotSealed(TollfreeError):
    """Raised when unsealing is asked for a lead whose poster is not hidden, or has left."""

    def __init__(self) -> None:
        super().__init__("There is no hidden poster behind that lead.")
