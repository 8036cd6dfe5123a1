"""One right less than the table of docs/SECURITY.md is an error that names it, at the start and later."""

import asyncio
import json
from pathlib import Path

import pytest

from streams.edge import rights
from streams.edge.rights import Right
from tests.e2e import world
from tests.e2e.guarded import Guarded

pytestmark = [pytest.mark.kafka, pytest.mark.asyncio(loop_scope="module")]
COMPANY = world.companies(1)[0]


async def test_each_right_less_is_named_before_anything_is_read(guarded: Guarded) -> None:
    assert await guarded.lacking(any_of_them=False) == []
    needed = rights.topics_for("worker", guarded.settings("worker"))
    for name, held in needed.items():
        for right in sorted(held):
            await guarded.access.take_topic("worker", name, right)
            lines = await guarded.lacking(any_of_them=True)
            await guarded.access.grant("worker", {name: frozenset({right})})
            told = f"the login 'worker' lacks {right} on topic {name}: grant it as in docs/SECURITY.md"
            assert lines == [told]
            await guarded.lacking(any_of_them=False)
    await guarded.access.take_group("worker", "guarded")
    lines = await guarded.lacking(any_of_them=True)
    await guarded.access.grant("worker", {}, group="guarded")
    assert lines == ["the login 'worker' lacks Read on group guarded: grant it as in docs/SECURITY.md"]


async def test_a_worker_with_rights_less_does_not_start_and_says_all_of_them(guarded: Guarded) -> None:
    code, said = await guarded.run("publisher", "worker")
    assert (code, len(said.splitlines())) == (1, 1)
    assert "lacks DescribeConfigs, Read" not in said  # by number: Read, Write, then the rest
    assert "lacks Read, DescribeConfigs on topic guarded.articles" in said
    assert "lacks Read on group guarded" in said


LESS = {
    "a publisher that may not write": (
        "subscriber",
        ("publish", "-"),
        "lacks Write on topic guarded.articles",
    ),
    "a subscriber that may not read": ("publisher", ("alerts",), "lacks Read on topic guarded.alerts"),
    "an operator that may not read": (
        "publisher",
        ("refusals", "list"),
        "lacks Read on topic guarded.refusals",
    ),
    "watches written by one who may not": (
        "worker",
        ("watches", "sync"),
        "lacks Write on topic guarded.watches",
    ),
    "topics made by one who may not": ("publisher", ("topics", "create"), "this login may not"),
}


@pytest.mark.parametrize("case", LESS)
async def test_a_command_without_its_right_is_one_line_that_names_it(case: str, guarded: Guarded) -> None:
    role, command, expected = LESS[case]
    stdin = json.dumps(world.of_company(COMPANY), default=str)
    more = {"TOCSIN_CONFIG": str(_another_list(guarded))} if command[0] == "watches" else {}
    code, said = await guarded.run(role, *command, stdin=stdin, **more)
    assert code == 1, said
    assert len(said.strip().splitlines()) == 1, said
    assert expected in said


def _another_list(guarded: Guarded) -> Path:
    folder = guarded.folder / "another"
    return folder if folder.exists() else world.write_config(folder, watched=3)


TAKEN = {
    "what it writes": ("guarded.findings", Right.WRITE),
    "what it reads": ("guarded.articles", Right.READ),
    "its state": ("guarded-articles_seen-changelog", Right.WRITE),
    "its group": ("guarded", None),
}


@pytest.mark.parametrize("case", TAKEN)
async def test_a_right_taken_from_a_running_worker_ends_it_with_a_line_that_names_it(
    case: str, guarded: Guarded
) -> None:
    name, right = TAKEN[case]
    place = f"group {name}" if right is None else f"topic {name}"
    told = f"{right or Right.READ} on {place}: grant it as in docs/SECURITY.md"
    worker = guarded.start("worker", "worker", TOCSIN_LOG_FORMAT="json", TOCSIN_SESSION_TIMEOUT_SECONDS="6")
    said = ""
    while "partitions_assigned" not in said and (line := await asyncio.to_thread(worker.stderr.readline)):  # type: ignore[union-attr]
        said += line
    try:
        if right is None:
            await guarded.access.take_group("worker", name)
        else:
            await guarded.access.take_topic("worker", name, right)
        number = list(TAKEN).index(case) + 10
        line = json.dumps(world.of_company(COMPANY, number=number), default=str)
        assert (await guarded.run("publisher", "publish", "-", stdin=line))[0] == 0
        code, said = await guarded.end(worker, within=60)
    finally:
        await guarded.access.grant(
            "worker", {} if right is None else {name: frozenset({right})}, group="guarded"
        )
        await guarded.lacking(any_of_them=False)
    assert code == 1, said[-3000:]
    last = json.loads(said.splitlines()[-1])
    assert (last["event"], last["found"]) == ("worker_failed", [f"the login 'worker' lacks {told}"]), said[
        -3000:
    ]


async def test_no_secret_was_told_by_any_of_them(guarded: Guarded) -> None:
    assert len(guarded.said) > 5
    assert guarded.told_secrets() == []
