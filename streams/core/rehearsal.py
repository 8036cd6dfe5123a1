"""The whole pipeline in memory: the same steps in the same order, with dicts for tables and no broker.

For `tocsin explain`, the stories of the configuration, and tests: it asks what would be told, without telling.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.alert import EntityAlert, PolicyAlert
from schemas.decision import Decision
from schemas.topics import ALERTS, ARTICLES, FINDINGS, Topic
from streams.core import pipeline
from streams.core.errors import RefusedError
from streams.core.reasons import Reason
from streams.core.step import Due, Incoming, Output, StateRecord, Step

StepOf = Callable[[Any, Any, datetime], Step]


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was refused."""

    key: bytes | None
    value: bytes
    stage: str
    reason: Reason
    error: str


@dataclass(slots=True)
class Told:
    """All that came of one record or tick, in order."""

    outputs: list[Output] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def alerts(self) -> list[EntityAlert | PolicyAlert]:
        """What subscribers would be told."""
        return [each.value for each in self.outputs if isinstance(each.value, EntityAlert | PolicyAlert)]

    @property
    def decisions(self) -> list[Decision]:
        """Why nothing, or something, came of it."""
        return [each.value for each in self.outputs if isinstance(each.value, Decision)]


class Rehearsal:
    """A pipeline that remembers in dicts. All partitions are one."""

    def __init__(self, rules: pipeline.Rules) -> None:
        self.in_force = pipeline.RulesInForce(rules)
        self._steps: dict[str, StepOf] = {
            ARTICLES.name: pipeline.detect_step(self.in_force),
            FINDINGS.name: pipeline.merge_step(self.in_force),
            ALERTS.name: pipeline.route_step(self.in_force),
        }
        self.state: dict[str, dict[str, StateRecord]] = {name: {} for name in self._steps}

    def take(self, value: bytes, key: bytes | None, at: datetime) -> Told:
        """One record of `articles`, at the broker's time `at`, and all that follows from it."""
        told = Told()
        try:
            decoded = pipeline.decode_article(value, key)
        except RefusedError as error:
            told.refused.append(Refused(key, value, "detect", error.reason, str(error)))
            return told
        incoming = Incoming(value=decoded, key=decoded.article.id, partition=0, received_at=at)
        self._run(ARTICLES, incoming, at, told)
        return told

    def tick(self, at: datetime) -> Told:
        """The time is `at`: everything that is due by then is worked, earliest first."""
        told = Told()
        for topic in (ARTICLES, FINDINGS):
            for key in list(self._due(topic, at)):
                self._run(topic, Due(key, 0), at, told)
        return told

    def _due(self, topic: Topic, at: datetime) -> Iterator[str]:
        state = self.state[topic.name]
        dues = sorted((record.due, key) for key, record in state.items() if record.due and record.due <= at)
        return (key for _, key in dues)

    def _run(self, topic: Topic, incoming: Any, at: datetime, told: Told) -> None:
        state = self.state[topic.name]
        step = self._steps[topic.name](incoming, state, at)
        for key, record in step.writes.items():
            if record is None:
                state.pop(key, None)
            else:
                state[key] = record
        for output in step.outputs:
            told.outputs.append(output)
            if output.topic.name in self._steps:
                onward = Incoming(value=output.value, key=output.key, partition=0, received_at=at)
                self._run(output.topic, onward, at, told)
