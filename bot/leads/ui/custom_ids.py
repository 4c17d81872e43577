"""Custom ids of leads; none names anybody."""

from bot.kit.ui.custom_ids import ID, CustomId

_TOKEN = r"[A-Za-z0-9_-]{16}"  # noqa: S105  # a pattern

LEAD = CustomId("lead", what="up|worked|close|reopen|report|open", lead_id=ID)
"""A button of a lead's card, or in a list of leads."""
MODERATE = CustomId("moderate", lead_id=ID)
"""A moderator's button under a private copy of a lead."""
REPORT = CustomId("report", lead_id=ID)
"""The menu of reasons for a report."""
DRAFT = CustomId("draft", what="edit|more|free|pseudonym|post|discard", token=_TOKEN)
"""A button under a draft's preview."""
DRAFT_SET = CustomId("draftset", what="kind|sector|role|workplace|tie", token=_TOKEN)
"""A menu under a draft's preview."""
OWN = CustomId("mine", what="open|edit|close|renew|reopen", lead_id=ID)
"""A button with which a poster manages a lead."""
OWN_PAGE = CustomId("minepage", after=r"[A-Za-z0-9_-]{0,40}")
"""A button to a screen of one's own leads."""
RENEWAL = CustomId("renewal", what="renew|pass", guild_id=ID, lead_id=ID)
"""A button under the question whether a lead is still open."""
