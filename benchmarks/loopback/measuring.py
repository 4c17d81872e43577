"""Time two bots in turns, so that what else the machine does falls on both."""

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from benchmarks.loopback.cases import CASES, Case, Members

WIDTHS = (1, 8)


@dataclass
class Timed:
    """What one bot did in one case: its rate in each round, and how long each interaction took, in milliseconds."""

    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Return the median rate, in interactions a second."""
        return median(self.rates)

    @property
    def cpu(self) -> float:
        """Return the processor time of one interaction, in milliseconds."""
        return 1000 * self.cpu_seconds / len(self.took)

    @property
    def p50(self) -> float:
        """Return the median time."""
        return median(self.took)

    @property
    def p99(self) -> float:
        """Return the time that one in a hundred exceeds."""
        return quantiles(self.took, n=100)[98]


@dataclass
class Row:
    """One case with so many interactions under way, for both bots."""

    case: str
    width: int
    ours: Timed = field(default_factory=Timed)
    bare: Timed = field(default_factory=Timed)

    @property
    def ratio(self) -> float:
        """Return the median, over the rounds, of our rate by the bare bot's in the same round."""
        return median(ours / bare for ours, bare in zip(self.ours.rates, self.bare.rates, strict=True))


async def measure(ours: Members, bare: Members, rounds: int, seconds: float) -> list[Row]:
    """Time every case on both bots, for so many seconds in each round."""
    rows = [Row(case, width) for case in CASES for width in WIDTHS]
    for members in (ours, bare):
        for row in rows:
            await _load(CASES[row.case], members, row.width, min(seconds, 0.3), Timed())
    for number in range(rounds):
        _tidy_up()
        for row in rows:
            turns = [(ours, row.ours), (bare, row.bare)]
            for members, timed in turns if number % 2 == 0 else reversed(turns):
                await _load(CASES[row.case], members, row.width, seconds, timed)
                members.side.require_alive()
    return rows


def _tidy_up() -> None:
    """Collect garbage of this process between rounds only: it would hold up the bot that happens to be timed."""
    gc.collect()
    gc.freeze()
    gc.disable()


async def _load(case: Case, members: Members, width: int, seconds: float, timed: Timed) -> None:
    """Keep so many interactions under way for a while."""
    cpu_before = members.side.cpu_seconds
    began = time.perf_counter()
    until = began + seconds
    took: list[float] = []

    async def one_after_the_other() -> None:
        now = time.perf_counter()
        while now < until:
            await case(members)
            then, now = now, time.perf_counter()
            took.append((now - then) * 1000)

    await asyncio.gather(*(one_after_the_other() for _ in range(width)))
    timed.rates.append(len(took) / (time.perf_counter() - began))
    timed.took += took
    timed.cpu_seconds += members.side.cpu_seconds - cpu_before


def table(rows: Sequence[Row], memory: dict[str, tuple[float, float]]) -> str:
    """Return what was measured as markdown."""
    lines = [
        "| interaction | under way | Tollfree /s | bare /s | ratio | Tollfree p50, p99 ms | bare p50, p99 ms "
        "| Tollfree, bare CPU ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        times = (f"{one.p50:.2f}, {one.p99:.2f}" for one in (row.ours, row.bare))
        rates = f"{row.ours.rate:,.0f} | {row.bare.rate:,.0f} | {row.ratio:.2f}"
        cpu = f"{row.ours.cpu:.2f}, {row.bare.cpu:.2f}"
        lines.append(f"| {row.case} | {row.width} | {rates} | {' | '.join(times)} | {cpu} |")
    lines += ["", "| resident memory, MB | Tollfree | bare | more |", "| --- | ---: | ---: | ---: |"]
    for name, (ours, bare) in memory.items():
        lines.append(f"| {name} | {ours:.0f} | {bare:.0f} | {ours - bare:.0f} |")
    return "\n".join(lines)
