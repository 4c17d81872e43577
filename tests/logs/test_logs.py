"""What may stand in a log line, and what may not."""

import asyncio
import logging
import sqlite3
from pathlib import Path

import pytest

from bot.kit.errors import PageNotFound
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.logs.safe_errors import describe
from tests.log_lines import logged

TYPED = "my boss at Mercy must not know"
USER = 123456789012345678


def test_lines_are_json_for_machines_and_text_for_people() -> None:
    with logged(log_format="json") as lines:
        logging.getLogger("bot.somewhere").info("lead %d is live", 7, extra={"what": "/lead share", "secret": TYPED})
    (line,) = lines.parsed
    assert line.pop("timestamp").endswith("Z")
    assert line == {"message": "lead 7 is live", "what": "/lead share", "level": "info", "logger": "bot.somewhere"}
    with logged(log_format="console") as lines:
        logging.getLogger("bot.somewhere").info("lead %d is live", 7)
    assert "[info    ] lead 7 is live" in lines.text


def test_auto_is_json_where_there_is_no_terminal() -> None:
    with logged(log_format="auto") as lines:
        logging.getLogger("bot.somewhere").warning("hello")
    assert lines.parsed[0]["message"] == "hello"


def test_ids_of_discord_and_what_custom_ids_hold_are_masked_everywhere() -> None:
    with logged() as lines:
        logging.getLogger("bot.x").info("%s pressed tf1:leads:n:-000:::%s", USER, TYPED)
    assert lines.parsed[0]["message"] == "[id] pressed tf1:leads:…"


def test_libraries_say_numbers_but_no_values() -> None:
    with logged() as lines:
        log = logging.getLogger("discord.app_commands.tree")
        log.error("Ignoring exception in autocomplete for %r (Guild: %s, User: %s)", TYPED, 5, USER)
        log.warning("%s %s responded with 429. Retrying in %.2f seconds.", "POST", f"/webhooks/1/{TYPED}", 0.3)
        log.warning("%(given)s", {"given": TYPED})
        log.debug("raw payload %s", TYPED)
    assert [line["message"] for line in lines.parsed] == [
        "Ignoring exception in autocomplete for … (Guild: 5, User: [id])",
        "POST … responded with 429. Retrying in 0.30 seconds.",
        "…",
    ]


async def test_a_task_that_nobody_awaited_tells_neither_its_name_nor_its_error() -> None:
    async def fail() -> None:
        raise ValueError(TYPED)

    with logged() as lines:
        task = asyncio.create_task(fail(), name=f"discord-ui-dynamic-item-ListButton-tf1:leads:{TYPED}")
        await asyncio.wait({task})
        asyncio.get_running_loop().call_exception_handler(
            {"message": "Task exception was never retrieved", "task": task, "exception": task.exception()}
        )
        asyncio.get_running_loop().call_exception_handler({"message": f"Exception in callback send({TYPED!r})"})
    assert [line["message"] for line in lines.parsed] == [
        "Task exception was never retrieved",
        "Exception in callback send",
    ]
    assert lines.parsed[0]["exception"].endswith("\nValueError")
    assert TYPED not in lines.text


def test_errors_are_traced_without_their_texts_and_locals() -> None:
    def fail(given: str) -> None:
        try:
            raise KeyError(given)  # noqa: TRY301
        except KeyError as error:
            raise PageNotFound(given) from error

    with logged() as lines:
        try:
            fail(TYPED)
        except PageNotFound:
            logging.getLogger("bot.x").exception("it failed")
    trace = lines.parsed[0]["exception"]
    assert TYPED not in lines.text
    assert "raise KeyError(given)" in trace, "our own source lines help, and hold no values"
    assert trace.index("\nKeyError") < trace.index("which led to:") < trace.index("bot.kit.errors.PageNotFound")


def test_people_read_the_same_trace_as_machines() -> None:
    with logged(log_format="console") as lines:
        try:
            raise ValueError(TYPED)  # noqa: TRY301
        except ValueError:
            logging.getLogger("bot.x").exception("it failed")
    assert lines.text.rstrip().endswith("\nValueError")
    assert TYPED not in lines.text.replace("raise ValueError(TYPED)", "")


def test_errors_in_a_group_are_traced_too() -> None:
    with logged() as lines:
        logging.getLogger("bot.x").error("x", exc_info=ExceptionGroup(TYPED, [ValueError(TYPED), OSError(28, TYPED)]))
    assert TYPED not in lines.text
    assert "ValueError" in lines.text
    assert "OSError (errno ENOSPC)" in lines.text


def test_codes_say_what_texts_would() -> None:
    with sqlite3.connect(":memory:") as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute('SELECT "my boss at Mercy must not know" FROM nowhere')
    connection.close()
    assert describe(caught.value) == "sqlite3.OperationalError (sqlite_errorname SQLITE_ERROR)"
    assert describe(OSError(28, TYPED)) == "OSError (errno ENOSPC)"
    assert describe(AttributeError(TYPED, name="colour")) == "AttributeError (name colour)"


def test_a_line_that_cannot_be_formatted_is_lost_without_its_values() -> None:
    with logged() as lines:
        logging.getLogger("bot.x").info("%d leads", TYPED)
        logging.getLogger("bot.x").info("going on")
    assert [line["message"] for line in lines.parsed] == ["a line of bot.x is lost", "going on"]


@pytest.mark.parametrize("url", ["sqlite:///{}/x.db", "postgresql://somebody:password@localhost/x"])
def test_texts_of_database_errors_hide_parameters(url: str, tmp_path: Path) -> None:
    engines = make_engines(parse_database_url(url.format(tmp_path)))
    for engine in (engines.writer, engines.reader):
        assert engine.sync_engine.hide_parameters


def test_a_reconnect_is_one_line_and_no_error() -> None:
    with logged() as lines:
        try:
            raise ConnectionResetError("gone")  # noqa: TRY301 - a reconnect, as it comes
        except ConnectionResetError as error:
            logging.getLogger("discord.shard").error(  # noqa: TRY400 - as discord.py does
                "Attempting a reconnect for shard ID %s in %.2fs", 3, 1.5, exc_info=error
            )
    (line,) = lines.parsed
    assert line["message"] == "Attempting a reconnect for shard ID 3 in 1.50s"
    assert line["level"] == "warning"
    assert "exception" not in line
