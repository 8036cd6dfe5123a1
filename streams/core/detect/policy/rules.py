"""The policy rules as a whole: read, checked, compiled, and tried on their own cases.

Files are told apart by their first key: `family`, `grammar`, `language` (cues), `products`, `weights`,
`chinese` (all that is Chinese) and `states` (the jurisdictions).
A rule without a positive case and a near miss is a fault.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Self, TypeVar

from pydantic import BaseModel

from streams.core.detect.policy.cases import case_faults
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.forms import noun_forms
from streams.core.detect.policy.gate import gate
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.lexicon import Trie, words_of
from streams.core.detect.policy.reading import Lexicon
from streams.core.detect.policy.shapes import Cues, Family, Grammar, Products, Rule, Weights
from streams.core.detect.policy.tokens import split_phrase
from streams.core.detect.policy.zh.cases import chinese_case_faults
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class PolicyRules(Compiled):
    """All policy rules; built once."""

    @classmethod
    def parse(cls, files: Sequence[Located]) -> Self:
        """Read the files under `config/policies` and `config/jurisdictions.yaml`.

        Raises ConfigError with every fault of every file.
        """
        faults: list[Fault] = []
        families = list(_read(files, "family", Family, faults))
        grammar = _one(files, "grammar", Grammar, faults)
        cues = _one(files, "language", Cues, faults)
        products = _one(files, "products", Products, faults)
        weights = _one(files, "weights", Weights, faults)
        states = [located for located in files if "states" in located.data]
        if not states:
            faults.append(
                Fault(file="jurisdictions.yaml", line=1, message="missing: hand it in with the rules")
            )
        rules: dict[str, Rule] = {}
        places: dict[str, tuple[str, int]] = {}
        for located, family in families:
            for index, rule in enumerate(family.rules):
                faults += _faults(located, index, rule, rules)
                rules[rule.id] = rule
                places[rule.id] = (located.file, located.line(("rules", index)))
        jurisdictions = _parsed(lambda: Jurisdictions.parse(states[0]), faults) if states else None
        chinese = _parsed(lambda: ChineseRules.parse(files), faults)
        if (
            faults
            or jurisdictions is None
            or grammar is None
            or cues is None
            or products is None
            or weights is None
        ):
            raise ConfigError(faults)
        words = words_of(grammar.operators, grammar.things, rules.values())
        return cls(
            version=_hash(files),
            rules=rules,
            places=places,
            takers=_takers(rules),
            lexicon=_lexicon(words, cues, products, rules),
            gate=gate(grammar, cues, products, rules.values()),
            weights=weights,
            jurisdictions=jurisdictions,
            chinese=chinese,
        )

    def run_cases(self) -> list[Fault]:
        """Every rule's own cases against what they must give; empty when all hold."""
        faults = [fault for rule in self.rules.values() for fault in case_faults(rule, self)]
        return faults + (
            [] if self.chinese is None else list(chinese_case_faults(self.chinese, self.jurisdictions))
        )


def _parsed(read: Callable[[], T], faults: list[Fault]) -> T | None:
    try:
        return read()
    except ConfigError as error:
        faults += error.faults
        return None


def _read(
    files: Sequence[Located], key: str, model: type[M], faults: list[Fault]
) -> Iterator[tuple[Located, M]]:
    for located in files:
        if _begins(located) == key:
            try:
                yield located, validate(located, model)
            except ConfigError as error:
                faults += error.faults


def _begins(located: Located) -> str | None:
    """The first key of a file, which says what the file is."""
    keys: list[str] = list(located.data) if isinstance(located.data, dict) else []  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    return keys[0] if keys else None


def _one(files: Sequence[Located], key: str, model: type[M], faults: list[Fault]) -> M | None:
    read = list(_read(files, key, model, faults))
    if len(read) == 1:
        return read[0][1]
    if not faults or read:
        faults.append(
            Fault(file="config/policies", line=1, message=f"exactly one file must begin with `{key}:`")
        )
    return None


def _faults(located: Located, index: int, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Fault]:
    path = ("rules", index)
    if rule.id in known:
        yield located.fault(path, f"rule {rule.id}: the id is taken; choose another")
    if not rule.positives or not rule.near_misses:
        yield located.fault(path, f"rule {rule.id}: needs at least one positive case and one near miss")
    for name in rule.takes.rules if rule.takes is not None else ():
        if name == rule.id:
            yield located.fault((*path, "takes"), f"rule {rule.id}: takes over from itself")
    if not rule.acts and not any(rule.things.values()):
        yield located.fault(path, f"rule {rule.id}: has neither things nor acts, so it can find nothing")


def _lexicon(
    words: Mapping[tuple[str, ...], object], cues: Cues, products: Products, rules: Mapping[str, Rule]
) -> Lexicon:
    auxiliaries: dict[str, set[str]] = {}
    for name, phrases in cues.auxiliaries.items():
        for phrase in phrases:
            auxiliaries.setdefault(phrase, set()).add(name)
    marks: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in cues.cues.items():
        for phrase in phrases:
            marks.setdefault(split_phrase(phrase), set()).add(name)
    near: dict[str, set[str]] = {}
    for rule in rules.values():
        for word in rule.near:
            near.setdefault(split_phrase(word)[-1], set()).add(rule.id)
    goods = {
        split_phrase(form): name
        for name, lemmas in products.names.items()
        for lemma in lemmas
        for form in noun_forms(lemma)
    }
    return Lexicon(
        words=Trie(words),  # type: ignore[arg-type]
        auxiliaries={word: frozenset(names) for word, names in auxiliaries.items()},
        boundaries=Trie({split_phrase(phrase): phrase for phrase in cues.boundaries}),
        cues=Trie({phrase: frozenset(names) for phrase, names in marks.items()}),
        near={word: frozenset(ids) for word, ids in near.items()},
        products=Trie(goods),
    )


def _takers(rules: Mapping[str, Rule]) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
    takers: dict[str, list[tuple[Rule, tuple[str, ...]]]] = {}
    for rule in rules.values():
        if rule.takes is not None:
            for name in rule.takes.rules:
                takers.setdefault(name, []).append((rule, rule.takes.where))
    return takers


def _hash(files: Sequence[Located]) -> str:
    content = json.dumps(
        [located.data for located in sorted(files, key=lambda located: located.file)],
        default=str,
        sort_keys=True,
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]
