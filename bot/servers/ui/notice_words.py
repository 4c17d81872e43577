"""What moderators read of a notice, in the server and in /setup."""

from datetime import date

from bot.kit.days import long_day
from bot.servers.model.notices import ServerNotice, ServerNoticeKind


def notice_words(notice: ServerNotice) -> str:
    """Return what happened, and what mends it."""
    match notice.kind:
        case ServerNoticeKind.DIGEST_PAUSED:
            return (
                f"The daily digest is paused. {notice.detail} Then use /digest resume, or choose another channel in "
                "/setup."
            )
        case ServerNoticeKind.DIGEST_QUIET:
            return (
                "There was nothing new for today’s digest: every role and myth has had its turn, and no leads or pages "
                "are new. I skip it on such days, and say so only this once. A lead shared with /lead share brings it "
                "back."
            )
        case ServerNoticeKind.DIGEST_MISSED:
            return (
                f"I could not post the digest{_of(notice.detail)} in time: I was away, or Discord did not take it for "
                "six hours. It is left out, and the next one comes at its usual time."
            )
        case ServerNoticeKind.DIGEST_REFUSED:
            return (
                f"Discord refused today’s digest, also without what may be in the way. {notice.detail} The next one "
                "comes at its usual time, with another role."
            )
        case ServerNoticeKind.LEADS_REFUSED:
            return (
                f"Cards of leads can’t be posted here. {notice.detail} Their posters are told, and can try again once "
                "that is mended."
            )
        case ServerNoticeKind.INSIDER_PAUSED:
            return (
                "Two people reported that somebody’s part in /insider became a pitch, so I paused that person there. "
                "I tell nobody who it is, and not what was asked. /mod insiders keeps it so, or lets them back."
            )
        case ServerNoticeKind.QUEUE_SHUT:
            return (
                "A lead waits for a moderator, and I can’t show it in the queue channel: I may not write there, or it "
                "is gone. /mod queue has it meanwhile. *Test it* in /setup says what is missing; choosing the "
                "channel there again brings the cards."
            )


def _of(day: str) -> str:
    return f" of {long_day(date.fromisoformat(day))}" if day else ""
