"""What the bot has to tell a server's moderators by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ServerNoticeKind(StrEnum):
    """What happened; a server has at most one notice of each kind, told once until it is cleared."""

    DIGEST_PAUSED = "digest_paused"
    DIGEST_QUIET = "digest_quiet"
    DIGEST_MISSED = "digest_missed"
    DIGEST_REFUSED = "digest_refused"
    LEADS_REFUSED = "leads_refused"
    INSIDER_PAUSED = "insider_paused"
    QUEUE_SHUT = "queue_shut"


OF_DIGESTS = (
    ServerNoticeKind.DIGEST_PAUSED,
    ServerNoticeKind.DIGEST_QUIET,
    ServerNoticeKind.DIGEST_MISSED,
    ServerNoticeKind.DIGEST_REFUSED,
)


@dataclass(frozen=True, slots=True)
class ServerNotice:
    """One notice; `detail` is what its words need besides its kind: a date, or why Discord refuses something."""

    guild_id: int
    kind: ServerNoticeKind
    detail: str
    raised_at: datetime
