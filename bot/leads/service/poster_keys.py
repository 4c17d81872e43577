"""Recognize a blocked poster without keeping their id."""

import hashlib
import hmac
import secrets

from bot.kit.actors import Actor
from bot.kit.storage.secrets import SecretRepository
from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.errors import PosterBlocked
from bot.leads.storage.blocks import BlockRepository

_NAME = "poster blocks"


async def is_blocked(unit: UnitOfWork, guild_id: int, member_id: int) -> bool:
    """Return whether the server blocked the member."""
    secret = await unit[SecretRepository].get(_NAME)
    return secret is not None and await unit[BlockRepository].has_poster(guild_id, _key(secret, guild_id, member_id))


async def require_unblocked(unit: UnitOfWork, actor: Actor) -> None:
    """Raise PosterBlocked where the server blocked the actor."""
    if await is_blocked(unit, actor.guild_id, actor.member_id):
        raise PosterBlocked


async def key_to_block(unit: UnitOfWork, guild_id: int, member_id: int) -> bytes:
    """Return the keyed hash that a block stores; the key is made at the first block and kept in the database."""
    secret = await unit[SecretRepository].get_or_put(_NAME, secrets.token_bytes(32))
    return _key(secret, guild_id, member_id)


def _key(secret: bytes, guild_id: int, member_id: int) -> bytes:
    return hmac.digest(secret, f"{guild_id}:{member_id}".encode(), hashlib.sha256)
