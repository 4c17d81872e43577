"""Recognize somebody whom reports paused without keeping their id, so that forgetting does not lift it."""

import hashlib
import hmac
import secrets

from bot.insiders.model.errors import PausedByReports
from bot.insiders.storage.reports import ReportRepository
from bot.kit.storage.secrets import SecretRepository
from bot.kit.storage.transactions import UnitOfWork

_NAME = "insider suspensions"


async def key_of(unit: UnitOfWork, guild_id: int, member_id: int) -> bytes:
    """Return the keyed hash of a member in a server; the key is made at the first use and kept in the database."""
    secret = await unit[SecretRepository].get_or_put(_NAME, secrets.token_bytes(32))
    return _key(secret, guild_id, member_id)


async def require_not_suspended(unit: UnitOfWork, guild_id: int, member_id: int) -> None:
    """Raise PausedByReports where reports paused a member in a server."""
    secret = await unit[SecretRepository].get(_NAME)
    if secret and await unit[ReportRepository].is_suspended(guild_id, _key(secret, guild_id, member_id)):
        raise PausedByReports


def _key(secret: bytes, guild_id: int, member_id: int) -> bytes:
    return hmac.digest(secret, f"{guild_id}:{member_id}".encode(), hashlib.sha256)
