"""What the library holds as measures, counted when Prometheus asks: no name, no client, no title among them."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tracker.store.library import Library


def counted(library: Library) -> CollectorRegistry:
    """A registry that counts afresh whenever it is read."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Holdings(library))
    return registry


class _Holdings(Collector):
    def __init__(self, library: Library) -> None:
        self._library = library

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing in advance: counting would open the library."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every count, from one moment of the library."""
        with self._library.reading() as files:
            holdings, visits, sent = files.tallies.holdings(), files.tallies.visits(), files.tallies.deliveries()
            entries = files.audit.last()
        for name, count in holdings.items():
            yield GaugeMetricFamily(f"tracker_{name}", f"How many {name} the library holds.", value=count)
        yield GaugeMetricFamily(
            "tracker_audit_entries", "How many deeds stand in the audit log.", value=entries.number if entries else 0
        )
        yield _by("tracker_visits", "Visits to sources by how they ended.", visits)
        yield _by("tracker_deliveries", "Deliveries by state.", sent)


def _by(name: str, says: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=("state",))
    for state, count in counts.items():
        family.add_metric((state,), count)
    return family
