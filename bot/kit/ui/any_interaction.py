"""An interaction with any client."""

from typing import Any

import discord

AnyInteraction = discord.Interaction[Any]
"""As discord.py hands it over, before anything of ours is known of it."""
