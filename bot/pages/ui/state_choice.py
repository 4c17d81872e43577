"""Name a state: while typing, by its name or by its two letters."""

from discord import app_commands

from bot.kit.errors import TollfreeError
from bot.kit.member_text import escape
from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import shorten
from bot.knowledge.us_states import UsState

_TYPED = 40


async def state_choices(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return the states whose name or letters begin so, then those that have it in their name."""
    return offered([app_commands.Choice(name=state.label, value=state.value) for state in _near(typed)])


def named_state(typed: str) -> UsState:
    """Return the state that was picked or typed out; raises TollfreeError."""
    wanted = typed.strip().casefold()
    for state in UsState:
        if wanted in {state.value.casefold(), state.label.casefold()}:
            return state
    near = _near(typed)
    if wanted and len(near) == 1:
        return near[0]
    name = escape(shorten(typed, _TYPED))
    raise TollfreeError(f"I know no state called “{name}”. Type its name or its two letters, such as Ohio or OH.")


def _near(typed: str) -> list[UsState]:
    wanted = typed.strip().casefold()
    begins = [state for state in UsState if f"{state.label}\n".casefold().startswith(wanted)]
    letters = [state for state in UsState if state.value.casefold() == wanted]
    inside = [state for state in UsState if f" {wanted}" in state.label.casefold()]
    return list(dict.fromkeys((*letters, *begins, *inside)))
