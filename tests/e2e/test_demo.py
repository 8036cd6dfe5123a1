"""The whole demo, as a user runs it, and a second terminal beside `--serve`."""

import asyncio
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

from schemas.refusal import Refusal
from schemas.topics import ARTICLES, REFUSALS, full_name
from streams.edge import client, demo, refusals, settings
from streams.edge.clock import utc_now

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


def test_the_demo_tells_the_stories_as_expected_and_its_summary_counts_what_was_on_the_screen(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        command("demo"), env=ENV, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    screen, _, summary = done.stdout.partition("\nSummary")
    assert "not as expected" not in screen
    for words in ("ALERT", "UPDATE", "CANCEL", "silent wire_copy", "refused not_json"):
        assert words in screen
    alerts = re.findall(r"^(?:ALERT|UPDATE|CANCEL) \w+ (.*?)  ", screen, re.MULTILINE)
    assert set(alerts) == {"(exercise)"}
    counted = dict(re.findall(r"^(\w+(?: \w+)?) +(\d+)\b", summary, re.MULTILINE))
    assert counted == {
        "messages in": str(len(re.findall("^› ", screen, re.MULTILINE))),
        "alerts out": str(len(alerts)),
        "refused": str(len(re.findall("^  refused ", screen, re.MULTILINE))),
        "silent": str(len(re.findall("^› .*\n  silent ", screen, re.MULTILINE))),
    }
    assert list(tmp_path.iterdir()) == []


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
    with running("demo", "--serve", env=env) as served:
        found = next(match for line in served if (match := re.search(r"export TOCSIN_BROKER=(\S+)", line)))
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
    assert alert["purpose"] == "exercise"


async def test_a_served_demo_hears_on_after_a_refusal_was_put_back(tmp_path: Path) -> None:
    chosen = settings.Settings(_env_file=None, config=without_stories(tmp_path))
    async with demo.embedded(chosen) as here, demo.listening(here) as heard:
        about = Refusal(
            stage="detect",
            reason="not_json",
            error="no JSON",
            topic=full_name(here.prefix, ARTICLES),
            partition=0,
            offset=0,
            at=utc_now(),
        )
        name = full_name(here.prefix, REFUSALS)
        async with client.producer(here) as writer:
            await writer.send_and_wait(name, key=b"a", value=b"{", headers=about.headers())
            found = await refusals.read(here, refusals.Wanted())
            assert await refusals.replay(here, found) == 1
            await writer.send_and_wait(name, key=b"a", value=b"{", headers=about.headers())
        async with asyncio.timeout(20):
            while len(heard.refusals) < 2:
                await asyncio.sleep(0.05)
