"""Custom ids of insiders and their questions; none names anybody, and no side sees the other’s."""

from bot.kit.ui.custom_ids import ID, PAGE, CustomId

_TOKEN = r"[A-Za-z0-9_-]{16}"  # noqa: S105  # a pattern

ROLE = CustomId("insiders", what="look|ask|join|free|sells", page_id=PAGE)
"""A button about a role: who answers in it, asking, and joining."""
ASKED = CustomId("insiderasked", what="open|yes|decline|withdraw|anew|pitch|show", question_id=ID)
"""An asker's button about their question."""
TAKEN = CustomId("insidertaken", what="open|answer|talk|pass|pitch|show", question_id=ID)
"""An insider's button about a question."""
DRAFT = CustomId("insiderdraft", what="send|anyway|change|discard", token=_TOKEN)
"""A button under what somebody is about to send."""
SELF = CustomId("insiderself", what="queue|mine|pause|resume|leave")
"""A button about one's own part."""
LIMIT = CustomId("insiderlimit", insider_id=ID)
"""The menu of questions a month, for one's own profile."""
REVIEW = CustomId("insiderreview", what="keep|back", suspension_id=ID)
"""A moderator's button about somebody whom reports paused."""
