"""Run what the bot does by itself: one loop for all upkeep, and each job of it guarded.

A job that fails ends neither the others nor the loop. The loop goes by the monotonic clock, so a machine whose clock is
set back or ahead neither stops it nor makes it run without a pause.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from functools import partial

import aiohttp
import discord
from discord.ext import commands

from bot.kit.errors import StorageUnavailable
from bot.kit.meter import Meter
from bot.kit.ui.client import TollfreeClient

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]

ROUND = "tollfree: a round of jobs"
"""How the task of a round is named; who stops the bot waits for it."""


def _count_nothing() -> None:
    """Stand in where no round is under way: a part that an event began."""


_part_failed: ContextVar[Callable[[], None]] = ContextVar("part_failed", default=_count_nothing)


class UpkeepCog(commands.Cog):
    """Does its jobs once a minute; a subclass says which.

    Any number of processes may: each job asks the database what is due, and claims it there.
    """

    every = 60.0
    """Seconds from one round's beginning to the next one's; a round that takes longer is followed at once."""
    needs_discord = True
    """Whether a round waits until the bot is connected."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._services = client.services
        self._loop: asyncio.Task[None] | None = None

    def jobs(self) -> Mapping[str, Job]:
        """Return the jobs of a round by their names, in order."""
        raise NotImplementedError

    async def cog_load(self) -> None:
        """Begin."""
        self._loop = asyncio.create_task(self._go_on(), name=f"tollfree: the loop of {type(self).__name__}")

    async def cog_unload(self) -> None:
        """Stop."""
        if self._loop is not None:
            self._loop.cancel()

    async def _go_on(self) -> None:
        """Do a round, and then the next; `loop.time` is monotonic."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            if not self._client.stopping and (self._client.is_ready() or not self.needs_discord):
                await run_jobs(self.jobs(), self._services.meter)
            await asyncio.sleep(max(0.0, began + self.every - loop.time()))


async def run_jobs(jobs: Mapping[str, Job], meter: Meter) -> None:
    """Do every job once, in order, and count each; one that is not run for five minutes shows in /healthz."""
    await asyncio.create_task(_round(jobs, meter), name=ROUND)


async def _round(jobs: Mapping[str, Job], meter: Meter) -> None:
    for name, job in jobs.items():
        meter.job_began(name)
        _part_failed.set(partial(meter.part_failed, name))
        done = False
        try:
            done = await _try(job, f"{name} failed")
        finally:
            meter.job_ended(name, done=done)


async def attempt(part: Job, what_failed: str) -> bool:
    """Do a part of a job, such as one server's; log and count it where it fails, and return whether it was done."""
    done = await _try(part, what_failed)
    if not done:
        _part_failed.get()()
    return done


async def _try(job: Job, what_failed: str) -> bool:
    """Do something; log why where it fails, and return whether it was done."""
    try:
        await job()
    except discord.HTTPException as error:
        log.warning("%s: HTTP %s, trying again later", what_failed, error.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("%s: the connection broke (%s), trying again later", what_failed, type(error).__name__)
    except StorageUnavailable as error:
        log.warning("%s: the database was not to be had (%s), trying again later", what_failed, error.reason)
    except Exception:  # the loop would die for good
        log.exception("%s; trying again later", what_failed, extra={"job": what_failed})
    else:
        return True
    return False
