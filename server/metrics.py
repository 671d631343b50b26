"""What is counted, each metric declared once; ``/metrics`` shows them. One registry per application.

Names and labels never hold anything that a person wrote: paths are those of the routes, bots those of folders.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from server.store.port import Depth, Event

TYPE = CONTENT_TYPE_LATEST

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics of one application."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "http_requests", "Requests answered", ["method", "route", "status"], registry=registry
        )  # fmt: skip
        self.duration = Histogram(
            "http_request_duration", "Seconds from request to answer", ["route"], buckets=_SECONDS, registry=registry
        )
        self.sockets = Gauge("ws_connections", "Open WebSockets", registry=registry)
        self.llm_requests = Counter("llm_requests", "Requests to language models", ["model"], registry=registry)
        self.llm_tokens = Counter("llm_tokens", "Tokens of language models", ["bot", "way"], registry=registry)
        self.llm_cost = Counter("llm_cost_dollars", "Cost of language models, where known", ["bot"], registry=registry)
        self.llm_hits = Gauge("llm_cache_hits", "Answers of models that were kept", registry=registry)
        self.pool = Gauge("db_pool_size", "Connections to databases", registry=registry)
        self.memory = Gauge("memory_usage", "Bytes of memory that the process uses", registry=registry)
        self.turns = Counter("turns", "Turns run", ["bot", "outcome"], registry=registry)
        self.turn_duration = Histogram("turn_duration", "Seconds of a turn", buckets=_SECONDS, registry=registry)
        self.running = Gauge("turns_running", "Turns that run now", registry=registry)
        self.events = Counter("events", "Events logged by turns", ["kind"], registry=registry)
        self.faults = Counter("faults", "Faults of programs", ["code"], registry=registry)
        self.commits = Gauge("store_commits", "Transactions of the store's writer", registry=registry)
        self.jobs = Gauge("store_jobs", "Changes that these transactions hold", registry=registry)
        self.inbox = Gauge("inbox_depth", "Messages that no turn has taken", registry=registry)
        self.lag = Gauge("inbox_lag_seconds", "Age of the oldest of them", registry=registry)
        self.sessions = Gauge("sessions", "Sessions kept, by status", ["status"], registry=registry)
        self.throttled = Counter("throttled", "Requests refused for their number", ["kind"], registry=registry)

        # what is counted most often is not looked up each time
        self._turn, self._event = cache(self.turns.labels), cache(self.events.labels)
        self.answered, self.took = cache(self.requests.labels), cache(self.duration.labels)

    def turn(self, bot: str, outcome: str, seconds: float, events: Iterable[Event]) -> None:
        """Count a turn that has ended and what it logged."""
        self._turn(bot, outcome).inc()
        self.turn_duration.observe(seconds)
        for event in events:
            self._event(event.kind).inc()
            if event.kind == "fault":
                self.faults.labels(str(event.body.get("code", ""))).inc()

    def llm(self, bot: str, model: str, given: int, made: int, nano: int) -> None:
        """Count a call of a language model and its cost in billionths of a US dollar."""
        self.llm_requests.labels(model).inc()
        self.llm_tokens.labels(bot, "given").inc(given)
        self.llm_tokens.labels(bot, "made").inc(made)
        self.llm_cost.labels(bot).inc(nano / 1e9)

    def store(self, depth: Depth) -> None:
        """Show how the store stands now."""
        self.commits.set(depth.commits)
        self.jobs.set(depth.jobs)
        self.inbox.set(depth.inbox)
        self.lag.set(depth.lag)
        self.pool.set(depth.connections)
        self.sessions.clear()
        for status, count in depth.sessions.items():
            self.sessions.labels(status).set(count)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        self.memory.set(_used())
        return generate_latest(self.registry)


def _used() -> int:
    """Bytes of memory of this process; where the system does not say, the most it ever used."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
