"""How well policy events are found: `python bench/quality.py policy`.

Rules alone, judge alone and both, beside a keyword alert and a linear model over word n-grams.
The sets named `train` were read and tuned on, so their figures flatter; those named `dev` were only measured.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bench.policy_baselines import keywords, linear
from bench.policy_items import (
    Item,
    commodity_sentences,
    corpus,
    export_documents,
    labelled,
    notices,
    weak_summaries,
    wikinews,
)
from bench.policy_scoring import Verdict, lines, role_share
from bench.policy_systems import CachedJudge, Systems, verdict_of
from streams.core.detect.entities import WatchList, parse_watches
from streams.core.detect.policy import PolicyRules
from streams.core.errors import TocsinError
from streams.edge.judge import load_judge
from streams.edge.yaml_file import read_yaml

Loader = Callable[[Path], list[Item]]
# Name, file, how it is read, and what a reader should know of it.
SETS: Final[tuple[tuple[str, str, Loader, str], ...]] = (
    (
        "news",
        "policy_news_dev.jsonl",
        labelled,
        "not read; the judge that ships was trained on it too: give --judge a folder of `training.judge measure`",
    ),
    ("written", "policy_written_train.jsonl", labelled, "TRAIN: read and tuned on"),
    ("news-train", "policy_news_train.jsonl", labelled, "TRAIN: read and tuned on"),
    ("zh", "policy_zh_dev.jsonl", labelled, "Chinese, rules alone; measured, 20 items looked at"),
    ("bis", "federal_register/bis_dev.jsonl", export_documents, "official notices, labels unreviewed"),
    (
        "weak",
        "federal_register/weak_dev.jsonl",
        weak_summaries,
        "official notices, summary only, labels made by rules",
    ),
    (
        "core",
        "federal_register/policy_core_dev.jsonl",
        notices,
        "official notices, many hard negatives: alarms",
    ),
    ("commodity", "commodity_events/policy_events.jsonl", commodity_sentences, "single sentences: alarms"),
    ("wikinews", "wikinews.jsonl.gz", wikinews, "full articles, mostly not policy: alarms"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; 0 also where the corpus is absent, saying so."""
    options = _options().parse_args(argv)
    folder = corpus()
    if folder is None:
        print("skipped: no corpus; set TOCSIN_CORPUS to the folder that holds it")
        return 0
    systems = systems_of(options.config, judge=options.judge, cache=options.cache)
    chosen = [entry for entry in SETS if not options.sets or entry[0] in options.sets]
    for name, file, load, note in chosen:
        path = folder / file
        if not path.is_file():
            print(f"\n{name}: skipped, {file} is absent")
            continue
        items = load(path)
        print(f"\n{name}: {file}, {len(items)} items ({note})", flush=True)
        if all(item.alert is None for item in items):
            _alarms(items, systems, show=options.show)
        else:
            _quality(name, items, systems, folder)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quality.py policy", description=__doc__)
    parser.add_argument(
        "sets", nargs="*", metavar="set", help=f"of {', '.join(entry[0] for entry in SETS)}; all by default"
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N alarms of a set without labels, to be read"
    )
    parser.add_argument("--config", type=Path, default=Path("config"), help="the configuration folder")
    parser.add_argument("--judge", default="on", help="on, off, or a folder of weights")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(tempfile.gettempdir()) / "tocsin-bench",
        help="folder of the judge's scores",
    )
    return parser


def systems_of(config: Path, *, judge: str, cache: Path | None) -> Systems:
    """Watches, rules and judge of a configuration folder; `judge` is `on`, `off` or another folder of weights."""
    files = [*sorted((config / "policies").rglob("*.yaml")), config / "jurisdictions.yaml"]
    rules = PolicyRules.parse([read_yaml(path, root=config) for path in files])
    listed = config / "watches.yaml"
    watches = WatchList.build(parse_watches(read_yaml(listed, root=config)) if listed.is_file() else ())
    if judge == "off":
        print("judge: off")
        return Systems(rules=rules, watches=watches, judge=None)
    try:
        loaded = load_judge(config / "judge" if judge == "on" else Path(judge))
    except TocsinError as error:
        print(f"judge: none ({error})")
        return Systems(rules=rules, watches=watches, judge=None)
    print(f"judge: {loaded.name}, threshold {loaded.threshold}")
    if cache is None:
        return Systems(rules=rules, watches=watches, judge=loaded)
    cache.mkdir(parents=True, exist_ok=True)
    return Systems(
        rules=rules, watches=watches, judge=CachedJudge(loaded, cache / f"judge-{loaded.name}.jsonl")
    )


def _quality(name: str, items: Sequence[Item], systems: Systems, folder: Path) -> None:
    chinese = name == "zh"
    read = systems.read(items)
    tables: list[tuple[str, Sequence[Verdict]]] = [("keywords", keywords(items))]
    if name in ("written", "news-train"):
        print("  linear         left out: it was trained on these items")
    elif not chinese:
        train = [
            item
            for file in ("policy_news_train.jsonl", "policy_written_train.jsonl")
            for item in labelled(folder / file)
        ]
        fitted = linear(train, items)
        if fitted is None:
            print("  linear         skipped: scikit-learn is not installed")
        else:
            tables.append(("linear", fitted))
    tables.append(("rules alone", systems.rules_alone(read)))
    if systems.judge is not None and not chinese:
        tables += [("judge alone", systems.judge_alone(read)), ("both", systems.both(read))]
    for system, verdicts in tables:
        print("\n".join(lines(system, items, verdicts)), flush=True)
    for role in ("actor", "target"):
        share, asked = role_share(items, tables[-1][1], role, systems.rules.jurisdictions.code)
        if asked:
            print(
                f"  {role:<14} {tables[-1][0]}: {share:.3f} of {asked} hits in which both sides name a state"
            )
    if not chinese:
        _gate(items, read, systems)


def _gate(items: Sequence[Item], read: Sequence[tuple[object, object]], systems: Systems) -> None:
    """Recall of the lexicon alone: what it does not let through, neither rules nor judge can find."""
    moves = passed = quoted = inside = 0
    for item, (made, _) in zip(items, read, strict=True):
        if not item.alert:
            continue
        asked = systems.candidates(made)  # type: ignore[arg-type]
        moves += 1
        passed += bool(asked)
        for event in item.events:
            quote = event.get("quote")
            if quote:
                quoted += 1
                inside += any(quote[:40] in sentence or sentence[:40] in quote for sentence in asked)
    print(f"  lexicon gate   recall of items {passed / max(1, moves):.3f} ({passed} of {moves})", end="")
    print(f", of quoted sentences {inside / quoted:.3f} ({inside} of {quoted})" if quoted else "")


def _alarms(items: Sequence[Item], systems: Systems, *, show: int) -> None:
    read = systems.read(items)
    for system, judged in (("rules alone", False), ("both", True)):
        if judged and systems.judge is None:
            continue
        found = [systems.policies(one, judged=judged) for one in read]
        alarms = [
            (item, policies)
            for item, policies in zip(items, found, strict=True)
            if verdict_of(policies).alert
        ]
        share = 100 * len(alarms) / max(1, len(items))
        print(f"  {system:<14} {len(alarms)} alarms in {len(items)} items ({share:.1f} %)")
        kinds = Counter(item.note for item in items if item.note)
        rung = Counter(item.note for item, _ in alarms)
        for kind, count in sorted(kinds.items()):
            print(f"  {'':<14} {kind}: {rung[kind]} of {count}")
        instruments = Counter(
            hit.instrument.value for _, policies in alarms for hit in policies.hits if hit.alertable
        )
        print(
            f"  {'':<14} "
            + ", ".join(f"{instrument} {count}" for instrument, count in instruments.most_common())
        )
        if show and (judged or systems.judge is None):
            for item, policies in alarms[:show]:
                hit = next(hit for hit in policies.hits if hit.alertable)
                told = " / ".join(hit.sentences[:1]) or item.headline
                print(
                    f"  {item.id} [{hit.instrument.value} {hit.direction.value} {hit.stage.value}] {told[:300]}"
                )


if __name__ == "__main__":
    sys.exit(main())
