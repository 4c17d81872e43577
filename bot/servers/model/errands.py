"""What moderators are told, by way of the outbox."""

from bot.outbox.model.job import Errand
from bot.servers.model.notices import ServerNoticeKind

NOTICE = "server_notice"


def notice_to_moderators(guild_id: int, kind: ServerNoticeKind) -> Errand:
    """Return the errand that tells a server's moderators something."""
    return Errand(NOTICE, f"{guild_id}/{kind}", guild_id)


def kind_of(errand: Errand) -> ServerNoticeKind:
    """Return which notice an errand is about."""
    return ServerNoticeKind(errand.subject.partition("/")[2])
