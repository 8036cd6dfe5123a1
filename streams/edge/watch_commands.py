"""`tocsin watches`: the list of the file and of the running topic."""

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from schemas.watch import Watch
from streams.core.detect.entities import import_text
from streams.core.errors import RefusedError
from streams.core.pipeline import examine
from streams.edge import config, watch_feed
from streams.edge.clock import utc_now
from streams.edge.commands import checked_watches
from streams.edge.publish import articles, read_text
from streams.edge.settings import Settings
from streams.edge.terminal import counted


async def list_watches(settings: Settings, *, live: bool, as_json: bool) -> int:
    """Print the watches of the file or of the topic."""
    watches = (await watch_feed.read(settings)).values() if live else config.read_watches(settings.config)
    if as_json:
        for watch in watches:
            print(watch.model_dump_json())
        return 0
    table = Table("id", "name", "type", "parent", "rings from", "also called", box=None, header_style="bold")
    for watch in sorted(watches, key=lambda each: each.id):
        names = ", ".join(name.text for name in watch.names)
        table.add_row(
            watch.id, watch.name, watch.type.value, watch.parent or "", str(watch.min_relevance), names
        )
    Console().print(table)
    return 0


async def add_watches(settings: Settings, file: str, dry_run: Path | None) -> int:
    """Check the watches of a file, then put them on the topic; a wrong one changes nothing."""
    watches = checked_watches(file)
    if dry_run is not None:
        return _try_on(settings, watches, dry_run)
    await watch_feed.write(settings, {watch.id: watch for watch in watches})
    print(f"{counted(len(watches), 'watch', 'watches')} added")
    return 0


def _try_on(settings: Settings, watches: tuple[Watch, ...], file: Path) -> int:
    """What the watches would find in these articles, without telling anybody."""
    rules = config.load(settings.model_copy(update={"judge": "off"}), watches=watches).rules
    for line, decoded in articles(read_text(str(file))):
        if isinstance(decoded, RefusedError):
            print(f"line {line}: {decoded.reason}: {decoded}", file=sys.stderr)
            continue
        examined = examine(decoded.article, rules, received_at=None, now=utc_now())
        found = [each for each in examined.detected.findings if each.kind == "entity"]
        if not found:
            print(f"{decoded.article.id}: nothing found")
        for finding in found:
            word = "rings" if finding.alertable else f"silent ({finding.reason})"
            words = ", ".join(dict.fromkeys(item.text for item in finding.evidence))
            print(f"{decoded.article.id}: {finding.watch_id}: {word}, relevance {finding.relevance}: {words}")
    return 0


async def remove_watch(settings: Settings, watch_id: str) -> int:
    """Remove a watch from the topic."""
    if watch_id not in await watch_feed.read(settings):
        print(f"no watch {watch_id} on the topic; `tocsin watches list --live` shows them", file=sys.stderr)
        return 1
    await watch_feed.write(settings, {watch_id: None})
    print(f"{watch_id} removed")
    return 0


async def sync_watches(settings: Settings) -> int:
    """Make the topic's list like the file's."""
    wanted = {watch.id: watch for watch in config.read_watches(settings.config)}
    there = await watch_feed.read(settings)
    changes: watch_feed.Changes = {key: watch for key, watch in wanted.items() if there.get(key) != watch}
    gone = dict.fromkeys(key for key in there if key not in wanted)
    await watch_feed.write(settings, {**changes, **gone})
    print(f"{len(changes)} added or changed, {len(gone)} removed, {len(wanted)} on the topic")
    return 0


async def import_watches(settings: Settings, file: str, *, publish_them: bool) -> int:
    """A company list as watches, and a report on standard error."""
    imported = import_text(read_text(file), file=file)
    for line in (*imported.faults, *imported.warnings):
        print(line, file=sys.stderr)
    if publish_them:
        await watch_feed.write(settings, {watch.id: watch for watch in imported.watches})
    else:
        for watch in imported.watches:
            print(watch.model_dump_json())
    print(counted(len(imported.watches), "watch", "watches"), file=sys.stderr)
    return 0 if imported.watches else 1
