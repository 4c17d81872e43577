"""`python -m tests.sockets.storm_bot run`: the bot as it ships, but its leases and waits are seconds."""

from datetime import timedelta

import bot.following.service.delivery
import bot.outbox.model.job
import bot.outbox.service
import bot.outbox.ui.courier
import bot.outbox.ui.running
from tests.sockets import quick_bot

LEASE = timedelta(seconds=4)
TIME_TO_DELIVER = timedelta(seconds=2)


def main() -> None:
    """Shorten the outbox's waits, and go on as the quick bot."""
    for module in (bot.outbox.model.job, bot.outbox.service, bot.outbox.ui.courier, bot.outbox.ui.running):
        for name, value in (("LEASE", LEASE), ("TIME_TO_DELIVER", TIME_TO_DELIVER)):
            if name in vars(module):
                vars(module)[name] = value
    vars(bot.outbox.model.job)["_FIRST_WAIT"] = timedelta(seconds=0.5)
    vars(bot.outbox.model.job)["_LONGEST_WAIT"] = timedelta(seconds=8)
    vars(bot.outbox.ui.courier)["MESSAGES_A_MINUTE"] = 1000
    vars(bot.following.service.delivery)["LEASE"] = LEASE
    vars(bot.following.service.delivery)["SETTLING"] = timedelta(seconds=1)
    quick_bot.main()


if __name__ == "__main__":
    main()
