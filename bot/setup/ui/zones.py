"""Time zones and times of day, as people choose and read them."""

import re
from datetime import datetime, time

from discord import app_commands

from bot.kit.errors import TollfreeError
from bot.kit.local_time import zone_of
from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES
from bot.servers.model.settings import time_zones

COMMON = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "America/Toronto",
    "America/Vancouver",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Athens",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Manila",
    "Australia/Sydney",
    "UTC",
)
"""What the menu offers; /setup takes every other one."""

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.IGNORECASE)


class NotATime(TollfreeError):
    """Raised for a text that is no time of day."""

    def __init__(self) -> None:
        super().__init__("I can’t read that as a time of day. Write it like 08:00, or 7:30 am.")


class NoSuchZone(TollfreeError):
    """Raised for a text that names no time zone, or several."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"I can’t tell which time zone “{typed[:60]}” is. Start typing a large city near you, such as Chicago, "
            "and pick one of the names that appear."
        )


def city(zone: str) -> str:
    """Return a zone as people say it: its city."""
    return zone.rpartition("/")[2].replace("_", " ")


def clock_words(zone: str, now: datetime) -> str:
    """Return what a clock in a zone shows."""
    return f"{now.astimezone(zone_of(zone)):%H:%M}"


def named_zone(typed: str) -> str:
    """Return the zone that was chosen, or the only one that fits what was typed; raises NoSuchZone."""
    if typed in time_zones():
        return typed
    found = _matching(typed)
    exact = [zone for zone in found if city(zone).casefold() == typed.strip().casefold()]
    if len(exact or found) != 1:
        raise NoSuchZone(typed)
    return (exact or found)[0]


def read_time(typed: str) -> time:
    """Return the time of day that was typed; raises NotATime."""
    match = _TIME.fullmatch(typed.strip())
    if match is None:
        raise NotATime
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise NotATime
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise NotATime
    return time(hour, minute)


async def zone_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer zones whose name has what was typed, each with what its clock shows; the common ones first."""
    now = interaction.client.services.clock.now()
    found = _matching(typed) if typed.strip() else list(COMMON)
    few = found[: AUTOCOMPLETE_CHOICES + 1]  # one more than fits is enough to say so
    return offered(
        [
            app_commands.Choice(name=f"{zone.replace('_', ' ')} · it is {clock_words(zone, now)} there", value=zone)
            for zone in few
        ]
    )


def _matching(typed: str) -> list[str]:
    """Return the zones with these words in their names: common ones first, then those whose city begins so."""
    words = typed.replace("_", " ").strip().casefold()
    found = [zone for zone in time_zones() if words in zone.replace("_", " ").casefold()]
    return sorted(found, key=lambda zone: (zone not in COMMON, not city(zone).casefold().startswith(words), zone))
