"""Post today's digest because a moderator asks for it."""

from bot.digest.model.errands import day_of
from bot.digest.service.digests import DigestService
from bot.kit.ui.channels import heard_from
from bot.kit.ui.client import Interaction
from bot.outbox.model.job import JobState
from bot.outbox.ui.running import deliver_now
from bot.servers.ui.who import moderator

_LATER = (
    "It is not there yet: Discord has trouble, or an earlier try is still at it. I go on trying by myself; "
    "/digest now tells you later where it is."
)


async def post_now(interaction: Interaction) -> None:
    """Post it, and tell the moderator where it is or why it can't be; the scheduled one of today then does not come.

    Raises NotModerator, NoDigestChannel, DigestAlreadyPosted, DigestUnderWay, and what `heard_from` raises.
    """
    actor = await moderator(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    heard_from(interaction.client, actor.guild_id)
    digests = interaction.client.services[DigestService]
    errand = await digests.ask_today(actor)
    standing = await deliver_now(interaction.client, errand)
    day = day_of(errand)
    place = await digests.where(actor.guild_id, day) if day else None
    if place is not None:
        url = f"https://discord.com/channels/{actor.guild_id}/{place.channel_id}/{place.message_id}"
        said = f"Posted: {url} It counts as today’s digest; the next one comes tomorrow."
    elif standing is not None and standing.state is JobState.GIVEN_UP:
        said = standing.why or _LATER
    else:
        said = _LATER
    await interaction.followup.send(said, ephemeral=True)
