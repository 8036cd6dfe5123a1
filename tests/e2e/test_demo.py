"""The whole demo, as a user runs it, and a second terminal beside `--serve`."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ENV = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
ALERT = {"id": "mine:1", "headline": "US to require licences for exports of AI chips to China", "body": ""}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "streams.cli", *arguments]


def without_stories(folder: Path) -> Path:
    """The shipped configuration with no story in it."""
    config = folder / "config"
    (config / "stories").mkdir(parents=True)
    for entry in (Path(__file__).resolve().parents[2] / "config").iterdir():
        if entry.name != "stories":
            (config / entry.name).symlink_to(entry)
    return config


def test_the_demo_tells_the_stories_as_expected() -> None:
    done = subprocess.run(command("demo"), env=ENV, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "not as expected" not in done.stdout
    for words in ("ALERT", "UPDATE", "CANCEL", "wire_copy", "refused not_json", "as expected"):
        assert words in done.stdout


def test_a_demo_that_does_not_tell_what_it_must_fails(tmp_path: Path) -> None:
    config = without_stories(tmp_path)
    (config / "stories" / "wrong.yaml").write_text(
        "story: Nothing rings here\nat: 2025-07-15T02:00:00Z\nitems:\n"
        "  - says: expected, but it cannot come\n"
        "    article: {id: 'a:1', headline: Panda cub takes first steps, body: ''}\n"
        "    alerts: [{type: alert, instrument: tariff}]\n",
        encoding="utf-8",
    )
    env = {**ENV, "TOCSIN_CONFIG": str(config), "TOCSIN_JUDGE": "off"}
    done = subprocess.run(command("demo"), env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "1 not as expected" in done.stdout


@contextmanager
def running(*arguments: str, env: dict[str, str]) -> Iterator[IO[str]]:
    """A command that stays up, by what it prints; ended as a user ends it."""
    process = subprocess.Popen(command(*arguments), env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def test_a_second_terminal_reaches_a_served_demo(tmp_path: Path) -> None:
    env = {**ENV, "TOCSIN_CONFIG": str(without_stories(tmp_path)), "TOCSIN_JUDGE": "off"}
    with running("demo", "--serve", env=env) as demo:
        found = next(match for line in demo if (match := re.search(r"export TOCSIN_BROKER=(\S+)", line)))
        beside = {**env, "TOCSIN_BROKER": found.group(1)}
        with running("alerts", "--json", "--from-start", env=beside) as alerts:
            done = subprocess.run(
                command("publish", "-"),
                env=beside,
                input=json.dumps(ALERT),
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert "1 published, 0 refused" in done.stderr
            alert = json.loads(alerts.readline())
    assert (alert["type"], alert["policy"]["instrument"]) == ("alert", "export_control")
