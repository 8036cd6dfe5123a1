"""The command, as it is called: what it prints, and how it fails."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
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


CONFIG = Path(__file__).resolve().parents[1] / "config"


def tocsin(
    *arguments: str, stdin: str = "", cwd: str = ".", **env: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "streams.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=cwd,
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
    "a watch list with nothing in it": (
        ("detect", "-", "--watches", os.devnull),
        {},
        f"{os.devnull}:1: no watch in it",
    ),
    "nothing to add to the watches": (("watches", "add", "-"), {}, "-:1: no watch in it"),
    "a question for a watch that is not there": (
        ("explain", "-", "--watch", "nosuch"),
        {},
        "no watch nosuch; `tocsin watches list` shows them",
    ),
    "refusals of a reason that no refusal has": (
        ("refusals", "list", "--reason", "background"),
        {},
        "known are not_json, not_an_article, wrong_key, too_large",
    ),
    "refusals of a stage that is none": (
        ("refusals", "replay", "--stage", "shape"),
        {},
        "known are detect, merge, route",
    ),
    "a broker that is not as it must be": (
        ("check", "--broker"),
        {"TOCSIN_BROKER": "127.0.0.1:1"},
        "the broker 127.0.0.1:1: 1 fault",
    ),
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


LIVES = {
    "under embargo: it waits": (
        {"embargoed_until": "2999-01-01T00:00:00Z"},
        [
            "article embargoed: held until its embargo ends [2999-01-01",
            "waits  policy",
            "the article is held",
        ],
        "RINGS",
    ),
    "withheld: it waits": ({"status": "withheld"}, ["article withheld", "waits  policy"], "RINGS"),
    "an embargo that cannot be read: it waits": (
        {"embargoed_until": "soon"},
        ["article withheld", "warning unreadable_embargo", "waits  policy"],
        "RINGS",
    ),
    "killed: nothing in it counts": ({"status": "canceled"}, ["article killed"], "policy_event"),
    "without a date": ({}, ["article admitted", "warning missing_date", "RINGS"], "future_date"),
    "with a date that cannot be read": (
        {"published_at": "yesterday"},
        ["warning unreadable_date", "warning missing_date"],
        "future_date",
    ),
    "with a date ahead of the clock": (
        {"published_at": "2999-01-01T00:00:00Z"},
        ["warning future_date"],
        "missing_date",
    ),
    "with nothing in it": ({"headline": "Panda cub takes first steps"}, ["article nothing_found"], "dropped"),
    "in a language without policy rules": (
        {"headline": "Berlin verschärft die Regeln für die Ausfuhr von Chips nach China", "language": "de"},
        ["other_language"],
        "RINGS",
    ),
}


@pytest.mark.parametrize("case", LIVES)
def test_explain_says_what_becomes_of_the_article_as_a_whole(case: str) -> None:
    changed, shown, not_shown = LIVES[case]
    done = tocsin("explain", "-", stdin=json.dumps({**ARTICLES[0], **changed}))
    assert done.returncode == 0
    assert [words for words in shown if words not in done.stdout] == []
    assert not_shown not in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert tocsin("--version").stdout == f"tocsin {version('tocsin')}\n"


def test_a_setting_that_nothing_reads_is_said_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TOCSIN_PREFFIX=x.\n", encoding="utf-8")
    done = tocsin("check", cwd=str(tmp_path), TOCSIN_WINDOWS="3")
    assert "environment: TOCSIN_WINDOWS is no setting and is not read; is TOCSIN_WINDOW meant?" in done.stdout
    assert ".env: TOCSIN_PREFFIX is no setting and is not read; is TOCSIN_PREFIX meant?" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("beside", [True, False])
def test_a_fault_of_the_configuration_names_a_file_that_can_be_opened(
    tmp_path: Path, *, beside: bool
) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    for entry in CONFIG.iterdir():
        (folder / entry.name).symlink_to(entry)
    (folder / "routes.yaml").unlink()
    (folder / "routes.yaml").write_text("destinations: []\nroots: []\n", encoding="utf-8")
    here = tmp_path if beside else tmp_path / "elsewhere"
    here.mkdir(exist_ok=True)
    done = tocsin("check", cwd=str(here), TOCSIN_CONFIG=str(folder))
    first, last = done.stdout.splitlines()
    name, line, _ = first.split(":", 2)
    assert (here / name).resolve() == (folder / "routes.yaml").resolve()
    assert (line, last, done.returncode) == ("2", "the configuration: 1 fault", 1)
    assert name == ("config/routes.yaml" if beside else str(folder / "routes.yaml"))


def test_an_id_that_stands_twice_is_named_at_its_own_line() -> None:
    lines = "\n".join(json.dumps({"id": name, "name": name.title()}) for name in ("one", "two", "one"))
    done = tocsin("watches", "add", "-", stdin=lines)
    assert done.stderr.startswith("-:3: watch `one`: the id stands twice")
    assert len(done.stderr.splitlines()) == done.returncode == 1


def test_watches_can_be_tried_on_articles_and_nothing_found_is_said(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    watch = json.dumps({"id": "pandrix", "name": "Pandrix Motors", "min_relevance": 1})
    done = tocsin("watches", "add", "-", "--dry-run", str(articles), stdin=watch)
    first, second = done.stdout.splitlines()
    assert first == "a:1: nothing found"
    assert second.startswith("no-colon: pandrix: rings")


def test_check_says_that_the_shipped_configuration_is_right() -> None:
    done = tocsin("check")
    assert done.stdout.splitlines()[-1] == "the configuration is right"
    assert done.returncode == 0


def test_topology_prints_a_diagram() -> None:
    assert tocsin("topology", "--mermaid").stdout.startswith("flowchart LR")
