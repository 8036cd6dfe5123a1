"""`tocsin refusals`: list, show, replay."""

import sys
from datetime import UTC
from typing import Final

from rich.console import Console
from rich.table import Table

from streams.core.errors import SettingsError
from streams.core.reasons import Reason
from streams.edge import refusals
from streams.edge.refusals import Wanted
from streams.edge.settings import Settings

REASONS: Final = (
    Reason.NOT_JSON,
    Reason.NOT_AN_ARTICLE,
    Reason.WRONG_KEY,
    Reason.TOO_LARGE,
    Reason.BAD_MESSAGE,
    Reason.STEP_FAILED,
    Reason.OUTPUT_TOO_LARGE,
)
STAGES: Final = ("detect", "merge", "route")


def checked(wanted: Wanted) -> Wanted:
    """The same, where its reason and stage are ones that refusals have; else SettingsError, which lists those."""
    for option, given, known in (("reason", wanted.reason, REASONS), ("stage", wanted.stage, STAGES)):
        if given is not None and given not in known:
            raise SettingsError(f"no refusal has the {option} {given}; known are {', '.join(known)}")
    return wanted


async def list_refusals(settings: Settings, wanted: Wanted) -> int:
    """A line each: place, time, stage, reason, error."""
    found = await refusals.read(settings, checked(wanted))
    if not found:
        print("no refusals", file=sys.stderr)
        return 0
    table = Table(box=None, header_style="bold")
    for name in ("place", "at (UTC)", "stage", "reason", "replays"):
        table.add_column(name, no_wrap=True)
    table.add_column("error")
    for each in found:
        replays = "put back" if each.replayed else str(each.replays)
        at = f"{each.refusal.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        table.add_row(each.place, at, each.refusal.stage, each.refusal.reason, replays, each.refusal.error)
    Console().print(table)
    return 0


async def show_refusal(settings: Settings, place: str) -> int:
    """One refusal whole."""
    found = await refusals.read(settings, Wanted(places=(place,)))
    if not found:
        print(f"no refusal at {place}; `tocsin refusals list` shows their places", file=sys.stderr)
        return 1
    print(refusals.shown(found[0]))
    return 0


async def replay_refusals(settings: Settings, wanted: Wanted) -> int:
    """Put the wanted ones back, once."""
    found = await refusals.read(settings, checked(wanted))
    count = await refusals.replay(settings, found)
    print(f"{count} put back, {len(found) - count} had been put back before")
    return 0
