"""Errands that belong to no capability."""

from bot.kit.actors import CardPlace
from bot.outbox.model.job import Errand

DELETE = "delete_message"


def deletion(place: CardPlace, guild_id: int | None = None) -> Errand:
    """Return the errand that takes a message of ours away, with its post where it began one in a forum."""
    return Errand(DELETE, f"{place.channel_id}/{place.message_id}", guild_id)


def place_of(errand: Errand) -> CardPlace:
    """Return the message that a deletion is about."""
    channel_id, _, message_id = errand.subject.partition("/")
    return CardPlace(int(channel_id), int(message_id))


def address_of(place: CardPlace, guild_id: int | None) -> str:
    """Return the address of a message: https://discord.com/channels/ with its three ids."""
    return f"https://discord.com/channels/{guild_id or '@me'}/{place.channel_id}/{place.message_id}"
