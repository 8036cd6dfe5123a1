"""What the verbs of the command do and say."""

import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from schemas.watch import Watch
from streams.core.detect.entities import WatchList, check_watches, parse_watch_lines, read_checked
from streams.core.errors import ConfigError, Fault
from streams.edge import admin, config, examine, follow, rights, stories, terminal
from streams.edge.clock import utc_now
from streams.edge.publish import lines_of, publish, read_text
from streams.edge.settings import Settings, unknown
from streams.edge.terminal import counted
from streams.edge.yaml_file import shown_path


async def publish_file(settings: Settings, file: str) -> int:
    """Publish a file's articles; 1 where any could not be sent."""
    text = read_text(file)
    console = Console(stderr=True)
    columns = (TextColumn("publishing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("publishing", total=max(1, text.count("\n")))
        result = await publish(
            settings,
            text,
            said=lambda line: console.print(line, style="red", highlight=False),
            went=lambda count: progress.update(task, completed=count),
        )
    console.print(f"{result.sent} published, {result.refused} refused", highlight=False)
    return 1 if result.refused or not result.sent else 0


async def follow_alerts(settings: Settings, *, as_json: bool, from_start: bool) -> int:
    """Print alerts as they come, until interrupted; raises BrokerError where the broker goes away."""
    console = terminal.screen()
    aside = Console(stderr=True, highlight=False, soft_wrap=True)
    async with aclosing(follow.alerts(settings, from_start=from_start, said=aside.print)) as alerts:
        async for alert in alerts:
            if as_json:
                print(alert.model_dump_json(), flush=True)
            else:
                terminal.show_alert(console, alert)
    return 0


def detect_file(settings: Settings, file: str, watches: Path | None) -> None:
    """One JSON object a line for each article of a file."""
    rules = config.load(settings, watches=other_watches(watches)).rules
    for found in examine.detect_lines(read_text(file), rules, utc_now):
        sys.stdout.write(examine.as_line(found) + "\n")
    sys.stdout.flush()


def other_watches(file: Path | None) -> WatchList | None:
    """The list of a JSONL file, or None; raises ConfigError with every fault at its line.

    It is compiled as it is read: 90,000 watches as models would take more memory than all the rest.
    """
    if file is None:
        return None
    faults: list[Fault] = []

    def usable() -> Iterator[Watch]:
        for item in read_checked(lines_of(str(file)), file=str(file)):
            if isinstance(item, Watch):
                yield item
            else:
                faults.append(item)

    listed = WatchList.build(usable())
    if not faults and not listed.ids:
        faults.append(_none_in(str(file)))
    if faults:
        raise ConfigError(sorted(faults, key=lambda fault: fault.line))
    return listed


def checked_watches(file: str) -> tuple[Watch, ...]:
    """The watches of a JSONL file (or `-`); raises ConfigError with every fault: a wrong list changes nothing."""
    parsed = parse_watch_lines(read_text(file), file=file)
    if parsed.faults or not parsed.watches:
        raise ConfigError(list(parsed.faults) or [_none_in(file)])
    return parsed.watches


def _none_in(file: str) -> Fault:
    return Fault(file, 1, "no watch in it; write one a line, as `tocsin watches example` prints it")


async def check_all(settings: Settings, *, broker: bool) -> int:
    """Every fault of the configuration, and of the broker's topics where asked."""
    for line in unknown():
        print(f"warning: {line}")
    told, faults = _read_stories(settings)
    try:
        loaded = config.load(settings)
    except ConfigError as error:
        return _report([*error.faults, *faults])
    listed = shown_path(settings.config / "watches.yaml")
    checked = check_watches(loaded.watches)
    faults += [Fault(listed, 1, str(note)) for note in checked.faults]
    for note in checked.warnings:
        print(f"{listed}: warning: {note}")
    faults += loaded.rules.detect.policies.run_cases()
    faults += [
        story.fault(number, f"{played.item.says}: {fault}")
        for story in told
        for number, played in enumerate(stories.play(story, loaded.rules))
        for fault in played.faults
    ]
    code = _report(faults)
    return max(code, await _check_broker(settings)) if broker else code


async def _check_broker(settings: Settings) -> int:
    lines = await rights.check_broker(settings)
    for line in lines:
        print(line)
    word = counted(len(lines), "fault", "faults") if lines else "its rights and topics are right"
    print(f"the broker {settings.broker}: {word}")
    return 1 if lines else 0


def _read_stories(settings: Settings) -> tuple[list[stories.Story], list[Fault]]:
    read: list[stories.Story] = []
    faults: list[Fault] = []
    for path in sorted((settings.config / "stories").glob("*.yaml")):
        try:
            read.append(stories.read_story(path, root=settings.config))
        except ConfigError as error:
            faults += error.faults
    return read, faults


def _report(faults: list[Fault]) -> int:
    for fault in faults:
        print(fault)
    word = f"the configuration: {counted(len(faults), 'fault', 'faults')}"
    print(word if faults else "the configuration is right")
    return 1 if faults else 0


async def create_topics(settings: Settings) -> int:
    """Make the topics; a line for each."""
    for line in await admin.create_topics(settings):
        print(line)
    return 0


async def check_topics(settings: Settings) -> int:
    """Compare the broker's topics with the table."""
    faults = await admin.check_topics(settings)
    for fault in faults:
        print(fault)
    if faults:
        return 1
    print("the topics are right")
    return 0
