"""Alive means moving."""

import asyncio
from types import SimpleNamespace

import pytest
import structlog

from streams.core.errors import BrokerError
from streams.edge.health import Lease, Readiness, Watchdog
from streams.edge.recovery import followed
from streams.edge.ticks import Heartbeats


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
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
    clock.now += 16
    for agent, partition in (("detect", 0), ("detect", 1), ("merge", 0)):
        heartbeats.beat(agent, partition)
    assert not readiness.ready
    heartbeats.beat("merge", 1)
    assert readiness.ready


def test_a_partition_that_has_worked_no_tick_since_it_was_assigned_is_not_ready() -> None:
    _, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({0, 1}))
    heartbeats.beat("detect", 0)
    assert not readiness.ready
    heartbeats.beat("detect", 1)
    assert readiness.ready


def test_a_rebalance_makes_a_worker_unready_until_its_ticks_are_worked_again() -> None:
    _, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({0}))
    heartbeats.beat("detect", 0)
    heartbeats.assigned(("detect",), frozenset({0}))
    assert not readiness.ready


async def test_a_recovery_that_goes_on_is_not_stuck_and_one_that_stands_still_is() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({0}))
    left = iter([300, 200, 200])
    recovery = SimpleNamespace(active_remaining_total=lambda: next(left))
    app = SimpleNamespace(in_recovery=True, tables=SimpleNamespace(recovery=recovery))
    stuck = []

    async def pass_time() -> None:
        clock.now += 31
        stuck.append(readiness.stuck())
        if len(stuck) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await followed(app, heartbeats, pause=pass_time)
    assert stuck == [False, False, True]


def test_a_partition_that_is_silent_for_long_is_stuck() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({3}))
    clock.now += 61
    assert readiness.stuck()


def test_a_partition_that_moved_away_is_not_waited_for() -> None:
    clock, heartbeats, readiness = made()
    heartbeats.assigned(("detect",), frozenset({0, 1}))
    clock.now += 100
    heartbeats.assigned(("detect",), frozenset({0}))
    heartbeats.beat("detect", 0)
    assert readiness.ready
    assert not readiness.stuck()


def test_a_lease_is_held_as_long_as_it_is_renewed_within_a_session() -> None:
    clock = Clock()
    lease = Lease(10, clock)
    for _ in range(3):
        clock.now += 9
        lease.renew()
    lease.hold()


def test_a_lease_lost_in_a_pause_stays_lost_whoever_comes_first_when_woken() -> None:
    clock = Clock()
    lease = Lease(10, clock)
    clock.now += 11
    with pytest.raises(BrokerError, match=r"stood still for 11\.0 s"):
        lease.renew()
    with pytest.raises(BrokerError):
        lease.hold()


async def test_a_lost_lease_ends_the_worker_even_where_nothing_is_to_be_sent() -> None:
    clock, crashed = Clock(), []
    lease = Lease(10, clock)

    async def crash(error: BaseException) -> None:
        crashed.append(str(error))

    watchdog = Watchdog(seconds=15, lease=lease, stuck=lambda: False, log=structlog.get_logger())
    clock.now += 11
    await asyncio.wait_for(watchdog.answer(crash), 5)
    assert len(crashed) == 1
