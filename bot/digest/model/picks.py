"""Which page is a server's page of the day."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from bot.digest.model.digest import Pick


def pick_of_the_day(guild_id: int, page_ids: Sequence[str], earlier: Iterable[Pick]) -> Pick | None:
    """Return a page that had no turn in this round, or begin the next round where all had theirs.

    The order varies by server and round, and needs no storage but the earlier picks, newest first. Pages added to the
    notes join the round that is under way. None where there are no pages.
    """
    picks = tuple(earlier)
    this_round = max((pick.round for pick in picks), default=0)
    done = {pick.page_id for pick in picks if pick.round == this_round}
    left = [page_id for page_id in page_ids if page_id not in done]
    if not left:
        this_round += 1
        left = [page_id for page_id in page_ids if page_id != picks[0].page_id] if picks else []
        left = left or list(page_ids)  # a single page has nothing to take turns with
    if not left:
        return None
    return Pick(min(left, key=lambda page_id: _place(guild_id, this_round, page_id)), this_round)


def _place(guild_id: int, this_round: int, page_id: str) -> bytes:
    return sha256(f"{guild_id}:{this_round}:{page_id}".encode()).digest()
