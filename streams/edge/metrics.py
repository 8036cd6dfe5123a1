"""Counts of what the worker did, by the named reasons, in Prometheus' text form."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

RECORDS: Final = "tocsin_records_total"
REASONS: Final = "tocsin_reasons_total"
REFUSALS: Final = "tocsin_refusals_total"
OUTPUTS: Final = "tocsin_outputs_total"
LAG: Final = "tocsin_lag_records"
HELP: Final = {
    RECORDS: "records worked, by agent",
    REASONS: "reasons given, by agent and reason",
    REFUSALS: "records refused, by agent and reason",
    OUTPUTS: "messages sent, by topic",
    LAG: "records that wait on a partition, by topic and partition",
}


class Metrics:
    """Counters of one process; each name has the labels that its help says."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()

    def worked(self, agent: str, reasons: Iterable[str], topics: Iterable[str]) -> None:
        """A record was worked."""
        self._counts[RECORDS, (("agent", agent),)] += 1
        for reason in reasons:
            self._counts[REASONS, (("agent", agent), ("reason", str(reason)))] += 1
        for topic in topics:
            self._counts[OUTPUTS, (("topic", topic),)] += 1

    def refused(self, agent: str, reason: str) -> None:
        """A record was refused."""
        self._counts[REFUSALS, (("agent", agent), ("reason", str(reason)))] += 1

    def text(self, lags: Iterable[tuple[str, int, int]] = ()) -> str:
        """All of it; `lags` are (topic, partition, records)."""
        lines: list[str] = []
        gauges = [((LAG, (("topic", topic), ("partition", str(number)))), lag) for topic, number, lag in lags]
        rows = sorted([*self._counts.items(), *gauges])
        named = ""
        for (name, labels), count in rows:
            if name != named:
                named = name
                kind = "gauge" if name == LAG else "counter"
                lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} {kind}"]
            inside = ",".join(f'{key}="{value}"' for key, value in labels)
            lines.append(f"{name}{{{inside}}} {count}")
        return "\n".join(lines) + "\n"
