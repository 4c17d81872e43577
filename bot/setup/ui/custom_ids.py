"""Custom ids of the panel."""

from bot.kit.ui.custom_ids import CustomId
from bot.setup.ui.screens import Choice, Screen

TEST = "test"
"""Stands for *Test it* among the screens."""
SETTING = CustomId("setting", choice="|".join(Choice))
"""A menu that changes one setting."""
SETUP = CustomId("setup", what="|".join([*Screen, TEST]))
"""A button to another screen, or one that tests what is chosen."""
