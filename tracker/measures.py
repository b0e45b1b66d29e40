"""What this process measures of itself, for Prometheus: how long requests and comparisons take."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Histogram

# Our own registry: Prometheus's default one would be filled by whatever library happens to be imported.
REGISTRY = CollectorRegistry()

# A cached page takes milliseconds, a large workbench a second; beyond ten a proxy gives up.
REQUESTS = Histogram(
    "tracker_http_request_seconds",
    "Time from the first byte of a request to the answer, by route.",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
# Most pairs take a tenth of a second; a code of a thousand articles rewritten takes half a minute.
JUDGING = Histogram(
    "tracker_judge_seconds",
    "Time to compare two texts and judge every change.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)


@contextmanager
def judging() -> Iterator[None]:
    """Measure a comparison made inside; one that fails is not counted."""
    began = perf_counter()
    yield
    JUDGING.observe(perf_counter() - began)
