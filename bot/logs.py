"""Set up logging: plain lines, no chatter from libraries."""

import logging

_CHATTER = {
    "alembic.runtime.plugins": logging.WARNING,
    "discord.client": logging.ERROR,  # voice libraries are missing: we do not speak
    "discord.gateway": logging.INFO,  # at DEBUG it logs raw events, and with them what members type
    "discord.http": logging.WARNING,
    "matplotlib": logging.WARNING,
}


def set_up_logging(level: str) -> None:
    """Log to standard error from `level` on."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    for name, quiet in _CHATTER.items():
        logging.getLogger(name).setLevel(quiet)


def set_up_quiet_logging() -> None:
    """Log problems only, and none of the simulated Discord's."""
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("discord").setLevel(logging.ERROR)
