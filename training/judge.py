"""Train the judge, measure it, and write the files that ship: `python -m training.judge`.

`measure` trains without the dev items and without one fold of the train items, and says how it does on both.
`ship` trains on all labelled items and writes `config/judge`.
Both take the same recipe, so the figures of the first are a cautious guess at the second.
"""

import argparse
import dataclasses
import json
import logging
import multiprocessing
import os
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import onnx
import torch

from streams.edge.judge import MODEL, SETTINGS, TOKENIZER, OnnxJudge, load_judge
from training import corpus, evaluate
from training.corpus import FIELDS, Item
from training.encoder import Encoder
from training.fit import Recipe, fit, fresh, mean_of, tokenizer
from training.graph import build

BASE: Final = "minilm-l6"
FOLDS: Final = 6
SEEDS: Final = (1, 2, 3)
RECIPE: Final = Recipe()
THRESHOLD: Final = 0.5

log = logging.getLogger("training")


def train(items: Sequence[Item], seeds: Sequence[int], *, kept: Path) -> Encoder:
    """The mean of one run a seed.

    Runs go side by side with one thread each, which is quicker than one after the other with all.
    The weights of each are kept in `kept`: a command that was stopped goes on with what is missing.
    """
    missing = [seed for seed in seeds if not _path(kept, seed).is_file()]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        list(pool.map(_run, [items] * len(missing), missing, [kept] * len(missing)))
    return mean_of([_loaded(_path(kept, seed)) for seed in seeds])


def _run(items: Sequence[Item], seed: int, kept: Path) -> None:
    logging.basicConfig(level=logging.INFO, format=f"%(asctime)s seed {seed}: %(message)s")
    torch.set_num_threads(1)
    log.info("%d items", len(items))
    torch.save(fit(items, dataclasses.replace(RECIPE, seed=seed)).state_dict(), _path(kept, seed))


def _path(kept: Path, seed: int) -> Path:
    return kept / f"seed-{seed}.pt"


def _loaded(path: Path) -> Encoder:
    encoder = fresh(RECIPE)
    encoder.load_state_dict(torch.load(path, weights_only=True))
    return encoder.eval()


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


def measure(seeds: Sequence[int], *, work: Path) -> None:
    """Train without what is measured on, and print the figures of float and int8 weights."""
    items = corpus.load(corpus.TRAIN)
    held = [item for item in items if corpus.fold(item.id, FOLDS) == 0]
    seen = [item for item in items if corpus.fold(item.id, FOLDS) != 0]
    encoder = train([*seen, *corpus.written()], seeds, kept=work)
    dev = corpus.load([corpus.DEV])
    for int8 in (False, True):
        judge = write(encoder, work / ("int8" if int8 else "fp32"), threshold=THRESHOLD, int8=int8)
        print(f"{judge.name}: {milliseconds(judge, dev):.1f} ms a sentence")
        for title, part in (("dev", dev), ("held-out fold of train", held)):
            rows = evaluate.scored(part, judge)
            print(evaluate.report(title, rows, judge.threshold))
            evaluate.keep(rows, work / f"{judge.name}.{title.split()[0]}.jsonl")


def ship(seeds: Sequence[int], *, work: Path, folder: Path) -> None:
    """Train on everything that is labelled and write the files that ship."""
    encoder = train([*corpus.load([*corpus.TRAIN, corpus.DEV]), *corpus.written()], seeds, kept=work)
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
    parser.add_argument("--seeds", default=",".join(map(str, SEEDS)), help="one run a seed, then their mean")
    parser.add_argument(
        "--work", type=Path, default=Path("build/judge"), help="where runs and scores are kept"
    )
    parser.add_argument("--out", type=Path, default=Path("config/judge"), help="where the judge is written")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    seeds = [int(seed) for seed in given.seeds.split(",")]
    work = given.work / given.what
    work.mkdir(parents=True, exist_ok=True)
    if given.what == "measure":
        measure(seeds, work=work)
    else:
        ship(seeds, work=work, folder=given.out)


if __name__ == "__main__":
    main()
