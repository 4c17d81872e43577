"""What is counted while the bot runs; nothing that is counted names a member or a server."""

from collections.abc import Mapping
from typing import Protocol


class Meter(Protocol):
    """Counts what is done, and how it ends."""

    def handled(self, what: str, outcome: str, seconds: float) -> None:
        """Count an interaction by what was used and how it ended."""
        ...

    def failed(self, kind: str) -> None:
        """Count an error that nobody expected, by its type."""
        ...

    def job_planned(self, name: str) -> None:
        """Note that a periodic job is to run, so that one which never does is missed."""
        ...

    def job_began(self, name: str) -> None:
        """Note that a periodic job is under way."""
        ...

    def job_ended(self, name: str, *, done: bool) -> None:
        """Count the run of a periodic job."""
        ...

    def part_failed(self, name: str) -> None:
        """Count a failure inside a periodic job that goes on, such as that of one server's digest."""
        ...

    def outbox_counted(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Note how many jobs of each kind and state the outbox has."""
        ...


class NoMeter:
    """Counts nothing, where nobody asks."""

    def handled(self, what: str, outcome: str, seconds: float) -> None:
        """Do nothing."""

    def failed(self, kind: str) -> None:
        """Do nothing."""

    def job_planned(self, name: str) -> None:
        """Do nothing."""

    def job_began(self, name: str) -> None:
        """Do nothing."""

    def job_ended(self, name: str, *, done: bool) -> None:
        """Do nothing."""

    def part_failed(self, name: str) -> None:
        """Do nothing."""

    def outbox_counted(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Do nothing."""
