"""What a member used, in words that hold nothing of what they typed or whom they are."""

import re

import discord

from bot.kit.ui.any_interaction import AnyInteraction

_KIND = re.compile(r"tf1:([a-z]+)")
_VERBS = ("verb", "what", "question", "step", "how", "name")
"""Groups in custom ids that choose between a few words of ours."""


def name_of(interaction: AnyInteraction, item: object = None) -> str:
    """Return `/role`, `/role autocomplete`, `lead:up`, `LeadForm` or the like."""
    if interaction.command is not None:
        name = f"/{interaction.command.qualified_name}"
        return f"{name} autocomplete" if interaction.type is discord.InteractionType.autocomplete else name
    if isinstance(item, discord.ui.Modal):
        return type(item).__name__
    custom_id = interaction.data.get("custom_id") if interaction.data else None
    if isinstance(custom_id, str) and (found := _KIND.match(custom_id)):
        verb = _verb(item, custom_id)
        return f"{found[1]}:{verb}" if verb and verb != found[1] else found[1]
    return "something unknown"


def _verb(item: object, custom_id: str) -> str | None:
    """Return the verb in a custom id, by the template of the item that it belongs to."""
    template: re.Pattern[str] | None = getattr(type(item), "__discord_ui_compiled_template__", None)
    found = template.fullmatch(custom_id) if template else None
    if found is None:
        return None
    given = found.groupdict()
    return next((given[name] for name in _VERBS if given.get(name)), None)
