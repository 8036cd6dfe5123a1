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
TYPE_STYLES: Final = {
    AlertType.ALERT: "bold white on red",
    AlertType.UPDATE: "bold black on yellow",
    AlertType.CANCEL: "bold white on blue",
}


def show_alert(console: Console, alert: EntityAlert | PolicyAlert) -> None:
    """Print an alert."""
    styles = {**STYLES, "type": TYPE_STYLES[alert.type]}
    for line in text.lines(alert):
        shown = Text()
        for role, words in line:
            shown.append(words, style=styles[role])
        console.print(shown, soft_wrap=not console.is_terminal)
    console.print()
