"""What people see: roles of the shaped lines in colours, on a terminal; plain text elsewhere."""

from typing import Final

from rich.console import Console
from rich.text import Text

from schemas.alert import AlertType, EntityAlert, PolicyAlert
from streams.core.shape import text

STYLES: Final = {
    "type": "bold white on red",
    "severity": "bold yellow",
    "headline": "bold",
    "label": "dim",
    "value": "",
    "quote": "cyan",
    "rule": "dim",
    "dim": "dim",
}
MOST_INDENT: Final = 16
TYPE_STYLES: Final = {
    AlertType.ALERT: "bold white on red",
    AlertType.UPDATE: "bold black on yellow",
    AlertType.CANCEL: "bold white on blue",
}


# Roles that stand before what a line says; what does not fit the terminal goes on below, behind their width.
BEFORE: Final = frozenset({"type", "severity", "label"})


def screen() -> Console:
    """Standard output; lines are wrapped on a terminal only, so that nothing is broken where they are searched."""
    console = Console(highlight=False)
    console.soft_wrap = not console.is_terminal
    return console


def show_alert(console: Console, alert: EntityAlert | PolicyAlert) -> None:
    """Print an alert."""
    styles = {**STYLES, "type": TYPE_STYLES[alert.type]}
    for line in text.lines(alert):
        before, said = Text(), Text()
        for role, words in line:
            (before if role in BEFORE else said).append(words, style=styles[role])
        say(console, before, said)
    console.print()


def say(console: Console, before: Text, said: Text) -> None:
    """Print a line; on a terminal what is too long goes on below, indented as far as it began."""
    if not console.is_terminal:
        console.print(before + said, soft_wrap=True)
        return
    indent = min(before.cell_len, MOST_INDENT)
    room = max(1, console.width - before.cell_len)
    first, *rest = said.wrap(console, room) or [Text()]
    for part in (before + first, *(Text(" " * indent) + part for part in rest)):
        part.rstrip()
        console.print(part, soft_wrap=True)


def counted(count: int, one: str, many: str) -> str:
    """A number with its word: `1 fault`, `2 faults`."""
    return f"{count} {one if count == 1 else many}"
