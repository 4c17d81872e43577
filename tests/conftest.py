"""What a whole run of pytest has once: its folder, a PostgreSQL server, migrated databases to copy."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import URL, make_url

from bot.cli.settling import calm_garbage_collection
from bot.kit.memory import collect_seldom
from tests.compiled_once import share_compiled_statements
from tests.databases import Databases, RunFolder, memory_folder, migrated_file, start_server

pytest_plugins = ["tests.simulated", "tests.stored"]

hypothesis.settings.register_profile(
    "patient", deadline=None, max_examples=50, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)  # a busy machine is slow, and no test of ours is about that
hypothesis.settings.load_profile("patient")
share_compiled_statements()
gc.disable()  # until the tests are collected: what is imported and read till then stays

_RUN = pytest.StashKey[RunFolder]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the run, or take it from the process that started this worker."""
    given = getattr(config, "workerinput", {}).get("run_folder")
    root = memory_folder()
    if root is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(root))  # where tmp_path lies
    # not in pytest's folder, which another run of pytest shuts to other users
    config.stash[_RUN] = RunFolder(Path(given or tempfile.mkdtemp(prefix="tollfree-tests-", dir=root)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that were given most time, so that at the end no worker waits for one of them."""
    items.sort(key=_time_given, reverse=True)


def pytest_collection_finish() -> None:
    """Collect garbage as a running bot does: seldom, and not among what stays."""
    gc.enable()
    collect_seldom()
    calm_garbage_collection()


def _time_given(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0]) if marker else 0.0


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run a worker more than there are cores: some tests wait for processes, and for real time to pass."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker the folder of the run."""
    node.workerinput["run_folder"] = str(node.config.stash[_RUN].path)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Clean up when all workers have ended, at no test's cost."""
    if not hasattr(config, "workerinput"):
        config.stash[_RUN].remove()


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> RunFolder:
    """Give what all workers share."""
    return pytestconfig.stash[_RUN]


@pytest.fixture(scope="session")
def postgres_url(run_folder: RunFolder) -> URL:
    """Give the address of a PostgreSQL server: TEST_DATABASE_URL, or the one of this run."""
    given = os.environ.get("TEST_DATABASE_URL")
    return make_url(given) if given else start_server(run_folder)


@pytest.fixture
def databases(run_folder: RunFolder, postgres_url: URL) -> Iterator[Databases]:
    """Give databases on PostgreSQL, which are dropped after the test."""
    databases = Databases(run_folder, postgres_url)
    yield databases
    databases.drop()


@pytest.fixture
def sqlite_url(run_folder: RunFolder, tmp_path: Path) -> str:
    """Give the address of a migrated database in a file of its own, `test.db` in the test's folder."""
    path = tmp_path / "test.db"
    shutil.copyfile(migrated_file(run_folder), path)
    return f"sqlite:///{path}"
