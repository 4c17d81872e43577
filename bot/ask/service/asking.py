"""Answer members' questions from the knowledge base in use; keeps nothing of what they ask."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from bot.ask.engine.answerer import Answer, Answerer, Outcome
from bot.ask.engine.embedding import Embedder
from bot.crisis.engine.reader import Tier
from bot.crisis.service import CrisisService
from bot.kit.memory import leave_in_files
from bot.knowledge.library import Library

log = logging.getLogger(__name__)


class AskService:
    """Holds the index over the pages in use, and builds it anew when they change."""

    def __init__(self, library: Library, make_embedder: Callable[[], Embedder], crisis: CrisisService) -> None:
        """Take the library, how to load the embeddings (on first use), and what reads for a crisis."""
        self._library = library
        self._make_embedder = make_embedder
        self._crisis = crisis
        self._embedder: Embedder | None = None
        self._answerer: tuple[str, Answerer] | None = None
        self._building = threading.Lock()

    async def ask(self, question: str) -> Answer:
        """Answer a question in a thread: some milliseconds, and a second or two for the first after a change."""
        return await asyncio.to_thread(self.ask_now, question)

    async def warm_up(self) -> None:
        """Build the index ahead of the first question, in a thread that a stop need not wait for."""
        built: Future[Answerer] = Future()
        threading.Thread(target=self._build, args=(built,), name="building the index", daemon=True).start()
        await asyncio.wrap_future(built)

    def _build(self, built: "Future[Answerer]") -> None:
        built.set_running_or_notify_cancel()
        try:
            built.set_result(self._current())
        except Exception as error:  # whoever waits hears of it
            built.set_exception(error)

    def ask_now(self, question: str) -> Answer:
        """Answer a question in this thread; one that shows a crisis for certain is not searched for."""
        try:
            tier = self._crisis.read_now(question)
            if tier is Tier.CERTAIN:
                return Answer(Outcome.CRISIS)
            return replace(self._current().ask(question), may_be_crisis=tier is Tier.POSSIBLE)
        finally:
            leave_in_files()  # 20 MB of mapped weights less between questions, for some 2 ms more a question

    def _current(self) -> Answerer:
        base = self._library.current
        with self._building:
            if self._answerer is None or self._answerer[0] != base.version:
                if self._embedder is None:
                    self._embedder = self._make_embedder()
                self._answerer = base.version, Answerer(base, self._embedder)
                leave_in_files()
                log.info("index for questions built on version %s", base.version)
            return self._answerer[1]
