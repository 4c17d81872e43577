"""`/healthz` and `/metrics`, on this machine's loopback unless HEALTH_ADDRESS names another address."""

import errno
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot import __version__
from bot.health.checkup import Finding
from bot.health.front import Front

log = logging.getLogger(__name__)

_LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serving_health(front: Front, port: int, address: str = _LOOPBACK) -> AsyncIterator[None]:
    """Serve while the block runs; where the port is taken, say so and let the bot run on."""
    runner = web.AppRunner(_application(front), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, port, address)
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int, address: str) -> None:
    try:
        await web.TCPSite(runner, address, port).start()
    except OSError as error:
        why = (
            "is in use"
            if error.errno == errno.EADDRINUSE
            else f"cannot be opened ({errno.errorcode.get(error.errno or 0)})"
        )
        log.error(  # noqa: TRY400  # the sentence says it all
            "HEALTH_PORT %d %s at %s: /healthz and /metrics are not served; the bot runs on. Choose another port.",
            port,
            why,
            address,
        )
    else:
        log.info("/healthz and /metrics are at port %d of %s", port, address)


def _application(front: Front) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        if front.running is None:
            return _as_json({"status": "unwell", "problems": [front.why], "version": __version__}, 503)
        finding = await front.running[0].examine()
        return _as_json(_told(finding), 503 if finding.problems else 200)

    async def metrics(_: web.Request) -> web.Response:
        if front.running is None:
            return web.Response(text=front.why, status=503)
        health, figures = front.running
        figures.show(await health.examine())
        return web.Response(body=generate_latest(health.meter.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/metrics", metrics)
    return application


def _as_json(told: dict[str, object], status: int) -> web.Response:
    return web.Response(body=orjson.dumps(told), status=status, content_type="application/json")


def _told(finding: Finding) -> dict[str, object]:
    return {
        "status": "unwell" if finding.problems else "well",
        "problems": finding.problems,
        "version": __version__,
        "shards": {str(shard.id): {"state": shard.state, "latency_seconds": shard.latency} for shard in finding.shards},
        "servers": finding.servers,
        "seconds_since_tick": round(finding.silence.total_seconds()),
        "database": "stores" if finding.has_database else "stores nothing",
        "last_backup": finding.last_backup.isoformat() if finding.last_backup else None,
        "knowledge": {"version": finding.knowledge_version, "pages": finding.pages},
    }
