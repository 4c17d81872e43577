"""`python -m tests.loopback --port 0 --guilds 12`: print a bot's settings when ready, and serve until stopped."""

import argparse
import asyncio
from contextlib import suppress

from tests.loopback.server import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description="A small Discord on the loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--guilds", type=int, default=1)
    arguments = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments.port, arguments.guilds))


if __name__ == "__main__":
    main()
