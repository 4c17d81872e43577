"""What a server decides about its leads."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import TollfreeError

MOST_REPORTS = 50
LONGEST_MEMBERSHIP = timedelta(days=365)


class SettingRefused(TollfreeError):
    """Raised for a setting outside its limits."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings; a server that set nothing has these defaults."""

    leads_channel_id: int | None = None
    queue_channel_id: int | None = None
    moderator_role_id: int | None = None
    minimum_membership: timedelta = timedelta(0)
    report_threshold: int = 3
    reviews_newcomers: bool = True

    def require_sound(self) -> None:
        """Raise SettingRefused where a number is outside its limits."""
        if not 1 <= self.report_threshold <= MOST_REPORTS:
            raise SettingRefused(f"Choose between 1 and {MOST_REPORTS} reports.")
        if not timedelta(0) <= self.minimum_membership <= LONGEST_MEMBERSHIP:
            raise SettingRefused(f"Choose between 0 and {LONGEST_MEMBERSHIP.days} days in the server.")
