"""What members follow, and how far each member's messages got."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, String, Table

from bot.kit.storage.columns import UtcDateTime, WhenForgotten, member_id, metadata

ATTEMPT_RULE = "(attempt_token IS NULL) = (attempt_on IS NULL) AND (attempt_token IS NULL) = (attempt_until IS NULL)"

followers = Table(
    "followers",
    metadata,
    member_id(when_forgotten=WhenForgotten.DELETED, primary_key=True),
    Column("last_on", Date, nullable=False),
    Column("next_at", UtcDateTime, index=True),
    Column("claimed_until", UtcDateTime, nullable=False),
    Column("attempt_token", String(25)),  # the nonce of the message, at most 25 characters
    Column("attempt_on", Date),
    Column("attempt_until", UtcDateTime),
    Column("last_sent_at", UtcDateTime),
    Column("dm_closed_at", UtcDateTime),
    CheckConstraint(ATTEMPT_RULE, name="attempt"),
    CheckConstraint("dm_closed_at IS NULL OR next_at IS NULL", name="closed"),
)
follows = Table(
    "follows",
    metadata,
    member_id(
        "member_id",
        ForeignKey("followers.member_id", ondelete="CASCADE"),
        when_forgotten=WhenForgotten.DELETED,
        primary_key=True,
    ),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("page_id", String(80), primary_key=True),
    Column("followed_at", UtcDateTime, nullable=False),
    Column("news_since", UtcDateTime, nullable=False),
    Column("stopped_at", UtcDateTime, index=True),
    sqlite_with_rowid=False,
)
