"""Take messages away."""

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.messages import remove
from bot.outbox.model.errands import place_of
from bot.outbox.model.job import Job


async def delete_message(client: TollfreeClient, job: Job) -> None:
    """Delete a message of ours, wherever it stands; one that is gone is deleted."""
    await remove(client, place_of(job.errand))
