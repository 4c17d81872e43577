"""What the digest puts on Discord, by way of the outbox."""

from datetime import date

from bot.outbox.model.job import Errand

DIGEST = "digest"


def digest_of(guild_id: int, day: date | None = None) -> Errand:
    """Return the errand that posts a server's digest: the one that is due then, or that of a day, due or not."""
    return Errand(DIGEST, str(guild_id), guild_id, detail=day.isoformat() if day else None)


def day_of(errand: Errand) -> date | None:
    """Return the day whose digest a moderator asked for, if it was one."""
    return date.fromisoformat(errand.detail) if errand.detail else None
