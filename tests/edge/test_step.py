"""The loop's promises: output first, then state, then offset, strictly in order; never stuck, never silent."""

import asyncio
from typing import Any

import pytest
from pydantic import TypeAdapter

from streams.edge.state import TableState
from tests.edge.loop_bench import Bench, Count, Message, count


async def test_output_comes_first_then_state_then_offset() -> None:
    bench = Bench(count)
    await bench.run(Message(b"a", b"", offset=1))
    assert bench.journal == ["send t.findings", "state a", "ack 1"]


async def test_nothing_is_acknowledged_before_the_broker_has_the_output() -> None:
    bench = Bench(count, window=8, hold=asyncio.get_running_loop().create_future())
    await bench.run(Message(b"a", b"", offset=1), Message(b"b", b"", offset=2))
    assert bench.journal == ["send t.findings", "send t.findings"]


async def test_a_window_acknowledges_strictly_in_order() -> None:
    bench = Bench(count, window=8)
    await bench.run(*(Message(f"k{number}".encode(), b"", offset=number) for number in range(20)))
    assert [line for line in bench.journal if line.startswith("ack")] == [
        f"ack {number}" for number in range(20)
    ]


async def test_a_key_in_the_window_is_waited_for_so_that_its_state_is_seen() -> None:
    bench = Bench(count, window=8)
    await bench.run(*(Message(b"same", b"", offset=number) for number in range(3)))
    assert [
        b'"partition":%d' % n in (value or b"") for n, (_, _, value, _) in enumerate(bench.sent, start=1)
    ] == [True] * 3


REFUSALS = {
    "a stage's fault is refused as step_failed": (Message(b"a", b"boom"), "step_failed"),
    "what the stage refuses keeps its reason": (Message(b"a", b"no"), "not_an_article"),
    "an output over its topic's limit is refused, or the worker would die on it at every start": (
        Message(b"a", b"huge"),
        "output_too_large",
    ),
    "a state over its changelog's limit is refused too, before anything of the record is sent": (
        Message(b"a", b"hoard"),
        "output_too_large",
    ),
    "a record without key is refused": (Message(None, b""), "wrong_key"),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_what_cannot_be_used_is_refused_whole_and_the_stream_goes_on(case: str) -> None:
    message, reason = REFUSALS[case]
    bench = Bench(count)
    await bench.run(message, Message(b"b", b"", offset=1))
    (topic, key, value, headers), good = bench.sent
    assert (topic, key, value) == ("t.refusals", message.key, message.value)
    assert dict(headers)["tocsin-reason"].decode() == reason
    assert good[0] == "t.findings"
    assert bench.journal[-1] == "ack 1"
    assert not bench.crashed


async def test_the_headers_of_the_record_stay_on_its_refusal() -> None:
    bench = Bench(count)
    await bench.run(Message(b"a", b"no", headers={"trace": b"1", "tocsin-reason": b"old"}))
    headers = bench.sent[0][3]
    assert ("trace", b"1") in headers
    assert [value for name, value in headers if name == "tocsin-reason"] == [b"not_an_article"]


async def test_a_failed_send_is_no_refusal_it_ends_the_worker_unacknowledged() -> None:
    bench = Bench(count, fail=ConnectionError("broker gone"))
    await bench.run(Message(b"a", b""))
    assert [str(error) for error in bench.crashed] == ["broker gone"]
    assert "ack 0" not in bench.journal


async def test_a_tick_works_what_is_due_on_its_partition_and_nothing_else() -> None:
    bench = Bench(count, window=4)
    tick = Message(b"0", b"", topic="t.ticks", offset=9)
    await bench.run(Message(b"here", b"due"), Message(b"there", b"due", partition=1, offset=1), tick)
    assert [key for _, key, value, _ in bench.sent if b'"partition":9' in (value or b"")] == [b"here"]
    assert set(bench.table.data) == {"there"}
    assert bench.journal[-1] == "ack 9"


async def test_after_a_restart_the_due_index_is_filled_from_the_table() -> None:
    bench = Bench(count)
    await bench.run(Message(b"here", b"due"))
    held = dict(bench.table.data)
    bench.state = TableState(bench.table, TypeAdapter(Count))
    await bench.again(Message(b"0", b"", topic="t.ticks", offset=2))
    assert set(held) == {"here"}
    assert not bench.table.data


async def test_a_record_of_a_partition_that_moved_away_is_left_alone() -> None:
    bench = Bench(count)
    await bench.run(Message(b"there", b"due", partition=1))
    bench.state = TableState(bench.table, TypeAdapter(Count))
    await bench.again(Message(b"0", b"", topic="t.ticks", partition=0, offset=2))
    assert set(bench.table.data) == {"there"}


async def test_a_record_written_anew_since_is_not_worked_at_its_old_time() -> None:
    bench = Bench(count)
    await bench.run(
        Message(b"here", b"due"),
        Message(b"here", b"later", offset=1),
        Message(b"0", b"", topic="t.ticks", offset=2),
    )
    assert set(bench.table.data) == {"here"}


async def test_a_worker_that_lost_its_lease_sends_writes_and_acknowledges_nothing_more() -> None:
    bench = Bench(count, lost=True)
    await bench.run(Message(b"a", b""))
    assert [str(error) for error in bench.crashed] == ["stood still"]
    assert not bench.journal


async def test_a_lease_lost_while_the_broker_is_awaited_leaves_the_state_as_it_was() -> None:
    held: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    bench = Bench(count, window=8, hold=held)

    def wake_late() -> None:
        bench.lost = True
        held.set_result(None)

    await bench.run(Message(b"a", b""), then=wake_late)
    assert bench.journal == ["send t.findings"]
    assert not bench.table.data


async def test_drained_is_reached_when_all_that_was_taken_is_acknowledged_and_not_before() -> None:
    held: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    bench = Bench(count, window=8, hold=held)
    drained: list[list[str]] = []

    async def drain() -> None:
        await bench.loop.drained()
        drained.append([line for line in bench.journal if line.startswith("ack")])

    def then() -> None:
        waiting = asyncio.ensure_future(drain())
        held.get_loop().call_later(0, held.set_result, None)
        assert not waiting.done()

    await bench.run(Message(b"a", b"", offset=1), Message(b"b", b"", offset=2), then=then)
    assert drained == [["ack 1", "ack 2"]]
