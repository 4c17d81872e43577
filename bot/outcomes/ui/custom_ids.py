"""Custom ids of outcomes."""

from bot.kit.ui.custom_ids import PAGE, CustomId

_YEAR = "[0-9]{4}"
OUTCOMES = CustomId("outcomes", role=PAGE)
"""*Outcomes*, on the card of a role."""
TELL = CustomId("outcometell", role=PAGE)
"""Opens the form for a role and the year that it is then."""
MINE = CustomId("outcomemine")
"""Shows all of one's own."""
OWN = CustomId("outcomeown", what="open|change|ask|delete", year=_YEAR, role=PAGE)
"""A step on one of one's own."""
PICK = CustomId("outcomepick")
"""The menu of one's own; its values are a year and a role, with a point between."""
