"""What a warm process has before it begins: the bot's modules, but its cogs, and the rules of `/tollcheck`."""

from importlib import import_module

from bot.tollcheck.engine.engine import warm_up

for name in ("alembic.command", "asyncpg", "bot.cli.maintenance", "bot.cli.run", "sentry_sdk", "uvloop"):
    import_module(name)
warm_up()
