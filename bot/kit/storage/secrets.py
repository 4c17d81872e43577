"""Random keys that the bot makes once, and keeps."""

from sqlalchemy import Column, LargeBinary, String, Table, select

from bot.kit.storage.columns import metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)


class SecretRepository(Repository):
    """Random keys that the bot makes once."""

    async def get(self, name: str) -> bytes | None:
        """Return the stored key, or None."""
        value: bytes | None = await self._connection.scalar(select(secrets.c.value).where(secrets.c.name == name))
        return value

    async def get_or_put(self, name: str, fresh: bytes) -> bytes:
        """Return the stored key; where there is none, store `fresh` and return it."""
        await insert_new(self._connection, secrets, {"name": name, "value": fresh})
        value = await self.get(name)
        assert value is not None, "stored just now"
        return value
