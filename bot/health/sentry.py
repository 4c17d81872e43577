"""Send errors that nobody expected to Sentry: where they happened, and nothing of whom they happened to."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from bot import __version__
from bot.kit.errors import Misconfigured
from bot.kit.interaction_id import interaction_id
from bot.logs.private import masked
from bot.logs.safe_errors import chain, describe

_REPORTED = ("bot.kit.ui.boundary", "bot.kit.ui.periodic", "cogs.pages_watch")
"""Who logs errors with a reference, and failures of periodic work."""

_KEPT = frozenset(
    ("event_id", "timestamp", "level", "platform", "logger", "release", "environment", "logentry", "exception", "tags")
)
_ROOT = Path(__file__).resolve().parents[2]
_LAST_WORDS_SECONDS = 2.0


class SentryUnusable(Misconfigured):
    """Raised when SENTRY_DSN is set, but nothing can be sent there."""


@asynccontextmanager
async def reporting_errors(dsn: str | None) -> AsyncIterator[None]:
    """Report errors while the block runs; without a DSN, none. Raises SentryUnusable."""
    if dsn is None:
        yield
        return
    client = _connect(dsn)
    reporter = _Reporter(client)
    logging.getLogger().addHandler(reporter)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(reporter)
        await asyncio.to_thread(client.close, timeout=_LAST_WORDS_SECONDS)


def _connect(dsn: str) -> Any:
    """Return a client of its own, not the library's global one, which would look into everything by itself.

    Its default is to send nothing that tells who somebody is; the option that says so changed its name.
    """
    try:
        import sentry_sdk
        from sentry_sdk.utils import BadDsn
    except ImportError as error:
        raise SentryUnusable(
            "SENTRY_DSN is set, but sentry-sdk is not installed. Run `pip install 'tollfree[sentry]'`, "
            "or take SENTRY_DSN away."
        ) from error
    try:
        return sentry_sdk.Client(
            dsn=dsn,
            release=f"tollfree@{__version__}",
            default_integrations=False,
            auto_enabling_integrations=False,
            auto_session_tracking=False,
            send_client_reports=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            before_send=scrubbed,
        )
    except BadDsn as error:
        raise SentryUnusable("SENTRY_DSN is no DSN. Copy it again from Sentry: Project, Client Keys (DSN).") from error


def scrubbed(event: Any, _hint: Any) -> Any:
    """Return an event with what may be sent and nothing else; None where it is not one of ours."""
    if event.get("logger") not in _REPORTED:
        return None
    return {name: value for name, value in event.items() if name in _KEPT}


class _Reporter(logging.Handler):
    """Makes events of log records, since those hold the reference that the member was told."""

    def __init__(self, client: Any) -> None:
        super().__init__(logging.ERROR)
        self._client = client

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record if it is about an error that nobody expected."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or record.name not in _REPORTED:
            return
        with suppress(Exception):  # reporting breaks nothing, and the log has the error anyway
            self._client.capture_event(_event(record, error))


def _event(record: logging.LogRecord, error: BaseException) -> dict[str, object]:
    tags = {name: getattr(record, name, None) for name in ("ref", "what", "job")}
    tags["interaction"] = interaction_id()
    return {
        "level": "error",
        "logger": record.name,
        "logentry": {"formatted": masked(record.getMessage())},
        "exception": {"values": [_exception(one) for one in chain(error)]},
        "tags": {name: masked(str(value)) for name, value in tags.items() if value is not None},
    }


def _exception(error: BaseException) -> dict[str, object]:
    return {
        "type": type(error).__name__,
        "module": type(error).__module__,
        "value": describe(error),
        "stacktrace": {"frames": list(_frames(error))},
    }


def _frames(error: BaseException) -> Iterator[dict[str, object]]:
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        is_ours = path.is_relative_to(_ROOT) and "site-packages" not in path.parts
        yield {
            "filename": str(path.relative_to(_ROOT)) if is_ours else path.name,
            "function": frame.name,
            "lineno": frame.lineno,
            "context_line": frame.line,
            "in_app": is_ours,
        }
