"""What the verbs of the command do and say."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from schemas.watch import Watch
from streams.core.detect.entities import check_watches, parse_watch_lines
from streams.core.errors import ConfigError, Fault
from streams.edge import admin, config, examine, follow, rights, stories, terminal
from streams.edge.clock import utc_now
from streams.edge.publish import publish, read_text
from streams.edge.settings import Settings


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


async def follow_alerts(settings: Settings, *, as_json: bool, from_start: bool) -> None:
    """Print alerts as they come, until interrupted."""
    console = Console(highlight=False)
    async for alert in follow.alerts(settings, from_start=from_start):
        if as_json:
            print(alert.model_dump_json(), flush=True)
        else:
            terminal.show_alert(console, alert)


def detect_file(settings: Settings, file: str, watches: Path | None) -> None:
    """One JSON object a line for each article of a file."""
    rules = config.load(settings, watches=other_watches(watches)).rules
    for found in examine.detect_lines(read_text(file), rules, utc_now):
        sys.stdout.write(examine.as_line(found) + "\n")
    sys.stdout.flush()


def other_watches(file: Path | None) -> tuple[Watch, ...] | None:
    """The watches of a JSONL file, or None; raises ConfigError with a line for each that is none."""
    return None if file is None else checked_watches(str(file))


def checked_watches(file: str) -> tuple[Watch, ...]:
    """The watches of a JSONL file (or `-`); raises ConfigError with every fault: a wrong list changes nothing."""
    parsed = parse_watch_lines(read_text(file), file=file)
    faults = list(parsed.faults)
    faults += [Fault(file, 1, str(note)) for note in check_watches(parsed.watches).faults]
    if faults:
        raise ConfigError(faults)
    return parsed.watches


async def check_all(settings: Settings, *, broker: bool) -> int:
    """Every fault of the configuration, and of the broker's topics where asked."""
    try:
        loaded = config.load(settings)
    except ConfigError as error:
        return _report(error.faults)
    listed = str(settings.config / "watches.yaml")
    checked = check_watches(loaded.watches)
    faults = [Fault(listed, 1, str(note)) for note in checked.faults]
    for note in checked.warnings:
        print(f"{listed}: warning: {note}")
    faults += loaded.rules.detect.policies.run_cases()
    faults += _story_faults(settings, loaded)
    lines = await rights.check_broker(settings) if broker else []
    for line in lines:
        print(line)
    code = _report(faults)
    return 1 if lines else code


def _story_faults(settings: Settings, loaded: config.Config) -> list[Fault]:
    folder = settings.config / "stories"
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            story = stories.read_story(path)
        except ConfigError as error:
            found += error.faults
            continue
        for number, played in enumerate(stories.play(story, loaded.rules), start=1):
            found += [
                Fault(str(path), 1, f"item {number} ({played.item.says}): {fault}") for fault in played.faults
            ]
    return found


def _report(faults: list[Fault]) -> int:
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "the configuration is right")
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
