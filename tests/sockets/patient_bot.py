"""`python -m tests.sockets.patient_bot run`: the bot as it ships, but stopping, it waits three seconds for tasks.

After that it has as long as a test waits, where the one that ships has a second and a half: a busy machine may need it.
"""

import bot.cli.stopping
from bot.cli.commands import cli
from tests import patience

FOR_TASKS = 3.0

if __name__ == "__main__":
    vars(bot.cli.stopping)["SECONDS"] = patience.SECONDS
    vars(bot.cli.stopping)["_FOR_CLOSING"] = patience.SECONDS - FOR_TASKS
    cli()
