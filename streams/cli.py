"""The command `tocsin`: what each verb takes and says; the work is done in `streams.edge`.

Every error that is ours is one line with the remedy and exit code 1 (2 for a wrong call).
"""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from streams.core.errors import ConfigError, TocsinError
from streams.edge import logs, settings

app = typer.Typer(
    name="tocsin",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
topics_app = typer.Typer(help="Make and check the topics of a Kafka.", no_args_is_help=True)
watches_app = typer.Typer(help="The watch list: what you are told of.", no_args_is_help=True)
refusals_app = typer.Typer(help="Messages that were refused: list, show, put back.", no_args_is_help=True)
app.add_typer(topics_app, name="topics")
app.add_typer(watches_app, name="watches")
app.add_typer(refusals_app, name="refusals")

File = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for standard input.")]
WatchFile = Annotated[
    Path | None, typer.Option("--watches", metavar="FILE.jsonl", help="Another watch list, one watch a line.")
]
Live = Annotated[bool, typer.Option("--live", help="The running topic's watch list, not the file's.")]


def _version(asked: bool) -> None:
    if asked:
        print(f"tocsin {version('tocsin')}")
        raise typer.Exit


@app.callback()
def whole(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Rings when the news does: articles in on Kafka, alerts out, once, with the words that made them ring."""


def main() -> None:
    """Run the command; what is ours to say is one line, without a traceback."""
    logs.hush_clients()
    try:
        app()
    except ConfigError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        sys.exit(1)
    except TocsinError as error:
        print(f"tocsin: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


@app.command()
def demo(
    serve: Annotated[bool, typer.Option("--serve", help="Stay up, for other terminals.")] = False,
) -> None:
    """Run the whole pipeline on an embedded broker: the scenarios go in, and you see what is told and what is not.

    Exits 1 where anything is not as the scenarios expect.
    """
    from streams.edge import terminal  # noqa: PLC0415
    from streams.edge.demo import demo as run  # noqa: PLC0415 the extra is needed here only

    chosen = settings.load()
    log = logs.configure(chosen.model_copy(update={"log_level": "ERROR"}))
    _exit(run(chosen, terminal.screen(), log, serve=serve))


@app.command()
def worker() -> None:
    """Check configuration and topics, then run a worker on the Kafka of TOCSIN_BROKER until SIGTERM."""
    from streams.edge.worker import run  # noqa: PLC0415 Faust takes a second to import

    chosen = settings.load()
    log = logs.configure(chosen)
    sys.exit(asyncio.run(run(chosen, log)))


@app.command()
def publish(file: File) -> None:
    """Publish articles: one JSON object, a JSON array, or JSONL; each under its id, each acknowledged."""
    from streams.edge.commands import publish_file  # noqa: PLC0415

    _exit(publish_file(settings.load(), file))


@app.command()
def alerts(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    from_start: Annotated[bool, typer.Option("--from-start", help="From the oldest that is kept.")] = False,
) -> None:
    """Follow the alerts topic, until Ctrl-C; exits 1 where the broker goes away."""
    from streams.edge.commands import follow_alerts  # noqa: PLC0415

    _exit(follow_alerts(settings.load(), as_json=as_json, from_start=from_start))


@app.command()
def detect(file: File, watches: WatchFile = None) -> None:
    """Detect without Kafka: articles in (JSON or JSONL), one JSON object a line out, silent findings included.

    Each line: {"article_id", "language", "findings": [...], "refusal": null | {...}}.
    An article with only `id`, `headline` and `body` is enough.
    """
    from streams.edge.commands import detect_file  # noqa: PLC0415

    detect_file(settings.load(), file, watches)


@app.command()
def explain(
    file: File,
    watch: Annotated[
        list[str] | None, typer.Option("--watch", metavar="ID", help="Why did this watch not ring?")
    ] = None,
    watches: WatchFile = None,
    live: Live = False,
) -> None:
    """Say for people what is found, kept and dropped in articles, why, and what would be told.

    FILE is JSON, JSONL, or a scenario (.yaml) with the alerts it must cause.
    """
    from streams.edge.explain import explain_file  # noqa: PLC0415

    _exit(explain_file(settings.load(), file, watch_ids=watch or [], watches=watches, live=live))


@app.command()
def check(
    broker: Annotated[bool, typer.Option("--broker", help="Check the broker's topics too.")] = False,
) -> None:
    """Say all faults of the configuration at once, with file and line; every rule's own cases are run."""
    from streams.edge.commands import check_all  # noqa: PLC0415

    _exit(check_all(settings.load(), broker=broker))


@app.command()
def topology(
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Only the diagram, as Mermaid.")] = False,
) -> None:
    """Show topics, agents and tables, as text and as a Mermaid diagram."""
    from streams.edge.describe import describe, diagram  # noqa: PLC0415

    chosen = settings.load()
    print(diagram() if mermaid else describe(chosen))


@topics_app.command("create")
def topics_create() -> None:
    """Make every topic and changelog with the right settings; those that stand are left as they are."""
    from streams.edge.commands import create_topics  # noqa: PLC0415

    _exit(create_topics(settings.load()))


@topics_app.command("check")
def topics_check() -> None:
    """Say what is missing or set wrongly on the broker, a line each with the remedy."""
    from streams.edge.commands import check_topics  # noqa: PLC0415

    _exit(check_topics(settings.load()))


@watches_app.command("example")
def watches_example() -> None:
    """Print a watch as one line of JSON, to start from."""
    from streams.core.detect.entities import example_watch  # noqa: PLC0415

    print(example_watch().model_dump_json())


@watches_app.command("list")
def watches_list(
    live: Live = False,
    as_json: Annotated[bool, typer.Option("--json", help="One watch a line, as JSON.")] = False,
) -> None:
    """List the watches of the configuration, or of the running topic."""
    from streams.edge.watch_commands import list_watches  # noqa: PLC0415

    _exit(list_watches(settings.load(), live=live, as_json=as_json))


@watches_app.command("add")
def watches_add(
    file: File,
    dry_run: Annotated[
        Path | None,
        typer.Option("--dry-run", metavar="ARTICLES", help="Only say what it would find in these articles."),
    ] = None,
) -> None:
    """Add or replace watches (one a line, as JSON); running workers take them at once."""
    from streams.edge.watch_commands import add_watches  # noqa: PLC0415

    _exit(add_watches(settings.load(), file, dry_run))


@watches_app.command("remove")
def watches_remove(watch_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Remove a watch; running workers forget it at once."""
    from streams.edge.watch_commands import remove_watch  # noqa: PLC0415

    _exit(remove_watch(settings.load(), watch_id))


@watches_app.command("sync")
def watches_sync() -> None:
    """Make the topic's list like config/watches.yaml: add, change and remove."""
    from streams.edge.watch_commands import sync_watches  # noqa: PLC0415

    _exit(sync_watches(settings.load()))


@watches_app.command("import")
def watches_import(
    file: File,
    publish_them: Annotated[
        bool, typer.Option("--publish", help="Put them on the topic, not on standard output.")
    ] = False,
) -> None:
    """Turn a company list (CSV or JSONL) into watches, and report names that are too common or clash."""
    from streams.edge.watch_commands import import_watches  # noqa: PLC0415

    _exit(import_watches(settings.load(), file, publish_them=publish_them))


Reason_ = Annotated[str | None, typer.Option("--reason", help="Only those of this reason.")]
Stage_ = Annotated[
    str | None, typer.Option("--stage", help="Only those of this stage: detect, merge, route.")
]
Since_ = Annotated[datetime | None, typer.Option("--since", help="Only those from this moment on (UTC).")]


@refusals_app.command("list")
def refusals_list(reason: Reason_ = None, stage: Stage_ = None, since: Since_ = None) -> None:
    """List refusals, oldest first, with the place by which `show` and `replay` name them."""
    from streams.edge.refusal_commands import list_refusals  # noqa: PLC0415
    from streams.edge.refusals import Wanted  # noqa: PLC0415

    _exit(list_refusals(settings.load(), Wanted(reason=reason, stage=stage, since=_utc(since))))


@refusals_app.command("show")
def refusals_show(place: Annotated[str, typer.Argument(metavar="PLACE")]) -> None:
    """Show one refusal whole: its headers and the bytes as they came."""
    from streams.edge.refusal_commands import show_refusal  # noqa: PLC0415

    _exit(show_refusal(settings.load(), place))


@refusals_app.command("replay")
def refusals_replay(
    places: Annotated[list[str] | None, typer.Argument(metavar="[PLACE ...]")] = None,
    reason: Reason_ = None,
    stage: Stage_ = None,
    since: Since_ = None,
    everything: Annotated[bool, typer.Option("--all", help="All that are kept.")] = False,
) -> None:
    """Put refused messages back on the topic they came from, once each; a wrong key is set right."""
    from streams.edge.refusal_commands import replay_refusals  # noqa: PLC0415
    from streams.edge.refusals import Wanted  # noqa: PLC0415

    if not (places or reason or stage or since or everything):
        raise typer.BadParameter("name places, or --reason, --stage, --since, or --all")
    wanted = Wanted(places=tuple(places or ()), reason=reason, stage=stage, since=_utc(since))
    _exit(replay_refusals(settings.load(), wanted))


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=moment.tzinfo or UTC)


def _exit(outcome: Coroutine[Any, Any, int] | int) -> NoReturn:
    sys.exit(outcome if isinstance(outcome, int) else asyncio.run(outcome))


if __name__ == "__main__":
    main()
