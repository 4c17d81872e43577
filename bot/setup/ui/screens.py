"""The screens of the panel, and what is chosen on each."""

from enum import StrEnum


class Screen(StrEnum):
    """What the panel shows."""

    OVERVIEW = "overview"
    LEADS = "leads"
    DIGEST = "digest"
    MODERATORS = "moderators"


class Choice(StrEnum):
    """What one menu changes; stands in custom ids."""

    LEADS_CHANNEL = "leads"
    MEMBERSHIP = "membership"
    REPORTS = "reports"
    NEWCOMERS = "newcomers"
    LEADS_A_DAY = "daily"
    DIGEST_CHANNEL = "digest"
    TIME_ZONE = "zone"
    DIGEST_TIME = "time"
    QUEUE_CHANNEL = "queue"
    ROLE = "role"

    @property
    def screen(self) -> Screen:
        """Return the screen that it stands on."""
        match self:
            case Choice.DIGEST_CHANNEL | Choice.TIME_ZONE | Choice.DIGEST_TIME:
                return Screen.DIGEST
            case Choice.QUEUE_CHANNEL | Choice.ROLE:
                return Screen.MODERATORS
            case _:
                return Screen.LEADS
