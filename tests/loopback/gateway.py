"""The gateway: hello, identify, resume, heartbeats, events by shard, and ways to break off."""

import asyncio
import zlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

import orjson
from aiohttp import WSMsgType, web
from aiohttp.web_request import BaseRequest

from tests import patience
from tests.loopback.world import Json, World

DISPATCH, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 7, 9, 10, 11
REMEMBERED_EVENTS = 1000
NO_RESUME_AFTER = (1000, 1001)


class Connection:
    """One socket, with its compression."""

    def __init__(self, socket: web.WebSocketResponse, compress: bool) -> None:
        self._socket = socket
        self.closed_by_us = False
        self._compressor = zlib.compressobj(1) if compress else None

    @property
    def open(self) -> bool:
        """Return whether it still carries anything."""
        return not self._socket.closed and not self.closed_by_us

    async def send(self, payload: bytes) -> None:
        """Send one payload; one that fails is lost, as on a real network."""
        with suppress(ConnectionError):
            if self._compressor is None:
                await self._socket.send_str(payload.decode())
            else:  # no await between compressing and writing, else payloads would overtake each other
                packed = self._compressor.compress(payload) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)

    async def close(self, code: int) -> None:
        """Close it with a code of Discord's."""
        self.closed_by_us = True
        writer = self._socket._writer
        assert writer is not None, "it is prepared"
        await writer.close(code)

    def abort(self) -> None:
        """Cut it without a word."""
        transport = self._socket._req.transport if self._socket._req else None
        if transport is not None:
            transport.abort()


@dataclass
class Session:
    """A shard's session; it outlives its socket, so that it can be resumed."""

    shard: int
    shard_count: int
    id: str = field(default_factory=lambda: uuid4().hex)
    sequence: int = 0
    sent: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=REMEMBERED_EVENTS))
    connection: Connection | None = None

    @property
    def connected(self) -> bool:
        """Return whether somebody listens."""
        return self.connection is not None and self.connection.open

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event, and remember it for a resume."""
        self.sequence += 1
        payload = orjson.dumps({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, payload))
        if self.connection is not None and self.connection.open:
            await self.connection.send(payload)

    def since(self, sequence: int) -> list[bytes] | None:
        """Return what came after a sequence number, or None where that is not remembered any more."""
        if sequence > self.sequence or (self.sent and self.sent[0][0] > sequence + 1):
            return None
        return [payload for number, payload in self.sent if number > sequence]


class Gateway:
    """All sessions."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self.announced: str | None = (
            None  # an address to tell the bot instead of our own, as Discord behind a proxy does
        )
        self.open = asyncio.Event()  # while it is clear, new connections wait: an outage
        self.open.set()
        self.sessions: dict[str, Session] = {}
        self.identified: list[tuple[int, int]] = []
        self.resumed: list[int] = []
        self.refuse_resumes = 0
        self.refuse_identifies = 0
        self.heartbeat_seconds = 41.25
        self._news = asyncio.Condition()

    @property
    def address(self) -> str:
        """Return where the bot is told to connect."""
        return self.announced or self.url

    def of_guild(self, guild_id: int) -> list[Session]:
        """Return the sessions that hear of a server, or that may come back for it; a direct message is for shard 0."""
        return [s for s in self.sessions.values() if (guild_id >> 22) % s.shard_count == s.shard]

    async def dispatch(self, guild_id: int, event: str, data: Json) -> int:
        """Send an event to a server's shard; return how many sessions were told, or will be on resuming."""
        sessions = self.of_guild(guild_id)
        for session in sessions:
            await session.dispatch(event, data)
        return len(sessions)

    async def ready(self, shards: int, seconds: float = patience.SECONDS) -> None:
        """Wait until so many shards are connected."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: sum(s.connected for s in self.sessions.values()) >= shards)

    async def gone(self, seconds: float = patience.SECONDS) -> None:
        """Wait until no shard is connected."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: not any(s.connected for s in self.sessions.values()))

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def reconnect(self) -> None:
        """Ask all shards to reconnect (op 7)."""
        for connection in self._connections():
            await connection.send(_plain(RECONNECT, None))

    async def close(self, code: int) -> None:
        """Close all sockets with a code."""
        for connection in self._connections():
            await connection.close(code)

    def cut(self) -> None:
        """Cut all sockets without a word."""
        for connection in self._connections():
            connection.abort()

    def _connections(self) -> list[Connection]:
        return [s.connection for s in self.sessions.values() if s.connection is not None and s.connection.open]

    async def handle(self, request: BaseRequest) -> web.WebSocketResponse:
        """Serve one socket until it closes."""
        await self.open.wait()
        socket = web.WebSocketResponse(max_msg_size=0, compress=False, heartbeat=None)
        await socket.prepare(request)
        connection = Connection(socket, request.query.get("compress") == "zlib-stream")
        await connection.send(_plain(HELLO, {"heartbeat_interval": int(self.heartbeat_seconds * 1000)}))
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            payload = orjson.loads(message.data)
            match payload["op"]:
                case 1:  # HEARTBEAT
                    await connection.send(_plain(ACK, None))
                case 2:  # IDENTIFY
                    session = await self._identify(connection, payload["d"])
                case 6:  # RESUME
                    session = await self._resume(connection, payload["d"])
        if session is not None and session.connection is connection:
            session.connection = None
            if socket.close_code in NO_RESUME_AFTER and not connection.closed_by_us:
                self.sessions.pop(session.id, None)
            await self._tell()
        return socket

    async def _identify(self, connection: Connection, data: Json) -> Session | None:
        shard, count = data.get("shard") or (0, 1)
        self.identified.append((shard, count))
        if self.refuse_identifies > 0:
            self.refuse_identifies -= 1
            await connection.send(_plain(INVALID_SESSION, False))
            return None
        for old in [s for s in self.sessions.values() if (s.shard, s.shard_count) == (shard, count)]:
            if not old.connected:  # nobody will resume it: who would, has just begun anew
                del self.sessions[old.id]
        session = Session(shard, count, connection=connection)
        self.sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if guild.shard(count) == shard]
        await session.dispatch(
            "READY",
            {
                "v": 10,
                "user": self._world.bot,
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.address,
                "shard": [shard, count],
                "application": {"id": str(self._world.bot_id), "flags": 0},
            },
        )
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild.payload)
        await self._tell()
        return session

    async def _resume(self, connection: Connection, data: Json) -> Session | None:
        session = self.sessions.get(data["session_id"])
        missed = session.since(data["seq"]) if session else None
        if session is None or missed is None or self.refuse_resumes > 0:
            self.refuse_resumes = max(self.refuse_resumes - 1, 0)
            self.sessions.pop(data["session_id"], None)
            await connection.send(_plain(INVALID_SESSION, False))
            return None
        self.resumed.append(session.shard)
        session.connection = connection
        for payload in missed:
            await connection.send(payload)
        await session.dispatch("RESUMED", {})
        await self._tell()
        return session


def _plain(op: int, data: object) -> bytes:
    return orjson.dumps({"op": op, "t": None, "s": None, "d": data})
