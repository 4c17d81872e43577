"""Figures that are looked up when Prometheus asks."""

from prometheus_client import CollectorRegistry, Gauge, Info

from bot import __version__
from bot.health.checkup import Finding
from bot.health.gateway import ShardState


class Figures:
    """Writes a check-up's finding into a registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._latency = Gauge(
            "tollfree_gateway_latency_seconds", "From heartbeat to answer.", ["shard"], registry=registry
        )
        self._state = Gauge(
            "tollfree_shard_state", "1 for the state a shard is in.", ["shard", "state"], registry=registry
        )
        self._servers = Gauge("tollfree_servers", "Servers that this process serves.", registry=registry)
        self._silence = Gauge(
            "tollfree_seconds_since_tick",
            "Since the last run of the periodic job that waits longest.",
            registry=registry,
        )
        self._database = Gauge("tollfree_database_up", "1 where the database stores something.", registry=registry)
        self._backup = Gauge(
            "tollfree_last_backup_timestamp_seconds",
            "When `tollfree backup` last succeeded; 0: never.",
            registry=registry,
        )
        self._healthy = Gauge("tollfree_healthy", "1 where /healthz finds no problem.", registry=registry)
        self._pages = Gauge("tollfree_knowledge_pages", "Pages in use.", registry=registry)
        self._knowledge = Info("tollfree_knowledge", "The pages in use.", registry=registry)
        Info("tollfree", "The running code.", registry=registry).info({"version": __version__})

    def show(self, finding: Finding) -> None:
        """Set all figures to what was found."""
        for shard in finding.shards:
            number = str(shard.id)
            for state in ShardState:
                self._state.labels(number, state.value).set(shard.state is state)
            if shard.latency is not None:
                self._latency.labels(number).set(shard.latency)
        self._servers.set(finding.servers)
        self._silence.set(finding.silence.total_seconds())
        self._database.set(finding.has_database)
        if finding.last_backup is not None:
            self._backup.set(finding.last_backup.timestamp())
        self._healthy.set(not finding.problems)
        self._pages.set(finding.pages)
        self._knowledge.info({"version": finding.knowledge_version})
