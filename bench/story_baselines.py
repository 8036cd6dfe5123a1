"""What people group stories with today: the same title, MinHash over shingles, online TF-IDF."""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from bench.story_items import Report
from streams.core.detect.terms import STOP

_WORD: Final = re.compile(r"\w+")
PERMUTATIONS: Final = 128
TFIDF_THRESHOLDS: Final = tuple(step / 50 for step in range(2, 26))


def same_title(reports: Sequence[Report]) -> dict[str, str]:
    """Group by title, case and punctuation aside."""
    return {report.id: report.topic + " ".join(_words(report.headline)) for report in reports}


def min_hash(reports: Sequence[Report], threshold: float = 0.8) -> dict[str, str]:
    """Group with the first report whose MinHash (128) over three-word shingles is as near as `threshold`."""
    found: dict[str, str] = {}
    seen: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
    for report in reports:
        words = _words(report.text)
        shingles = {" ".join(words[place : place + 3]) for place in range(max(1, len(words) - 2))}
        mine = _signature(shingles)
        group = next(
            (
                group
                for group, theirs in seen[report.topic]
                if sum(a == b for a, b in zip(mine, theirs, strict=True)) >= threshold * PERMUTATIONS
            ),
            report.id,
        )
        seen[report.topic].append((group, mine))
        found[report.id] = group
    return found


def online_tfidf(reports: Sequence[Report], threshold: float) -> dict[str, str]:
    """Join the group whose centroid of TF-IDF is nearest, from `threshold`; document frequencies as seen so far."""
    found: dict[str, str] = {}
    for topic in dict.fromkeys(report.topic for report in reports):
        frequency: Counter[str] = Counter()
        groups: dict[str, dict[str, float]] = {}
        for count, report in enumerate((r for r in reports if r.topic == topic), start=1):
            words = {
                word: 1 + math.log(n) for word, n in Counter(_words(report.text)).items() if word not in STOP
            }
            frequency.update(words.keys())
            rarity = {word: math.log((count + 1) / (frequency[word] + 0.5)) + 1 for word in frequency}
            best = max(
                ((_cosine(words, group, rarity), name) for name, group in groups.items()),
                default=(0.0, report.id),
            )
            name = best[1] if best[0] >= threshold else report.id
            group = groups.setdefault(name, defaultdict(float))
            for word, weight in words.items():
                group[word] += weight
            found[report.id] = name
    return found


def _cosine(one: dict[str, float], other: dict[str, float], rarity: dict[str, float]) -> float:
    dot = sum(n * other[word] * rarity[word] ** 2 for word, n in one.items() if word in other)
    norm = sum((n * rarity[w]) ** 2 for w, n in one.items()) * sum(
        (n * rarity[w]) ** 2 for w, n in other.items()
    )
    return dot / math.sqrt(norm) if norm else 0.0


def _signature(shingles: set[str]) -> list[int]:
    hashes = [int.from_bytes(hashlib.blake2b(s.encode(), digest_size=8).digest()) for s in shingles]
    prime = (1 << 61) - 1
    return [
        min(
            (hash_ * (2 * place + 1) * 0x9E3779B97F4A7C15 + place * 0xBF58476D1CE4E5B9) % prime
            for hash_ in hashes
        )
        for place in range(PERMUTATIONS)
    ]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
