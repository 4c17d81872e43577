"""What a server decides about its leads and its digest."""

from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.kit.errors import TollfreeError

MOST_REPORTS = 50
MOST_LEADS_A_DAY = 100
LONGEST_MEMBERSHIP = timedelta(days=365)
_NO_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


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
    leads_a_day: int = 10
    """How many leads a member may share in 24 hours."""
    digest_channel_id: int | None = None
    time_zone: str = "America/New_York"
    digest_time: time = time(8)
    pools_outcomes: bool = False
    """Whether what searches came to is counted together with other servers that want it, without their names."""

    def require_sound(self, old: "GuildSettings") -> None:
        """Raise SettingRefused where a number is outside its limits, or a zone that was not there before is unknown."""
        if not 1 <= self.report_threshold <= MOST_REPORTS:
            raise SettingRefused(f"Choose between 1 and {MOST_REPORTS} reports.")
        if not 1 <= self.leads_a_day <= MOST_LEADS_A_DAY:
            raise SettingRefused(f"Choose between 1 and {MOST_LEADS_A_DAY} leads a day.")
        if not timedelta(0) <= self.minimum_membership <= LONGEST_MEMBERSHIP:
            raise SettingRefused(f"Choose between 0 and {LONGEST_MEMBERSHIP.days} days in the server.")
        if self.time_zone != old.time_zone and self.time_zone not in time_zones():
            raise SettingRefused(
                f"I know no time zone “{self.time_zone[:60]}”. Start typing a city, such as Chicago, and pick one."
            )


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all IANA time zones that are places, or UTC."""
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith(_NO_PLACES)) | {
        "UTC"
    }
