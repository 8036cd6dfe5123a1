"""Alive means moving."""

from datetime import UTC, datetime, timedelta

import structlog

from streams.edge.health import Readiness
from streams.edge.ticks import Heartbeats

NOON = datetime(2025, 7, 15, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def made() -> tuple[Clock, Heartbeats, Readiness]:
    clock = Clock()
    heartbeats = Heartbeats(clock)
    return clock, heartbeats, Readiness(heartbeats=heartbeats, stuck_seconds=15, log=structlog.get_logger())


def test_a_worker_without_partitions_is_not_ready_and_not_stuck() -> None:
    _, _, readiness = made()
    assert not readiness.ready
    assert not readiness.stuck()


def test_every_partition_of_every_agent_must_tick_the_idle_ones_too() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect", "merge"), frozenset({0, 1}))
    clock.now += timedelta(seconds=16)
    for agent, partition in (("detect", 0), ("detect", 1), ("merge", 0)):
        heartbeats.beat(agent, partition)
    assert not readiness.ready
    heartbeats.beat("merge", 1)
    assert readiness.ready


def test_a_partition_that_is_silent_for_long_is_stuck() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({3}))
    clock.now += timedelta(seconds=61)
    assert readiness.stuck()


def test_a_partition_that_moved_away_is_not_waited_for() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({0, 1}))
    clock.now += timedelta(seconds=100)
    heartbeats.assigned(("detect",), frozenset({0}))
    heartbeats.beat("detect", 0)
    assert readiness.ready
    assert not readiness.stuck()
