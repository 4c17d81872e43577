"""Serve a written site on this machine's loopback, to look at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from bot.kit.errors import TollfreeError

_LOOPBACK = "127.0.0.1"


class PortInUse(TollfreeError):
    """Raised when the port is taken."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use on this machine. Choose another with --port, or leave it out.")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, and writes no line for each request: a log of what was read would be one too many."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Write nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder while the block runs, and give its address; port 0 takes a free one. Raises PortInUse."""
    try:
        server = _Server((_LOOPBACK, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise PortInUse(port) from error
    thread = Thread(target=server.serve_forever, name="site", daemon=True)
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
