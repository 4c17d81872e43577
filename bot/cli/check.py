"""`tollfree check`: problems and figures, for a person or another program, and what links have come to."""

import json
from collections.abc import Callable
from pathlib import Path

from bot.kit.clock import SystemClock
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.link_check import check_links
from bot.knowledge.link_log import LinkLog
from bot.knowledge.link_report import link_line, link_sums
from bot.knowledge.loader import Loaded
from bot.knowledge.report import check_lines, check_report

Say = Callable[[str], None]


def print_check(loaded: Loaded, say: Say, *, as_json: bool) -> None:
    """Print every problem and, where the pages are valid, what stands behind them."""
    if as_json:
        say(json.dumps(check_report(loaded), indent=2, ensure_ascii=False))
        return
    for line in check_lines(loaded, SystemClock().now().date()):
        say(line)


async def print_links(base: KnowledgeBase, log: Path, say: Say) -> None:
    """Print each link that does not answer as it did; none of it changes the exit code."""
    links = LinkLog(log)
    visits = links.visits()
    async for result in check_links(base.sources.values(), links, SystemClock().now().date()):
        if line := link_line(base, result, (*visits.get(result.url, ()), result)):
            say(line)
    for line in link_sums(base, links.now()):
        say(line)
    say(f"All results are in {log}; cards read them where they stand in the folder of the pages.")
