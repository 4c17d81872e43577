"""`make bench` runs, and its tables are whole."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("measured")  # it measures

ROOT = Path(__file__).parents[2]


async def test_the_benchmark_prints_a_row_for_every_interaction_and_for_memory() -> None:
    command = (sys.executable, "-m", "benchmarks.loopback", "--quick")
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    said = (await child.communicate())[0].decode()
    assert child.returncode == 0
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in said.splitlines() if line]
    timed = {(row[0], row[1]): row for row in rows if len(row) == 8}
    for case in ("`/role`", "autocomplete", "*Upvote*", "`/ask`"):
        for width in ("1", "8"):
            numbers = [float(part) for part in re.split(r"[,;] ", ", ".join(timed[case, width][4:]))]
            assert all(number > 0 for number in numbers)
    memory = [row[0] for row in rows if len(row) == 4]
    assert memory[2:] == ["idle, 3 servers", "3 servers, after the load"]
