"""Train the judge, measure it, and write the files that ship: `python -m training.judge`.

`measure` trains without the dev items and without one fold of the train items, and says how it does on both.
`ship` trains on all labelled items and writes `config/judge`.
Both take the same recipe, so the figures of the first are a cautious guess at the second.
"""

import argparse
import dataclasses
import json
import logging
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import onnx
import torch

from streams.edge.judge import MODEL, SETTINGS, TOKENIZER, OnnxJudge, load_judge
from training import corpus, evaluate
from training.corpus import FIELDS, Item
from training.encoder import Encoder
from training.fit import Recipe, fit, fresh, tokenizer
from training.graph import build

BASE: Final = "minilm-l6"
FOLDS: Final = 6
RECIPE: Final = Recipe(seed=2, soft=0.35, average=0.99)
THRESHOLD: Final = 0.35

log = logging.getLogger("training")


def trained(items: Sequence[Item], recipe: Recipe, *, kept: Path) -> Encoder:
    """One run; its weights stay in `kept`, and a command that was stopped after it takes them from there."""
    if kept.is_file():
        log.info("taking the weights of %s", kept)
        encoder = fresh(recipe)
        encoder.load_state_dict(torch.load(kept, weights_only=True))
        return encoder.eval()
    log.info("%d items", len(items))
    encoder = fit(items, recipe)
    torch.save(encoder.state_dict(), kept)
    return encoder


def write(encoder: Encoder, folder: Path, *, threshold: float, int8: bool = True) -> OnnxJudge:
    """Write the files of a judge and load them as the product does."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(build(encoder, tokens=RECIPE.tokens, int8=int8), str(folder / MODEL))
    tokenizer(tokens=RECIPE.tokens).save(str(folder / TOKENIZER))
    settings = {
        "base": f"{BASE}-{'int8' if int8 else 'fp32'}",
        "threshold": threshold,
        "tokens": RECIPE.tokens,
        "fields": FIELDS,
    }
    (folder / SETTINGS).write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return load_judge(folder)


def measure(recipe: Recipe, *, more: Sequence[Item], work: Path) -> None:
    """Train without what is measured on, and print the figures of float and int8 weights."""
    items = corpus.load(corpus.TRAIN)
    held = [item for item in items if corpus.fold(item.id, FOLDS) == 0]
    seen = [item for item in items if corpus.fold(item.id, FOLDS) != 0]
    encoder = trained([*seen, *more], recipe, kept=work / f"seed-{recipe.seed}.pt")
    dev = corpus.load([corpus.DEV])
    for int8 in (False, True):
        judge = write(encoder, work / ("int8" if int8 else "fp32"), threshold=THRESHOLD, int8=int8)
        print(f"{judge.name}: {milliseconds(judge, dev):.1f} ms a sentence")
        for title, part in (("dev", dev), ("fold", held)):
            rows = evaluate.scored(part, judge)
            print(evaluate.report(title, rows, judge.threshold))
            print(f"  best threshold {evaluate.best_threshold(rows):.2f}")
            evaluate.keep(rows, work / f"{judge.name}.{title}.jsonl")


def ship(recipe: Recipe, *, more: Sequence[Item], work: Path, folder: Path) -> None:
    """Train on everything that is labelled and write the files that ship."""
    items = [*corpus.load([*corpus.TRAIN, corpus.DEV]), *more]
    encoder = trained(items, recipe, kept=work / f"seed-{recipe.seed}.pt")
    judge = write(encoder, folder, threshold=THRESHOLD)
    print(f"{judge.name} written to {folder}: {(folder / MODEL).stat().st_size / 1e6:.1f} MB")


def milliseconds(judge: OnnxJudge, items: Sequence[Item]) -> float:
    """The median time of one sentence of the items' stories."""
    times = []
    for item in [item for item in items if item.story][:100]:
        began = time.perf_counter()
        judge(item.sentences, item.headline)
        times.append((time.perf_counter() - began) / len(item.sentences))
    return 1000 * statistics.median(times)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=__doc__)
    parser.add_argument("what", choices=("measure", "ship"))
    parser.add_argument("--seed", type=int, default=RECIPE.seed)
    parser.add_argument(
        "--work", type=Path, default=Path("build/judge"), help="where runs and scores are kept"
    )
    parser.add_argument("--out", type=Path, default=Path("config/judge"), help="where the judge is written")
    parser.add_argument(
        "--own", action="store_true", help="also train on our own headlines (not yet measured)"
    )
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = dataclasses.replace(RECIPE, seed=given.seed)
    more = corpus.written() if given.own else []
    work = given.work / (given.what + "-own" * given.own)
    work.mkdir(parents=True, exist_ok=True)
    if given.what == "measure":
        measure(recipe, more=more, work=work)
    else:
        ship(recipe, more=more, work=work, folder=given.out)


if __name__ == "__main__":
    main()
