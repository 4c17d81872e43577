"""Run what the bot does by itself: each job guarded, so that one that fails ends neither the others nor the loop."""

import logging
from collections.abc import Awaitable, Callable, Mapping

import discord

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


async def run_jobs(jobs: Mapping[str, Job]) -> None:
    """Do every job once, in order."""
    for name, job in jobs.items():
        await attempt(job, f"{name} failed")


async def attempt(job: Job, what_failed: str) -> bool:
    """Do a job; log why where it fails, and return whether it was done."""
    try:
        await job()
    except discord.HTTPException as error:
        log.warning("%s: HTTP %s, trying again later", what_failed, error.status)
    except Exception:  # a tasks.loop would die for good
        log.exception("%s; trying again later", what_failed)
    else:
        return True
    return False
