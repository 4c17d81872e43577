"""Do not have Discord send back what it was just sent.

discord.py asks for each first answer to an interaction in return, and makes a message of it: a seventh of the time that
a card takes, for something nobody here looks at.
"""

from typing import Any

from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter


def answer_unechoed() -> None:
    """Let first answers to interactions go out without asking for them in return; what comes back names no message."""
    AsyncWebhookAdapter.create_interaction_response = _create_interaction_response  # type: ignore[assignment,method-assign]


async def _create_interaction_response(
    adapter: AsyncWebhookAdapter, interaction_id: int, token: str, *, params: MultipartParameters, **sending: Any
) -> dict[str, Any]:
    """Do what the adapter does; `sending` are its session and proxy."""
    path = "/interactions/{webhook_id}/{webhook_token}/callback"
    route = Route("POST", path, webhook_id=interaction_id, webhook_token=token)
    sent: Any = {"files": params.files, "multipart": params.multipart} if params.files else {"payload": params.payload}
    await adapter.request(route, **sending, **sent)
    return {"interaction": {"id": str(interaction_id)}}
