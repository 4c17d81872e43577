"""What stands behind the health port: the check-up of a running bot, or why none runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.health.checkup import Health
from bot.health.figures import Figures


class Front:
    """Known to the port over all attempts to start the bot."""

    def __init__(self) -> None:
        self.why = "I am just starting."
        """Why no bot runs."""
        self.running: tuple[Health, Figures] | None = None

    @contextmanager
    def shows(self, health: Health | None) -> Iterator["Front"]:
        """Show a running bot's check-up within the block."""
        self.running = (health, Figures(health.meter.registry)) if health else None
        try:
            yield self
        finally:
            self.running = None

    def say(self, why: str) -> None:
        """Say why no bot runs."""
        self.why = why
