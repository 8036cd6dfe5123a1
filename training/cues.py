"""Fit the weights of the rules' cues on the labelled items: `python -m training.cues > weights.yaml`.

Logistic regression with a ridge, by Newton's method: the frames of sentences that the quotes point at against
the frames of items that report nothing; frames of undecided sentences are left out. Weights are rounded to
tenths and written as `config/policies/weights.yaml`; what the labelled news has none of (official notices)
and how rules and judge add up is kept from the file that stands.
"""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from schemas.article import Article
from streams.core.admit.read import read
from streams.core.detect.found import Entities
from streams.core.detect.policy.candidates import candidate_sentences, read_sentence
from streams.edge.config import read_policies
from training.corpus import TRAIN, folder

CONFIG: Final = Path("config")
RARE: Final = 12
"""Frames that a cue must be seen in to get a weight."""
RIDGE: Final = 1.0
STEPS: Final = 25
FIXED: Final = {"cue:gazette": 1.5, "before:gazette": 0.5, "cue:notice_of_proposal": 0.5}
HEADER: Final = (
    "# What speaks for and against a current event: log odds, added up (fitted on labelled news, rounded).\n"
    "# Made by `python -m training.cues`; `judge`, `fields` and `loose` were measured\n"
)


def main() -> None:
    """Print the new weights as YAML."""
    rows = frames_of(
        [
            json.loads(line)
            for name in TRAIN
            for line in (folder() / name).read_text().splitlines()
            if line.strip()
        ]
    )
    counts = Counter(name for cues, _, _ in rows for name in cues)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    place = {name: index for index, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for number, (cues, _, _) in enumerate(rows):
        seen[number, [place[name] for name in cues if name in place]] = 1.0
    odds = fit(seen, np.array([wanted for _, wanted, _ in rows]), np.array([weight for _, _, weight in rows]))
    table = {
        name: round(float(value), 1) for name, value in zip(names, odds, strict=True) if abs(value) >= 0.1
    }
    table.update(FIXED)
    stated = yaml.safe_load((CONFIG / "policies" / "weights.yaml").read_text())
    kept = {key: value for key, value in stated.items() if key != "odds"}
    sys.stdout.write(HEADER + yaml.safe_dump({**kept, "odds": dict(sorted(table.items()))}, sort_keys=False))


def frames_of(items: list[dict[str, Any]]) -> list[tuple[tuple[str, ...], float, float]]:
    """(cues, 1 for a reported move and 0 for none, weight) of every decided frame."""
    rules = read_policies(CONFIG)
    rows: list[tuple[tuple[str, ...], float, float]] = []
    for item in items:
        if item["alert"] == "borderline":
            continue
        document = read(article(item))
        found = [
            (frame.cues, sentence.plain)
            for sentence, readable in candidate_sentences(document, rules)
            if readable and sentence.furniture is None
            for frame in read_sentence(sentence, document, rules, topic=None, entities=Entities(()))
        ]
        quotes = [event.get("quote") or item["headline"] for event in item["events"]]
        for cues, plain in found:
            reports = item["alert"] == "yes"
            if reports and item["body"] and not any(_bare(quote) in _bare(plain) for quote in quotes):
                continue
            rows.append((cues, float(reports), len(found) ** -0.5))
    return rows


def article(item: dict[str, Any]) -> Article:
    """The labelled item as an article; a date that cannot be read is left out."""
    try:
        published = datetime.fromisoformat(item["published_at"]).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        published = None
    return Article(id=item["id"], headline=item["headline"], body=item["body"] or "", published_at=published)


def fit(seen: Any, wanted: Any, weight: Any) -> Any:
    """Log odds by Newton's method on the weighted logistic loss with a ridge."""
    odds = np.zeros(seen.shape[1])
    for _ in range(STEPS):
        said = 1.0 / (1.0 + np.exp(-(seen @ odds)))
        slope = seen.T @ (weight * (said - wanted)) + RIDGE * odds
        curve = (seen * (weight * said * (1.0 - said))[:, None]).T @ seen + RIDGE * np.eye(len(odds))
        odds -= np.linalg.solve(curve, slope)
    return odds


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


if __name__ == "__main__":
    main()
