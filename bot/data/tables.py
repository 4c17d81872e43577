"""All tables, whichever capability they belong to: found where they stand, so that nobody keeps a list of them."""

import importlib
import importlib.util
import pkgutil
from types import ModuleType

import bot
from bot.kit.storage.columns import metadata

__all__ = ["metadata"]


def _import_all(package: ModuleType) -> None:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


def _storage_of_each_capability() -> None:
    """Import `bot.<capability>.storage`, a module or a package, wherever there is one."""
    for room in pkgutil.iter_modules(bot.__path__, "bot."):
        if room.ispkg and importlib.util.find_spec(f"{room.name}.storage"):
            storage = importlib.import_module(f"{room.name}.storage")
            if hasattr(storage, "__path__"):
                _import_all(storage)


_import_all(importlib.import_module("bot.kit.storage"))
_storage_of_each_capability()
