"""The panel with which a server is set up."""

from bot.kit.capability import Capability
from bot.setup.ui.items import SETUP_ITEMS

SETUP = Capability(cogs=("cogs.setup",), items=SETUP_ITEMS)
