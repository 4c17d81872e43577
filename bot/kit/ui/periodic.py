"""Run what the bot does by itself: one loop for all upkeep, and each job of it guarded.

A job that fails ends neither the others nor the loop. The loop goes by the monotonic clock, so a machine whose clock is
set back or ahead neither stops it nor makes it run without a pause.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextvars import ContextVar
from datetime import datetime
from functools import partial

import aiohttp
import discord
from discord.ext import commands, tasks
from discord.utils import MISSING

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

    def jobs(self) -> Mapping[str, Job]:
        """Return the jobs of a round by their names, in order."""
        raise NotImplementedError

    async def cog_load(self) -> None:
        """Begin."""
        for name in self.jobs():
            self._services.meter.job_planned(name)
        self._loop = _SteadyLoop(self.round, self.every)
        self._loop.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self._loop.cancel()

    async def round(self) -> None:
        """Do all jobs once, where the bot is there to do them."""
        if not self._client.stopping and (self._client.is_ready() or not self.needs_discord):
            await run_jobs(self.jobs(), self._services.meter)


class _SteadyLoop(tasks.Loop[Callable[[], Coroutine[object, object, None]]]):
    """A loop of discord.py's that sleeps by the event loop's clock, which is monotonic.

    discord.py sleeps until a moment of the machine's clock: set back two hours, that clock stopped all work for two
    hours, and set ahead it made up for every round of the time that never was.
    """

    def __init__(self, body: Callable[[], Coroutine[object, object, None]], every: float) -> None:
        async def timed() -> None:
            self._began = asyncio.get_running_loop().time()
            await body()

        self._began, self._every = 0.0, every
        super().__init__(timed, seconds=every, hours=0, minutes=0, time=MISSING, count=None, reconnect=True, name=None)

    def _try_sleep_until(self, _: datetime) -> asyncio.Future[object]:
        """Sleep until the next round, whichever moment discord.py holds it to be."""
        loop = asyncio.get_running_loop()
        self._handle = _Sleep(max(0.0, self._began + self._every - loop.time()), loop)
        return self._handle.wait()


class _Sleep(tasks.SleepHandle):
    """A sleep of so many seconds, where discord.py's is one until a moment."""

    def __init__(self, seconds: float, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.future = loop.create_future()
        self.handle = loop.call_later(seconds, self._wrapped_set_result, self.future)


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
    except discord.RateLimited as error:
        log.warning("%s: Discord wants a wait of %.0f s, trying again later", what_failed, error.retry_after)
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("%s: the connection broke (%s), trying again later", what_failed, type(error).__name__)
    except StorageUnavailable as error:
        log.warning("%s: the database was not to be had (%s), trying again later", what_failed, error.reason)
    except Exception:  # the loop would die for good
        log.exception("%s; trying again later", what_failed, extra={"job": what_failed})
    else:
        return True
    return False
