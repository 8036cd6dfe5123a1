"""The command, as it is called: what it prints, and how it fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = [
    {"id": "a:1", "headline": "US to require licences for exports of AI chips to China", "body": ""},
    {
        "id": "no-colon",
        "headline": "Pandrix Motors takes first steps",
        "body": "It is well.",
        "published_at": "1-JUN-1987 01:33:45.10",
    },
]


def tocsin(*arguments: str, stdin: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "streams.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("TOCSIN_")},
            "TOCSIN_JUDGE": "off",
            **env,
        },
    )


def test_detect_gives_one_object_a_line_with_findings_that_are_not_alertable_too() -> None:
    text = "\n".join([*(json.dumps(article) for article in ARTICLES), "{broken"])
    done = tocsin("detect", "-", stdin=text)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["article_id"] for answer in answers] == ["a:1", "no-colon", None]
    assert {"article_id", "language", "findings", "refusal"} == set(answers[0])
    (policy,) = [
        finding for finding in answers[0]["findings"] if finding["kind"] == "policy" and finding["alertable"]
    ]
    assert (policy["instrument"], policy["direction"], policy["actors"], policy["targets"]) == (
        "export_control",
        "tighten",
        ["US"],
        ["CN"],
    )
    for item in policy["evidence"]:
        assert ARTICLES[0][item["field"]][item["start"] : item["end"]] == item["text"]
    assert [finding for finding in answers[1]["findings"] if finding["alertable"]] == []
    assert answers[2]["refusal"]["reason"] == "not_json"
    assert done.returncode == 0


def test_detect_takes_another_watch_list(tmp_path: Path) -> None:
    example = tocsin("watches", "example").stdout
    watch = {"id": "pandrix", "name": "Pandrix Motors", "type": "organization", "min_relevance": 1}
    assert set(watch) <= set(json.loads(example))
    listed = tmp_path / "watches.jsonl"
    listed.write_text(json.dumps(watch) + "\n", encoding="utf-8")
    answer = json.loads(tocsin("detect", "-", "--watches", str(listed), stdin=json.dumps(ARTICLES[1])).stdout)
    assert [finding["watch_id"] for finding in answer["findings"] if finding["kind"] == "entity"] == [
        "pandrix"
    ]


ERRORS = {
    "a file that is not there": (("detect", "/nowhere.jsonl"), {}, "cannot be read"),
    "a configuration folder that is not there": (
        ("check",),
        {"TOCSIN_CONFIG": "/nowhere"},
        "set TOCSIN_CONFIG",
    ),
    "a setting that is wrong": (("check",), {"TOCSIN_PARTITIONS": "none"}, "TOCSIN_PARTITIONS"),
    "a broker that does not answer": (("topics", "check"), {"TOCSIN_BROKER": "127.0.0.1:1"}, "TOCSIN_BROKER"),
    "a worker without a broker": (("worker",), {"TOCSIN_BROKER": "127.0.0.1:1"}, "TOCSIN_BROKER"),
    "a watch list that is none": (("detect", "-", "--watches", __file__), {}, "test_cli.py:1:"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_errors_name_the_remedy_without_a_traceback(case: str) -> None:
    arguments, env, message = ERRORS[case]
    done = tocsin(*arguments, **env)
    assert done.returncode == 1
    assert message in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_explain_says_what_rings_and_why() -> None:
    done = tocsin("explain", "-", stdin=json.dumps(ARTICLES[0]))
    assert done.returncode == 0
    assert "RINGS" in done.stdout
    assert "because policy_event" in done.stdout
    assert "What would be told" in done.stdout


def test_check_says_that_the_shipped_configuration_is_right() -> None:
    done = tocsin("check")
    assert done.stdout.splitlines()[-1] == "the configuration is right"
    assert done.returncode == 0


def test_topology_prints_a_diagram() -> None:
    assert tocsin("topology", "--mermaid").stdout.startswith("flowchart LR")
