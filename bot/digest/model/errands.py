"""What the digest puts on Discord, by way of the outbox."""

from bot.outbox.model.job import Errand

DIGEST = "digest"


def digest_of(guild_id: int) -> Errand:
    """Return the errand that posts a server's digest, if one is due when its turn comes."""
    return Errand(DIGEST, str(guild_id), guild_id)
