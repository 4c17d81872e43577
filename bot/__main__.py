"""The door: `run` hears SIGTERM and Ctrl-C from here on; then the command line, which takes a second to import."""

import os
import signal
import sys


def cli() -> None:
    """Run the command line."""
    if sys.argv[1:2] == ["run"]:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end_now)
    from bot.cli.commands import cli as commands

    commands()


def _end_now(*_: object) -> None:
    """End while nothing has begun yet; the first process of a container would not hear a signal otherwise.

    Not by an exception: amid an import, somebody may catch it. Once the bot's loop runs, it hears signals itself.
    """
    os._exit(0)


if __name__ == "__main__":
    cli()
