"""The Chinese rules as data, checked and compiled: `config/policies/zh/*.yaml`, each beginning with `chinese:`.

A family looks like an English one: rules with things by kind, acts, and their own cases.
`grammar` holds what all families share: verbs, cues, and the one-character names of states.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Self

from ahocorasick_rs import AhoCorasick, MatchKind

from streams.core.detect.policy.shapes import Effect, Kind, Rule, Strict, Turn, Words
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate

CUES = frozenset(
    "considered threatened proposed future in_force court denied not_denied legislature background behind caused"
    " hypothetical opinion urge market company enforcement other_sense nothing".split()
)


class Operator(Strict):
    """A group of verbs, with what they do to each kind of thing and to another verb's move."""

    words: Words
    does: dict[Kind, Effect]
    move: Turn


class Grammar(Strict):
    """What all families have in common."""

    chinese: Literal["grammar"]
    version: str
    operators: dict[str, Operator]
    cues: dict[str, Words]
    short_states: dict[str, str]
    home: dict[str, Words]


class Family(Strict):
    """One file: one family of rules."""

    chinese: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What verbs act on; `does` is set for an act, a word that is measure and move in one."""

    rule: Rule
    kind: Kind
    does: Effect | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with what it does."""

    name: str
    operator: Operator


@dataclass(frozen=True, slots=True)
class Word:
    """All that one phrase may mean."""

    text: str
    things: tuple[Thing, ...]
    verb: Verb | None


@dataclass(frozen=True)
class ChineseRules:
    """Built once; holds no state between articles."""

    rules: Mapping[str, Rule]
    places: Mapping[str, tuple[str, int]]
    """File and line of each rule."""
    words: tuple[Word, ...] = field(repr=False)
    phrases: AhoCorasick = field(repr=False)
    """Things and verbs in folded text, leftmost longest; a hit is an index into `words`."""
    thing_words: frozenset[int]
    """Indexes of the words that name things: without one of them a sentence says nothing."""
    cue_names: tuple[tuple[str, frozenset[str]], ...] = field(repr=False)
    cues: AhoCorasick = field(repr=False)
    behind: tuple[str, ...]
    states: Mapping[str, str]
    home: Mapping[str, str]
    """Publishers by name, with the state whose measures they report without naming it."""

    @classmethod
    def parse(cls, files: Sequence[Located]) -> Self | None:
        """Read the files that begin with `chinese:`; None where there are none. Raises ConfigError."""
        own = [located for located in files if _key(located) is not None]
        if not own:
            return None
        faults: list[Fault] = []
        families: list[tuple[Located, Family]] = []
        grammar: Grammar | None = None
        for located in own:
            try:
                if _key(located) == "grammar":
                    grammar = validate(located, Grammar)
                    faults += _cue_faults(located, grammar)
                else:
                    families.append((located, validate(located, Family)))
            except ConfigError as error:
                faults += error.faults
        rules: dict[str, Rule] = {}
        places: dict[str, tuple[str, int]] = {}
        for located, family in families:
            for index, rule in enumerate(family.rules):
                faults += _rule_faults(located, index, rule, rules)
                rules[rule.id] = rule
                places[rule.id] = (located.file, located.line(("rules", index)))
        if grammar is None and not faults:
            faults.append(Fault(file=own[0].file, line=1, message="no file begins with `chinese: grammar`"))
        if faults or grammar is None:
            raise ConfigError(faults)
        return cls._compiled(rules, places, grammar)

    @classmethod
    def _compiled(cls, rules: dict[str, Rule], places: dict[str, tuple[str, int]], grammar: Grammar) -> Self:
        words = _words(rules.values(), grammar)
        cues: dict[str, set[str]] = {}
        for name, phrases in grammar.cues.items():
            for phrase in phrases if name != "behind" else ():
                cues.setdefault(phrase, set()).add(name)
        return cls(
            rules=rules,
            places=places,
            words=words,
            phrases=AhoCorasick([word.text for word in words], matchkind=MatchKind.LeftmostLongest),
            thing_words=frozenset(index for index, word in enumerate(words) if word.things),
            cue_names=tuple((phrase, frozenset(names)) for phrase, names in cues.items()),
            cues=AhoCorasick(list(cues), matchkind=MatchKind.LeftmostLongest),
            behind=grammar.cues["behind"],
            states=grammar.short_states,
            home={name: code for code, names in grammar.home.items() for name in names},
        )


def _key(located: Located) -> str | None:
    """What stands at `chinese:`, or None for a file of others."""
    try:
        return str(located.data["chinese"])
    except (KeyError, TypeError):
        return None


def _cue_faults(located: Located, grammar: Grammar) -> Iterator[Fault]:
    for name in sorted(CUES - grammar.cues.keys()):
        yield located.fault(("cues",), f"cues: {name} is missing")
    for name in sorted(grammar.cues.keys() - CUES):
        yield located.fault(("cues", name), f"cues: {name} is not one of {', '.join(sorted(CUES))}")


def _rule_faults(located: Located, index: int, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Fault]:
    path = ("rules", index)
    if rule.id in known:
        yield located.fault(path, f"rule {rule.id}: the id is taken; choose another")
    if not rule.positives or not rule.near_misses:
        yield located.fault(path, f"rule {rule.id}: needs at least one positive case and one near miss")
    if not rule.acts and not any(rule.things.values()):
        yield located.fault(path, f"rule {rule.id}: has neither things nor acts, so it can find nothing")


def _words(rules: Iterable[Rule], grammar: Grammar) -> tuple[Word, ...]:
    things: dict[str, list[Thing]] = {}
    verbs: dict[str, Verb] = {}
    for rule in rules:
        for kind, phrases in rule.things.items():
            for phrase in phrases:
                things.setdefault(phrase, []).append(Thing(rule=rule, kind=kind))
        for act in rule.acts:
            for phrase in (*act.verbs, *act.nouns):
                things.setdefault(phrase, []).append(Thing(rule=rule, kind="act", does=act.does))
    for name, operator in grammar.operators.items():
        for phrase in operator.words:
            verbs.setdefault(phrase, Verb(name=name, operator=operator))
    # Words that only look like a verb ("模拟" holds "拟") are taken whole and mean nothing.
    return tuple(
        Word(text=phrase, things=_special_first(things.get(phrase, ())), verb=verbs.get(phrase))
        for phrase in sorted(things.keys() | verbs.keys() | set(grammar.cues["nothing"]))
    )


def _special_first(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Rules that ask for other words nearby come first: where these stand, they know better."""
    return tuple(sorted(things, key=lambda thing: not thing.rule.near))
