"""The demo: embedded broker, worker, subscriber; the stories go through Kafka, and what is told is printed.

It fails where an expected alert does not come, or one comes unasked.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from rich.console import Console
from structlog.typing import FilteringBoundLogger

from schemas.alert import EntityAlert, PolicyAlert
from schemas.decision import Decision
from schemas.refusal import Refusal
from schemas.topics import ALERTS, ARTICLES, DECISIONS, REFUSALS, TABLES, TOPICS, changelog_name, full_name
from streams.core.errors import RefusedError
from streams.core.reasons import says
from streams.edge import client, codec, terminal
from streams.edge.embedded import PARTITIONS, EmbeddedBroker
from streams.edge.settings import Settings
from streams.edge.stories import Item, Story, read_stories, unmatched
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
    """An embedded broker with every topic made, and the settings that reach it."""
    with EmbeddedBroker.start() as broker:
        here = settings.model_copy(
            update={
                "broker": broker.bootstrap,
                "partitions": PARTITIONS,
                "store": "memory",
                "replication": 1,
                "security_protocol": "PLAINTEXT",
            }
        )
        names = [full_name(here.prefix, topic) for topic in TOPICS]
        broker.make_topics([*names, *(changelog_name(here.app_id, table) for table in TABLES)])
        yield here


async def demo(settings: Settings, console: Console, log: FilteringBoundLogger, *, serve: bool) -> bool:
    """Run it; True where everything came as expected."""
    stories = read_stories(settings.config / "stories")
    started = time.monotonic()
    async with embedded(settings) as here:
        console.print(f"[dim]embedded broker on {here.broker}; starting the worker ...[/dim]")
        async with running(here, log=log, embedded=True), _listening(here) as heard:
            faults: list[str] = []
            async with client.producer(here) as writer:
                for story in stories:
                    console.rule(f"[bold]{story.story}", align="left")
                    for item in story.items:
                        faults += await _play(item, here, writer, heard, console)
            _summary(console, stories, heard, faults, time.monotonic() - started)
            if serve:
                await _serve(here, console, heard)
    return not faults


async def _play(item: Item, settings: Settings, writer: Any, heard: Heard, console: Console) -> list[str]:
    """Publish one item, wait until it is decided, print what was told."""
    key, value = item.record
    alerts, decisions, refusals = len(heard.alerts), len(heard.decisions), len(heard.refusals)
    await writer.send_and_wait(full_name(settings.prefix, ARTICLES), key=key, value=value)
    console.print(f"[dim]› {item.says}[/dim]")
    until = time.monotonic() + DECIDED_WITHIN
    while time.monotonic() < until:
        await asyncio.sleep(0.05)
        decided = len(heard.decisions) > decisions or len(heard.refusals) > refusals
        enough = len(heard.alerts) - alerts >= len(item.alerts)
        if decided and enough and time.monotonic() - heard.last > SETTLED_AFTER:
            break
    told = heard.alerts[alerts:]
    for alert in told:
        terminal.show_alert(console, alert)
    for refusal in heard.refusals[refusals:]:
        console.print(f"  [magenta]refused[/magenta] {refusal.reason}: {refusal.error}\n", highlight=False)
    if not told and len(heard.refusals) == refusals:
        console.print(f"  [green]silent[/green] {_silence(heard.decisions[decisions:])}\n", highlight=False)
    found = unmatched(item.alerts, told)
    reasons = [refusal.reason for refusal in heard.refusals[refusals:]]
    if reasons != ([item.refused] if item.refused else []):
        found.append(f"refused {reasons}, expected {item.refused}")
    given = {reason for decision in heard.decisions[decisions:] for reason in decision.reasons}
    given |= {each.reason for decision in heard.decisions[decisions:] for each in decision.candidates}
    found += [f"no silence for the reason {reason}" for reason in item.silent if reason not in given]
    for fault in found:
        console.print(f"  [bold red]not as expected[/bold red] {fault}\n", highlight=False)
    return found


def _silence(decisions: list[Decision]) -> str:
    """Why nothing was told, in words; merge's word counts before detect's."""
    merged = [reason for decision in decisions if decision.stage == "merge" for reason in decision.reasons]
    dropped = [each.reason for decision in decisions for each in decision.candidates if not each.kept]
    seen = [reason for decision in decisions for reason in decision.reasons]
    reasons = list(dict.fromkeys(merged or dropped or seen))
    return "; ".join(f"{reason} ({says(reason)})" for reason in reasons[:3]) or "nothing in it is watched"


@asynccontextmanager
async def _listening(settings: Settings) -> AsyncIterator[Heard]:
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
        with suppress(RefusedError):
            if record.topic.endswith(ALERTS.name):
                heard.alerts.append(codec.decode_message(ALERTS, record.value))
            elif record.topic.endswith(DECISIONS.name):
                heard.decisions.append(codec.decode_message(DECISIONS, record.value))
            else:
                heard.refusals.append(Refusal.from_headers(list(record.headers)))
        heard.last = time.monotonic()


def _summary(console: Console, stories: list[Story], heard: Heard, faults: list[str], seconds: float) -> None:
    items = sum(len(story.items) for story in stories)
    types = Counter(alert.type.value for alert in heard.alerts)
    silent = Counter(
        reason
        for decision in heard.decisions
        if decision.outcome == "silent"
        for reason in decision.reasons
        if reason not in {"admitted", "missing_date", "future_date"}
    )
    console.rule("[bold]Summary", align="left")
    told = ", ".join(f"{count} {name}" for name, count in sorted(types.items())) or "none"
    console.print(f"messages in   {items}", highlight=False)
    console.print(f"alerts out    {len(heard.alerts)} ({told})", highlight=False)
    console.print(f"refused       {len(heard.refusals)}", highlight=False)
    console.print(
        f"silent        {', '.join(f'{count} {name}' for name, count in silent.most_common()) or 'none'}",
        highlight=False,
    )
    word = (
        "[bold green]as expected[/bold green]"
        if not faults
        else f"[bold red]{len(faults)} not as expected[/bold red]"
    )
    console.print(f"outcome       {word}, in {seconds:.0f} s", highlight=False)


async def _serve(settings: Settings, console: Console, heard: Heard) -> None:
    console.print(
        f"\nStill running. In a second terminal:\n\n  export TOCSIN_BROKER={settings.broker}", highlight=False
    )
    console.print("  tocsin alerts &\n  tocsin publish FILE\n\nCtrl-C ends it.", highlight=False)
    shown = len(heard.alerts)
    while True:
        await asyncio.sleep(0.2)
        for alert in heard.alerts[shown:]:
            terminal.show_alert(console, alert)
        shown = len(heard.alerts)
