"""Try in earnest whether the chosen channels work: post a line in each, and take it away again."""

import discord

from bot.kit.ui.refusals import Refusal, refusal_of
from bot.leads.ui.channels import tags_for
from bot.servers.model.settings import GuildSettings
from bot.setup.ui.checks import faults_of
from bot.setup.ui.screens import Screen

_WORDS = "This is a test by a moderator. It goes away by itself, and nobody is pinged."
_NOTHING = "No channel is chosen yet, so there is nothing to test. Everything but the digest works all the same."
_SERVER_ERROR = 500


async def try_channels(guild: discord.Guild, settings: GuildSettings) -> list[str]:
    """Return a line for each chosen channel: that it works, or what to change."""
    chosen = (
        ("Leads", Screen.LEADS, settings.leads_channel_id),
        ("Digest", Screen.DIGEST, settings.digest_channel_id),
        ("Queue", Screen.MODERATORS, settings.queue_channel_id),
    )
    lines = []
    for name, screen, channel_id in chosen:
        if channel_id is not None:
            faults = faults_of(guild, settings, screen) or await _try(guild.get_channel(channel_id))
            lines.append(f"⚠️ {name}: {' '.join(faults)}" if faults else f"✅ {name}: I posted a line and removed it.")
    return lines or [_NOTHING]


async def _try(channel: discord.abc.GuildChannel | None) -> list[str]:
    """Post and delete; return what Discord refused."""
    try:
        if isinstance(channel, discord.ForumChannel):
            tags = tags_for(channel, ())
            post = await channel.create_thread(name="Test", content=_WORDS, applied_tags=tags)
            await post.thread.delete()
        elif isinstance(channel, discord.TextChannel):
            await (await channel.send(_WORDS, silent=True)).delete()
        else:
            return ["I can’t post in a channel of that kind. Choose a text channel."]
    except discord.HTTPException as error:
        if error.status >= _SERVER_ERROR:
            return [f"Discord has trouble just now (HTTP {error.status}). Try again in a minute."]
        meaning = refusal_of(error)
        return [meaning.words if isinstance(meaning, Refusal) else f"Discord wants a wait (code {error.code})."]
    return []
