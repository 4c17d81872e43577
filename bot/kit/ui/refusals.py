"""What Discord's refusals mean, and in which words those hear of them who can act.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import discord

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
    is_ours: bool = False
    """Whether nobody but who runs or writes the bot can mend it."""


@dataclass(frozen=True, slots=True)
class Delay:
    """A passing no: it is tried again. `all_messages`: Discord asks for an end to all private messages for a while."""

    wait: timedelta | None = None
    all_messages: bool = False
    why: str = "Discord or the network is in trouble."
    is_trouble: bool = True


class CannotDeliver(TollfreeError):
    """Raised by a delivery that knows without asking Discord that it can't be done; the text says what to do."""

    def __init__(self, words: str, door: Door = Door.PLACE) -> None:
        self.refusal = Refusal(door, words)
        super().__init__(words)


NO_MESSAGES = "tollfree_no_messages"
"""The event that Discord wants no private messages for a while, found out by who pressed something."""


class NotYet(TollfreeError):
    """Raised by a delivery that has to wait: the server has not been heard from yet."""


class OnceMore(TollfreeError):
    """Raised by a delivery that went well, but is to be repeated in a moment: something else may have overtaken it."""


_NO_TAG = Refusal(
    Door.PLACE,
    "The leads forum wants a tag on each post, and I have none that fits. Add a tag that I may use, "
    "or turn off *Require people to select tags*.",
)
_FINAL = {
    10003: Refusal(Door.PLACE, "That channel is gone. Choose another one in /setup."),
    10004: Refusal(Door.PLACE, "I am no longer in that server."),
    10007: Refusal(Door.MEMBER, "That member has left."),
    10008: Refusal(Door.GONE, "That message was deleted."),
    10013: Refusal(Door.MEMBER, "That account is gone."),
    20009: Refusal(Door.THIS, "Discord’s filter for explicit content keeps this out."),
    20016: Refusal(Door.PLACE, "Slow mode keeps me out of that channel. Give me *Manage Messages* there."),
    40007: Refusal(Door.MEMBER, "That member is banned there."),
    40066: _NO_TAG,
    40067: _NO_TAG,
    50001: Refusal(Door.PLACE, "I can’t see that channel. Give me *View Channel* there."),
    50007: Refusal(Door.MEMBER, "That member takes no messages from me."),
    50009: Refusal(
        Door.PLACE, "The server’s verification level keeps me out of that channel. Choose another one in /setup."
    ),
    50013: Refusal(
        Door.PLACE, "I lack a permission in that channel. Give me *View Channel* and *Send Messages* there."
    ),
    50024: Refusal(Door.PLACE, "That kind of channel takes no such message. Choose another one in /setup."),
    50035: Refusal(Door.THIS, "Discord refuses the form of this message: our mistake.", is_ours=True),
    50083: Refusal(Door.PLACE, "That thread is archived or locked. Open it, or choose another channel in /setup."),
    50278: Refusal(Door.MEMBER, "That member and I share no server, so I can’t write to them."),
    160002: Refusal(Door.PLACE, "I can’t read what was said in that channel. Give me *Read Message History* there."),
    160005: Refusal(Door.PLACE, "That thread is locked. Unlock it, or choose another channel in /setup."),
    160006: Refusal(
        Door.PLACE, "That server has as many open threads as Discord allows. Close some, and it works again."
    ),
    200000: Refusal(Door.THIS, "The server’s own AutoMod blocks a word in this."),
    200001: Refusal(Door.THIS, "The server’s own AutoMod blocks a word in its title."),
    240000: Refusal(Door.THIS, "Discord takes no message with this link. Use the employer’s own page."),
}
_BY_THEIR_RANGE = (
    (range(10_000, 20_000), Refusal(Door.GONE, "What this belongs to is no longer on Discord.")),
    (
        range(30_000, 40_000),
        Refusal(Door.PLACE, "That server has as many of these as Discord allows. Make room."),
    ),
    (
        range(160_000, 170_000),
        Refusal(Door.PLACE, "Discord takes nothing in that thread. Open it, or choose another channel in /setup."),
    ),
)
"""What the other numbers of a kind have in common: unknown things, limits, threads."""
_BY_STATUS = {
    403: Refusal(
        Door.PLACE,
        "Discord does not allow me that there. Look at my permissions in that channel, or choose another in /setup.",
    ),
    404: Refusal(Door.GONE, "What this belongs to is no longer on Discord."),
}
_UNKNOWN = Refusal(
    Door.THIS, "Discord refuses this in a way I do not know. Whoever runs me can look up why.", is_ours=True
)
_ALL_MESSAGES = {20026, 40003}
"""Quarantined for spam, and opening private messages too fast."""
_PASSING = {20022, 20028, 20029, 30040, 30042, 30046, 40004, 40006, 40062, 40333, 110_000, 110_001, 130_000}
"""What Discord says will pass, whatever status it comes with: limits of a rate, and what is off for now."""
_PAUSE_OF_MESSAGES = timedelta(minutes=30)
_SERVER_ERROR = 500
_TOO_MANY = 429
_NOT_KNOWN = 401
"""The token was replaced a moment ago."""
_KEPT_OUT = 403
"""Without a code of Discord's: what stands in front of it keeps this address out for a while."""


def meaning_of(status: int, code: int, retry_after: timedelta | None = None) -> Refusal | Delay:
    """Return whether a refused request is worth another try; `status` is HTTP's, `code` Discord's own (0 for none)."""
    if code in _ALL_MESSAGES:
        return Delay(max(retry_after or timedelta(0), _PAUSE_OF_MESSAGES), all_messages=True)
    if status in {_TOO_MANY, _NOT_KNOWN} or status >= _SERVER_ERROR or code in _PASSING:
        return Delay(retry_after)
    if not code and status == _KEPT_OUT:
        return Delay(retry_after)
    if code in _FINAL:
        return _FINAL[code]
    known = (refusal for numbers, refusal in _BY_THEIR_RANGE if code in numbers)
    refusal = next(known, None) or _BY_STATUS.get(status, _UNKNOWN)
    return replace(refusal, words=f"{refusal.words} ({status}, code {code})")


def refusal_of(error: discord.HTTPException) -> Refusal | Delay:
    """Return what an error of Discord's means."""
    given = error.response.headers.get("Retry-After")
    try:
        return meaning_of(error.status, error.code, timedelta(seconds=float(given)) if given else None)
    except ValueError:
        return meaning_of(error.status, error.code)
