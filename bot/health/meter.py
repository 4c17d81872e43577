"""Figures for Prometheus, one registry for each wired bot; no label names a member or a server."""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, GCCollector, Histogram, PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.kit.clock import Clock

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
"""Discord waits three seconds for an answer."""


class PrometheusMeter:
    """Implements `bot.kit.meter.Meter`, and remembers when periodic jobs last ran."""

    def __init__(self, clock: Clock) -> None:
        self.registry = CollectorRegistry()
        self.began_at = clock.now()
        self.under_way: dict[str, datetime] = {}
        self.last_ran: dict[str, datetime] = {}
        self.failing: dict[str, datetime] = {}
        """Jobs whose last runs have all failed, and since when."""
        self._clock = clock
        self._handled: dict[tuple[str, str], Counter] = {}
        self._timed: dict[str, Histogram] = {}
        self._make_counters()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)

    def _make_counters(self) -> None:
        registry = self.registry
        self._interactions = Counter(
            "tollfree_interactions",
            "Interactions, by what was used and how it ended.",
            ["what", "outcome"],
            registry=registry,
        )
        self._durations = Histogram(
            "tollfree_interaction_seconds",
            "Time from an interaction's arrival to the end of its handling.",
            ["what"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._errors = Counter("tollfree_errors", "Errors that nobody expected, by type.", ["kind"], registry=registry)
        self._runs = Counter("tollfree_job_runs", "Runs of periodic jobs.", ["job"], registry=registry)
        self._failures = Counter("tollfree_job_failures", "Failed runs of periodic jobs.", ["job"], registry=registry)
        self._part_failures = Counter(
            "tollfree_job_part_failures",
            "Failures inside periodic jobs that went on, such as that of one server's digest.",
            ["job"],
            registry=registry,
        )
        self._outbox_labels: set[tuple[str, str]] = set()
        self._outbox = Gauge(
            "tollfree_outbox_jobs",
            "What is to be put on Discord, by kind and state.",
            ["kind", "state"],
            registry=registry,
        )
        self._successes = Gauge(
            "tollfree_job_last_success_timestamp_seconds", "When a job last succeeded.", ["job"], registry=registry
        )

    def handled(self, what: str, outcome: str, seconds: float) -> None:
        """Count an interaction by what was used and how it ended."""
        counter = self._handled.get((what, outcome))
        if counter is None:  # looking up labels costs more than counting
            counter = self._handled[what, outcome] = self._interactions.labels(what, outcome)
        counter.inc()
        timer = self._timed.get(what)
        if timer is None:
            timer = self._timed[what] = self._durations.labels(what)
        timer.observe(seconds)

    def failed(self, kind: str) -> None:
        """Count an error that nobody expected, by its type."""
        self._errors.labels(kind).inc()

    def job_planned(self, name: str) -> None:
        """Note that a periodic job is to run, so that one which never does is missed."""
        self.last_ran.setdefault(name, self._clock.now())

    def job_began(self, name: str) -> None:
        """Note that a periodic job is under way."""
        self.under_way[name] = self._clock.now()
        self._runs.labels(name).inc()
        for counter in (self._failures, self._part_failures):
            counter.labels(name)  # so that it stands at 0 before it first counts

    def job_ended(self, name: str, *, done: bool) -> None:
        """Count the run of a periodic job."""
        self.under_way.pop(name, None)
        now = self.last_ran[name] = self._clock.now()
        if done:
            self.failing.pop(name, None)
            self._successes.labels(name).set(now.timestamp())
        else:
            self.failing.setdefault(name, now)
            self._failures.labels(name).inc()

    def part_failed(self, name: str) -> None:
        """Count a failure inside a periodic job that goes on, such as that of one server's digest."""
        self._part_failures.labels(name).inc()

    def outbox_counted(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many jobs of each kind wait and were given up; kinds that have none any more stand at 0."""
        for labels in self._outbox_labels - counts.keys():
            self._outbox.labels(*labels).set(0)
        for labels, count in counts.items():
            self._outbox.labels(*labels).set(count)
        self._outbox_labels |= counts.keys()
