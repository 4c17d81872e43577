"""Carry out one job, and settle it by what Discord says to it."""

import asyncio
import logging
from datetime import timedelta

import aiohttp
import discord

from bot.kit.errors import StorageUnavailable, TollfreeError
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.refusals import CannotDeliver, Delay, Door, NotYet, OnceMore, Refusal, refusal_of
from bot.outbox.model.job import TIME_TO_DELIVER, Errand, Job, Standing
from bot.outbox.service import Outbox
from bot.outbox.ui.deliveries import Deliveries, Delivery

log = logging.getLogger(__name__)

NUDGE = "tollfree_outbox"
"""The event after which the outbox is looked through at once."""
_A_MOMENT = timedelta(seconds=3)


def nudge(client: TollfreeClient) -> None:
    """Let the outbox be looked through now instead of in some seconds."""
    client.dispatch(NUDGE)


async def deliver_now(client: TollfreeClient, errand: Errand) -> Standing | None:
    """Carry out one job at once, if nobody is at it, and return how it stands then."""
    outbox = client.services[Outbox]
    job = await outbox.claim_one(errand)
    if job is not None:
        await carry_out(client, job)
    return await outbox.standing(errand)


async def carry_out(client: TollfreeClient, job: Job) -> None:
    """Carry out a claimed job and settle it; one that fails stops no other."""
    delivery = client.services[Deliveries].of(job.errand.kind)
    try:
        if delivery is None:
            await client.services[Outbox].give_up(job, "This version does not know how to do that.")
        else:
            await _settle(client, job, delivery, await _try(client, job, delivery))
    except StorageUnavailable as error:  # its lease ends by itself, and then it is taken up again
        log.warning("a job of %s could not be settled: %s", job.errand.kind, error.reason)


async def _try(client: TollfreeClient, job: Job, delivery: Delivery) -> Refusal | Delay | None:
    """Return None where the job is done, else what keeps it from being done."""
    try:
        async with asyncio.timeout(TIME_TO_DELIVER.total_seconds()):
            await delivery.deliver(client, job)
    except CannotDeliver as error:
        return error.refusal
    except NotYet as error:
        return Delay(timedelta(minutes=1), why=str(error))
    except OnceMore as error:
        return Delay(_A_MOMENT, why=str(error), is_trouble=False)
    except discord.RateLimited as error:
        return Delay(timedelta(seconds=error.retry_after))
    except discord.HTTPException as error:
        return refusal_of(error)
    except (TimeoutError, aiohttp.ClientError, OSError):
        return Delay()
    except StorageUnavailable:
        raise
    except Exception:  # one bad row never stops a batch
        log.exception("a job of %s failed", job.errand.kind, extra={"job": job.errand.kind})
        return Delay()
    return None


async def _settle(client: TollfreeClient, job: Job, delivery: Delivery, hindrance: Refusal | Delay | None) -> None:
    outbox = client.services[Outbox]
    if isinstance(hindrance, Refusal) or (hindrance is not None and hindrance.is_trouble):
        client.services.meter.part_failed(f"delivering {job.errand.kind}")
    match hindrance:
        case None:
            await outbox.done(job)
        case Refusal():
            await _give_up(client, job, delivery, hindrance)
        case Delay(wait, all_messages, why, _):
            if all_messages:
                await pause_messages(client, wait)
            if not await outbox.try_later(job, why, wait):
                await _give_up(client, job, delivery, Refusal(Door.THIS, f"I tried for a day in vain. {why}"))


async def pause_messages(client: TollfreeClient, wait: timedelta | None) -> None:
    """Let all private messages wait, since Discord wants none."""
    log.error("Discord wants no private messages from me for now: they wait for %s", wait)
    await client.services[Outbox].pause_messages(wait or timedelta(0))


async def _give_up(client: TollfreeClient, job: Job, delivery: Delivery, refusal: Refusal) -> None:
    log.info("a job of %s is given up: %s", job.errand.kind, refusal.words)
    try:
        await delivery.refused(client, job, refusal)
    except StorageUnavailable:
        raise
    except (TollfreeError, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("a refusal of %s could not be passed on: %s", job.errand.kind, type(error).__name__)
    await client.services[Outbox].give_up(job, refusal.words)
