"""The screens of the panel, and what is chosen on each."""

from enum import StrEnum


class Screen(StrEnum):
    """What the panel shows."""

    OVERVIEW = "overview"
    LEADS = "leads"
    DIGEST = "digest"
    MODERATORS = "moderators"
    OUTCOMES = "outcomes"


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
    POOL = "pool"

    @property
    def screen(self) -> Screen:
        """Return the screen that it stands on."""
        match self:
            case Choice.DIGEST_CHANNEL | Choice.TIME_ZONE | Choice.DIGEST_TIME:
                return Screen.DIGEST
            case Choice.QUEUE_CHANNEL | Choice.ROLE:
                return Screen.MODERATORS
            case Choice.POOL:
                return Screen.OUTCOMES
            case _:
                return Screen.LEADS
