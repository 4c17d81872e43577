"""The plan to leave, in dates; it stores nothing, so it has no service."""

from bot.kit.capability import Capability
from bot.plan.ui.items import PLAN_ITEMS

PLAN = Capability(cogs=("cogs.plan",), items=PLAN_ITEMS)
"""`/plan`: the steps of leaving a job, counted from one's own last day."""
