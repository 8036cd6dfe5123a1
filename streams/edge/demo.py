"""The demo: embedded broker, worker, subscriber; the stories go through Kafka, and what is told is printed.

It fails where an expected alert does not come, or one comes unasked.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from rich.console import Console
from rich.text import Text
from structlog.typing import FilteringBoundLogger

from schemas.alert import EntityAlert, PolicyAlert, Purpose
from schemas.decision import Decision
from schemas.refusal import Refusal
from schemas.topics import ALERTS, ARTICLES, DECISIONS, REFUSALS, TABLES, TOPICS, changelog_name, full_name
from streams.core.errors import RefusedError
from streams.edge import client, codec, terminal
from streams.edge.embedded import PARTITIONS, EmbeddedBroker
from streams.edge.settings import Settings
from streams.edge.stories import Item, read_stories, unmatched
from streams.edge.tally import Outcome, Tally, silence
from streams.edge.worker import running

# How long an item may take until its decision is on its topic, and how long alerts may still follow it.
DECIDED_WITHIN: Final = 20.0
SETTLED_AFTER: Final = 0.7


@dataclass(slots=True)
class Heard:
    """Everything that came on the topics the demo listens to."""

    alerts: list[EntityAlert | PolicyAlert] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    last: float = 0.0


@asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[Settings]:
    """An embedded broker with every topic made, and the settings that reach it; nothing is left behind."""
    with EmbeddedBroker.start() as broker, TemporaryDirectory(prefix="tocsin-demo-") as state:
        here = settings.model_copy(
            update={
                "broker": broker.bootstrap,
                "partitions": PARTITIONS,
                "store": "memory",
                "state_dir": Path(state),
                "replication": 1,
                "security_protocol": "PLAINTEXT",
                # Whoever reads these alerts must not act on them.
                "purpose": Purpose.EXERCISE,
            }
        )
        names = [full_name(here.prefix, topic) for topic in TOPICS]
        broker.make_topics([*names, *(changelog_name(here.app_id, table) for table in TABLES)])
        yield here


async def demo(settings: Settings, console: Console, log: FilteringBoundLogger, *, serve: bool) -> int:
    """Run it; 0 where everything came as expected, else 1."""
    stories = read_stories(settings.config / "stories")
    started = time.monotonic()
    tally = Tally()
    async with embedded(settings) as here:
        console.print(f"[dim]embedded broker on {here.broker}; starting the worker ...[/dim]")
        async with running(here, log=log, embedded=True), listening(here) as heard:
            async with client.producer(here) as writer:
                for story in stories:
                    console.rule(f"[bold]{story.story}", align="left")
                    for item in story.items:
                        outcome = await _play(item, here, writer, heard)
                        _show(console, item, outcome)
                        tally.outcomes.append(outcome)
            console.rule("[bold]Summary", align="left")
            for name, said in tally.lines(time.monotonic() - started):
                terminal.say(console, Text(name.ljust(14)), Text.from_markup(said))
            if serve:
                await _serve(here, console, heard)
    return 1 if tally.faults else 0


async def _play(item: Item, settings: Settings, writer: Any, heard: Heard) -> Outcome:
    """Publish one item, wait until it is decided; what came of it."""
    key, value = item.record
    alerts, decisions, refusals = len(heard.alerts), len(heard.decisions), len(heard.refusals)
    await writer.send_and_wait(full_name(settings.prefix, ARTICLES), key=key, value=value)
    until = time.monotonic() + DECIDED_WITHIN
    while time.monotonic() < until:
        await asyncio.sleep(0.05)
        decided = len(heard.decisions) > decisions or len(heard.refusals) > refusals
        enough = len(heard.alerts) - alerts >= len(item.alerts)
        if decided and enough and time.monotonic() - heard.last > SETTLED_AFTER:
            break
    told, said, refused = heard.alerts[alerts:], heard.decisions[decisions:], heard.refusals[refusals:]
    faults = unmatched(item.alerts, told)
    reasons = [refusal.reason for refusal in refused]
    if reasons != ([item.refused] if item.refused else []):
        faults.append(f"refused {reasons}, expected {item.refused}")
    given = {reason for decision in said for reason in decision.reasons}
    given |= {each.reason for decision in said for each in decision.candidates}
    faults += [f"no silence for the reason {reason}" for reason in item.silent if reason not in given]
    return Outcome(
        told=tuple(told),
        refused=tuple(refused),
        silent=() if told or refused else silence(said),
        faults=tuple(faults),
    )


def _show(console: Console, item: Item, outcome: Outcome) -> None:
    """One item and all that came of it: the summary counts these lines and nothing else."""
    terminal.say(console, Text("› ", style="dim"), Text(item.says, style="dim"))
    for alert in outcome.told:
        terminal.show_alert(console, alert)
    for name, style, lines in (
        ("refused", "magenta", [f"{refusal.reason}: {refusal.error}" for refusal in outcome.refused]),
        ("silent", "green", list(outcome.silence)),
        ("not as expected", "bold red", list(outcome.faults)),
    ):
        for line in lines:
            terminal.say(console, Text.assemble("  ", (name, style), " "), Text(line))
    if not outcome.told:
        console.print()


@asynccontextmanager
async def listening(settings: Settings) -> AsyncIterator[Heard]:
    """What comes on alerts, decisions and refusals while the block runs."""
    heard = Heard()
    async with (
        client.consumer(settings, full_name(settings.prefix, ALERTS), from_start=True) as alerts,
        client.consumer(settings, full_name(settings.prefix, DECISIONS), from_start=True) as decisions,
        client.consumer(settings, full_name(settings.prefix, REFUSALS), from_start=True) as refusals,
    ):
        tasks = [asyncio.ensure_future(_hear(reader, heard)) for reader in (alerts, decisions, refusals)]
        try:
            yield heard
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def _hear(reader: Any, heard: Heard) -> None:
    async for record in reader:
        # Anybody can write to a served demo, and `tocsin refusals replay` leaves its marks among the refusals.
        with suppress(RefusedError, ValueError):
            if record.topic.endswith(ALERTS.name):
                heard.alerts.append(codec.decode_message(ALERTS, record.value))
            elif record.topic.endswith(DECISIONS.name):
                heard.decisions.append(codec.decode_message(DECISIONS, record.value))
            else:
                headers = [(name, bytes(value or b"")) for name, value in record.headers]
                heard.refusals.append(Refusal.from_headers(headers))
        heard.last = time.monotonic()


async def _serve(settings: Settings, console: Console, heard: Heard) -> None:
    console.print(
        f"\nStill running. In every other terminal first:\n\n  export TOCSIN_BROKER={settings.broker}\n\n"
        "then\n\n  tocsin alerts          # in one: what is told\n"
        "  tocsin publish FILE    # in another: what is in the news\n\nCtrl-C ends it.",
        highlight=False,
        soft_wrap=True,
    )
    shown = len(heard.alerts)
    while True:
        await asyncio.sleep(0.2)
        for alert in heard.alerts[shown:]:
            terminal.show_alert(console, alert)
        shown = len(heard.alerts)
