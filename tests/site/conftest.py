"""The site's tests read one site."""

from pathlib import Path

import pytest

from tests.shipped_site import base, built, files, in_one_worker, processor_seconds_of_build, site_folder, today

__all__ = ["base", "built", "files", "processor_seconds_of_build", "site_folder", "today"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them in one worker."""
    in_one_worker(items, Path(__file__).parent)
