"""The three systems that are compared: rules alone, judge alone, both; each on the product's own path."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.policy_items import FIELDS, Item, document
from bench.policy_scoring import Verdict
from streams.core.detect.entities import WatchList, find_entities
from streams.core.detect.found import Entities
from streams.core.detect.policy import PolicyRules, find_policies
from streams.core.detect.policy.candidates import candidate_sentences
from streams.core.detect.policy.hits import Policies
from streams.core.document import Document
from streams.core.judge import Judge, Opinion

_PARTS: Final = ("current", *FIELDS)


@dataclass
class CachedJudge:
    """A judge that is asked once a sentence and headline; what it said lies in a file named after its weights."""

    judge: Judge
    file: Path
    known: dict[str, Opinion] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name, self.threshold = self.judge.name, self.judge.threshold
        if self.file.is_file():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                row: dict[str, Any] = json.loads(line)
                key = row.pop("key")
                self.known[key] = Opinion(**row)

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        """One opinion a sentence; only those not yet known are asked for, and then kept."""
        keys = [
            hashlib.sha256(f"{sentence}\x1f{headline}".encode()).hexdigest()[:32] for sentence in sentences
        ]
        asked = [at for at, key in enumerate(keys) if key not in self.known]
        if asked:
            opinions = self.judge([sentences[at] for at in asked], headline)
            with self.file.open("a", encoding="utf-8") as file:
                for at, opinion in zip(asked, opinions, strict=True):
                    self.known[keys[at]] = opinion
                    file.write(json.dumps({"key": keys[at], **asdict(opinion)}) + "\n")
        return [self.known[key] for key in keys]


@dataclass(frozen=True)
class Systems:
    """Everything that a verdict needs, loaded once."""

    rules: PolicyRules
    watches: WatchList
    judge: Judge | None

    def read(self, items: Iterable[Item]) -> list[tuple[Document, Entities]]:
        """Documents with the watched entities found in them."""
        documents = [document(item) for item in items]
        return [(made, find_entities(made, self.watches)) for made in documents]

    def policies(self, read: tuple[Document, Entities], *, judged: bool) -> Policies:
        """What the product finds in one document."""
        return find_policies(read[0], self.rules, read[1], self.judge if judged else None)

    def candidates(self, made: Document) -> list[str]:
        """The sentences that the lexicon lets through."""
        return [
            sentence.plain
            for sentence, _ in candidate_sentences(made, self.rules)
            if sentence.furniture is None
        ]

    def rules_alone(self, read: Sequence[tuple[Document, Entities]]) -> list[Verdict]:
        """The rules decide alone, as with `TOCSIN_JUDGE=off`."""
        return [verdict_of(self.policies(one, judged=False)) for one in read]

    def both(self, read: Sequence[tuple[Document, Entities]]) -> list[Verdict]:
        """As shipped."""
        return [verdict_of(self.policies(one, judged=True)) for one in read]

    def judge_alone(self, read: Sequence[tuple[Document, Entities]]) -> list[Verdict]:
        """Every sentence that is not page furniture is judged, without any rule."""
        judge = self.judge
        return [] if judge is None else [_judged(made, judge) for made, _ in read]


def verdict_of(policies: Policies) -> Verdict:
    """Positive where any hit is alertable."""
    hits = [hit for hit in policies.hits if hit.alertable]
    findings = tuple(
        {name: str(getattr(hit, name).value) for name in FIELDS}
        | {"actors": ",".join(hit.actors), "targets": ",".join(hit.targets)}
        for hit in hits
    )
    return Verdict(bool(hits), findings, max((hit.confidence for hit in hits), default=0.0))


def _judged(made: Document, judge: Judge) -> Verdict:
    sentences = [sentence.plain for sentence in made.sentences if sentence.furniture is None]
    opinions = judge(sentences, made.headline.plain) if sentences else []
    yes = [opinion for opinion in opinions if opinion.current >= judge.threshold]
    findings = tuple(
        {name: max(said, key=said.__getitem__) if (said := getattr(opinion, name)) else "" for name in FIELDS}
        for opinion in yes
        if opinion.instrument
    )
    return Verdict(bool(yes), findings, max((opinion.current for opinion in opinions), default=0.0))
