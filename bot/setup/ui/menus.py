"""The menus of the panel's screens."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import discord
from discord import ui

from bot.digest.ui.channel import digest_channel_faults
from bot.servers.model.settings import GuildSettings
from bot.setup.ui.checks import leads_channel_faults, queue_channel_faults, role_faults
from bot.setup.ui.custom_ids import SETTING
from bot.setup.ui.screens import Choice, Screen
from bot.setup.ui.zones import COMMON, city, clock_words

_DAYS = {0: "Everybody votes at once", 1: "After 1 day", 3: "After 3 days", 7: "After 7 days", 30: "After 30 days"}
_LEADS_A_DAY = (1, 3, 5, 10, 25, 100)
_REPORTS = (1, 2, 3, 5, 10)
_LEADS_CHANNELS = [discord.ChannelType.text, discord.ChannelType.forum]
_TEXT_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news]
_QUEUE_CHANNELS = [discord.ChannelType.text]
_DAY = timedelta(days=1)

Menu = tuple[str, ui.Item[ui.LayoutView]]


def menus(guild: discord.Guild, settings: GuildSettings, screen: Screen, now: datetime) -> Iterator[Menu]:
    """Yield a screen's menus, each with the words to stand above it."""
    match screen:
        case Screen.LEADS:
            return _leads(guild, settings)
        case Screen.DIGEST:
            return _digest(guild, settings, now)
        case Screen.OUTCOMES:
            return _outcomes(settings)
        case _:
            return _moderators(guild, settings)


def _leads(guild: discord.Guild, settings: GuildSettings) -> Iterator[Menu]:
    faults = leads_channel_faults(guild, settings.leads_channel_id)
    yield (
        _words("Leads channel", "Where cards go, text or forum. None: the channel in which a lead is shared.", faults),
        _channels(Choice.LEADS_CHANNEL, _LEADS_CHANNELS, guild, settings.leads_channel_id),
    )
    days = settings.minimum_membership // _DAY
    names = _DAYS | {days: _DAYS.get(days, f"After {days} days")}
    yield (
        "**Votes count from members**",
        _choices(Choice.MEMBERSHIP, {str(day): name for day, name in names.items()}, str(days)),
    )
    counts = sorted({*_REPORTS, settings.report_threshold})
    names_of_counts = {str(count): f"{count} report{'s' if count > 1 else ''}" for count in counts}
    yield "**A lead is hidden at**", _choices(Choice.REPORTS, names_of_counts, str(settings.report_threshold))
    newcomers = {"1": "Wait for a moderator", "0": "Are posted at once"}
    yield "**First leads of members**", _choices(Choice.NEWCOMERS, newcomers, str(int(settings.reviews_newcomers)))
    limits = {str(one): f"{one} a day" for one in sorted({*_LEADS_A_DAY, settings.leads_a_day})}
    yield "**A member may share**", _choices(Choice.LEADS_A_DAY, limits, str(settings.leads_a_day))


def _digest(guild: discord.Guild, settings: GuildSettings, now: datetime) -> Iterator[Menu]:
    faults = digest_channel_faults(guild, settings.digest_channel_id)
    yield (
        _words("Digest channel", "One message a day, without pings. None: no digest.", faults),
        _channels(Choice.DIGEST_CHANNEL, _TEXT_CHANNELS, guild, settings.digest_channel_id),
    )
    zones = dict.fromkeys((*COMMON, settings.time_zone))
    clock = clock_words(settings.time_zone, now)
    yield (
        _words("Time zone", f"It is {clock} there now. Another city: type /setup and use its time_zone option.", []),
        _choices(Choice.TIME_ZONE, {zone: f"{city(zone)} ({zone})" for zone in zones}, settings.time_zone),
    )
    times = sorted({*(time(hour) for hour in range(24)), settings.digest_time})
    yield (
        _words("Time of day", "Another time: /setup with its digest_time option, such as 7:30.", []),
        _choices(Choice.DIGEST_TIME, {minutes(one): f"{one:%H:%M}" for one in times}, minutes(settings.digest_time)),
    )


def _moderators(guild: discord.Guild, settings: GuildSettings) -> Iterator[Menu]:
    faults = queue_channel_faults(guild, settings.queue_channel_id)
    yield (
        _words("Queue channel", "Where leads and news wait for you. None: leads wait in /mod queue alone.", faults),
        _channels(Choice.QUEUE_CHANNEL, _QUEUE_CHANNELS, guild, settings.queue_channel_id),
    )
    role = settings.moderator_role_id
    yield (
        _words("Moderator role", "It may review, besides those with Manage Messages.", role_faults(guild, role)),
        _roles(guild, role),
    )


def _outcomes(settings: GuildSettings) -> Iterator[Menu]:
    counted = {"0": "By themselves", "1": "Together with other servers that want it"}
    about = "Together, five people are reached sooner. No server is named, and whoever is in two of them counts once."
    yield (
        _words("What members’ searches came to is counted", about, []),
        _choices(Choice.POOL, counted, str(int(settings.pools_outcomes))),
    )


def minutes(at: time) -> str:
    """Return a time of day as a menu's value: minutes after midnight."""
    return str(at.hour * 60 + at.minute)


def _words(name: str, help_text: str, faults: list[str]) -> str:
    return "\n".join([f"**{name}**", f"-# {help_text}", *(f"⚠️ {fault}" for fault in faults)])


def _channels(
    choice: Choice, kinds: list[discord.ChannelType], guild: discord.Guild, chosen: int | None
) -> ui.ChannelSelect[ui.LayoutView]:
    return ui.ChannelSelect(
        custom_id=SETTING(choice=choice),
        channel_types=kinds,
        placeholder="None",
        min_values=0,
        default_values=[discord.Object(chosen)] if chosen and guild.get_channel(chosen) else [],
    )


def _roles(guild: discord.Guild, chosen: int | None) -> ui.RoleSelect[ui.LayoutView]:
    return ui.RoleSelect(
        custom_id=SETTING(choice=Choice.ROLE),
        placeholder="None",
        min_values=0,
        default_values=[discord.Object(chosen)] if chosen and guild.get_role(chosen) else [],
    )


def _choices(choice: Choice, names: dict[str, str], chosen: str) -> ui.Select[ui.LayoutView]:
    options = [
        discord.SelectOption(label=label, value=value, default=value == chosen) for value, label in names.items()
    ]
    return ui.Select(custom_id=SETTING(choice=choice), options=options)
