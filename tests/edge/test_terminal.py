"""What is too long for a terminal goes on below, indented; elsewhere nothing is broken."""

from io import StringIO

import pytest
from rich.console import Console

from streams.edge import terminal
from tests.messages import policy_alert

LONG = "Nvidia to sell H20 chips to China again as Washington promises licences for every one of them"


def shown(*, width: int, on_terminal: bool) -> list[str]:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=on_terminal, color_system=None)
    terminal.show_alert(console, policy_alert(headline=LONG))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 120])
def test_on_a_terminal_every_line_fits_and_what_is_left_is_indented(width: int) -> None:
    lines = shown(width=width, on_terminal=True)
    assert max(map(len, lines)) <= width
    first, second = lines[:2]
    assert " ".join((first.partition("  ")[2], second.strip() if width == 80 else "")).strip() == LONG
    assert second.startswith(" " * 14) == (width == 80)


def test_elsewhere_a_line_stays_one_line() -> None:
    assert shown(width=80, on_terminal=False)[0] == f"ALERT severe  {LONG}"


@pytest.mark.parametrize(("count", "word"), [(0, "0 faults"), (1, "1 fault"), (2, "2 faults")])
def test_a_count_has_the_right_word(count: int, word: str) -> None:
    assert terminal.counted(count, "fault", "faults") == word
