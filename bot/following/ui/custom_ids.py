"""Custom ids of following."""

from bot.kit.ui.custom_ids import PAGE, CustomId

FOLLOW = CustomId("follow", page_id=PAGE)
"""*Follow*, on cards and digests; pressed again, it stops."""
FOLLOWING = CustomId("following", what="on|off|list|look|all|read|again|stop|undo|quiet|loud", about=f"?{PAGE}")
"""A step on private cards and daily messages.

`about` is a page; on a daily message its local date, by which a second try finds out that it arrived.
"""
UNFOLLOW = CustomId("unfollow")
"""The menu of what a member follows."""
