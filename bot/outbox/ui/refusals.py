"""What Discord's refusals mean, and in which words those hear of them who can act.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.kit.errors import TollfreeError


class Door(StrEnum):
    """What a refusal closes."""

    THIS = "this"
    """This one message, for what is in it."""
    PLACE = "place"
    """Its channel or thread."""
    GONE = "gone"
    """What it was about is no longer there."""
    MEMBER = "member"
    """Messages to this member."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A final no: it is not tried again. `words` say to whoever can act what it is."""

    door: Door
    words: str


@dataclass(frozen=True, slots=True)
class Delay:
    """A passing no: it is tried again. `all_messages`: Discord asks for an end to all private messages for a while."""

    wait: timedelta | None = None
    all_messages: bool = False


class CannotDeliver(TollfreeError):
    """Raised by a delivery that knows without asking Discord that it can't be done; the text says what to do."""

    def __init__(self, words: str, door: Door = Door.PLACE) -> None:
        self.refusal = Refusal(door, words)
        super().__init__(words)


class NotYet(TollfreeError):
    """Raised by a delivery that has to wait: the server has not been heard from yet."""


_FINAL = {
    10003: Refusal(Door.PLACE, "That channel is gone. Choose another one in /setup."),
    10004: Refusal(Door.PLACE, "I am no longer in that server."),
    10007: Refusal(Door.MEMBER, "That member has left."),
    10008: Refusal(Door.GONE, "That message was deleted."),
    10013: Refusal(Door.MEMBER, "That account is gone."),
    20016: Refusal(Door.PLACE, "Slow mode keeps me out of that channel. Give me *Manage Messages* there."),
    40067: Refusal(
        Door.PLACE,
        "The leads forum wants a tag on each post, and I have none that fits. Add a tag that I may use, "
        "or turn off *Require people to select tags*.",
    ),
    50001: Refusal(Door.PLACE, "I can’t see that channel. Give me *View Channel* there."),
    50007: Refusal(Door.MEMBER, "That member takes no messages from me."),
    50013: Refusal(
        Door.PLACE, "I lack a permission in that channel. Give me *View Channel* and *Send Messages* there."
    ),
    50024: Refusal(Door.PLACE, "That kind of channel takes no such message. Choose another one in /setup."),
    50035: Refusal(Door.THIS, "Discord refuses the form of this message: our mistake."),
    50083: Refusal(Door.PLACE, "That thread is archived or locked. Open it, or choose another channel in /setup."),
    50278: Refusal(Door.MEMBER, "That member and I share no server, so I can’t write to them."),
    160005: Refusal(Door.PLACE, "That thread is locked. Unlock it, or choose another channel in /setup."),
    160006: Refusal(
        Door.PLACE, "That server has as many open threads as Discord allows. Close some, and it works again."
    ),
    200000: Refusal(Door.THIS, "The server’s own AutoMod blocks a word in this."),
    200001: Refusal(Door.THIS, "The server’s own AutoMod blocks a word in its title."),
    240000: Refusal(Door.THIS, "Discord takes no message with this link. Use the employer’s own page."),
}
_ALL_MESSAGES = {20026, 40003}
"""Quarantined for spam, and opening private messages too fast."""
_PAUSE_OF_MESSAGES = timedelta(minutes=30)
_SERVER_ERROR = 500
_TOO_MANY = 429
_NO_WORD_OF_DISCORDS = {401, 403}
"""Statuses that without a code say nothing of this message: a token was replaced, or what stands in front of Discord
keeps this address out for a while."""
_KNOWN_STATUSES = {403: "I am not allowed to", 404: "it is gone"}


def meaning_of(status: int, code: int, retry_after: timedelta | None = None) -> Refusal | Delay:
    """Return whether a refused request is worth another try; `status` is HTTP's, `code` Discord's own (0 for none)."""
    if code in _ALL_MESSAGES:
        return Delay(max(retry_after or timedelta(0), _PAUSE_OF_MESSAGES), all_messages=True)
    if status == _TOO_MANY or status >= _SERVER_ERROR or (not code and status in _NO_WORD_OF_DISCORDS):
        return Delay(retry_after)
    if code in _FINAL:
        return _FINAL[code]
    why = _KNOWN_STATUSES.get(status, "it does not say why")
    return Refusal(Door.THIS, f"Discord refuses it: {why} (HTTP {status}, code {code}).")
