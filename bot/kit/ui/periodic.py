"""Run what the bot does by itself: each job guarded, so that one that fails ends neither the others nor the loop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

import discord

from bot.kit.errors import StorageUnavailable
from bot.kit.meter import Meter

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]

ROUND = "tollfree: a round of jobs"
"""How the task of a round is named; who stops the bot waits for it."""


async def run_jobs(jobs: Mapping[str, Job], meter: Meter) -> None:
    """Do every job once, in order, and count each; one that is not run for five minutes shows in /healthz."""
    await asyncio.create_task(_round(jobs, meter), name=ROUND)


async def _round(jobs: Mapping[str, Job], meter: Meter) -> None:
    for name, job in jobs.items():
        meter.job_began(name)
        done = False
        try:
            done = await attempt(job, f"{name} failed")
        finally:
            meter.job_ended(name, done=done)


async def attempt(job: Job, what_failed: str) -> bool:
    """Do a job; log why where it fails, and return whether it was done."""
    try:
        await job()
    except discord.HTTPException as error:
        log.warning("%s: HTTP %s, trying again later", what_failed, error.status)
    except discord.RateLimited as error:
        log.warning("%s: Discord wants a wait of %.0f s, trying again later", what_failed, error.retry_after)
    except StorageUnavailable as error:
        log.warning("%s: the database was not to be had (%s), trying again later", what_failed, error.reason)
    except Exception:  # a tasks.loop would die for good
        log.exception("%s; trying again later", what_failed, extra={"job": what_failed})
    else:
        return True
    return False
