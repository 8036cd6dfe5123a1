"""The words of the rules with what each may mean, in a trie over the words of a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from streams.core.detect.policy.forms import Form, noun_forms, verb_forms
from streams.core.detect.policy.shapes import Effect, Kind, Operator, Rule
from streams.core.detect.policy.tokens import split_phrase

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Thing:
    """What verbs act on. `rule` is None for words common to all families; `does` is an act's own effect."""

    kind: Kind
    rule: Rule | None
    does: Effect | None = None
    form: Form = Form.NOUN


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb or noun of an operator."""

    name: str
    operator: Operator
    form: Form

    def on(self, kind: Kind) -> Effect | None:
        """What it does to a thing of a kind."""
        return self.operator.does.get(kind)


@dataclass(frozen=True, slots=True)
class Word:
    """All that one phrase may mean."""

    things: tuple[Thing, ...] = ()
    verbs: tuple[Verb, ...] = ()


class Trie(Generic[E]):
    """Phrases by their first word, longest first."""

    def __init__(self, phrases: Mapping[tuple[str, ...], E]) -> None:
        heads: dict[str, list[tuple[tuple[str, ...], E]]] = {}
        for phrase, entry in phrases.items():
            heads.setdefault(phrase[0], []).append((phrase, entry))
        for options in heads.values():
            options.sort(key=lambda option: -len(option[0]))
        self._heads = heads

    def find(self, words: list[str]) -> list[tuple[int, int, E]]:
        """Phrases in the words, leftmost longest, without overlap: (start, end, entry)."""
        found: list[tuple[int, int, E]] = []
        heads = self._heads
        free = 0
        for place in [place for place, word in enumerate(words) if word in heads]:
            if place < free:
                continue
            for phrase, entry in heads[words[place]]:
                size = len(phrase)
                if size == 1 or tuple(words[place : place + size]) == phrase:
                    found.append((place, place + size, entry))
                    free = place + size
                    break
        return found


def words_of(
    operators: Mapping[str, Operator], common: Mapping[Kind, tuple[str, ...]], rules: Iterable[Rule]
) -> dict[tuple[str, ...], Word]:
    """Every phrase with its meanings."""
    things: dict[tuple[str, ...], list[Thing]] = {}
    verbs: dict[tuple[str, ...], list[Verb]] = {}
    for kind, lemmas in common.items():
        for lemma in lemmas:
            for form in noun_forms(lemma):
                things.setdefault(split_phrase(form), []).append(Thing(kind=kind, rule=None))
    for rule in rules:
        for phrase, thing in _of_rule(rule):
            known = things.setdefault(phrase, [])
            known[:] = [other for other in known if other.rule is not None] + [thing]
    for name, operator in operators.items():
        for phrase, form in _of_operator(operator):
            entries = verbs.setdefault(phrase, [])
            if all(
                entry.name != name or (entry.form is Form.NOUN) != (form is Form.NOUN) for entry in entries
            ):
                entries.append(Verb(name=name, operator=operator, form=form))
    return {
        phrase: Word(things=tuple(things.get(phrase, ())), verbs=tuple(verbs.get(phrase, ())))
        for phrase in things.keys() | verbs.keys()
    }


def _of_rule(rule: Rule) -> list[tuple[tuple[str, ...], Thing]]:
    found: list[tuple[tuple[str, ...], Thing]] = []
    for kind, lemmas in rule.things.items():
        found += [
            (split_phrase(form), Thing(kind=kind, rule=rule))
            for lemma in lemmas
            for form in noun_forms(lemma)
        ]
    for act in rule.acts:
        for lemma in act.nouns:
            for form in noun_forms(lemma):
                found.append((split_phrase(form), Thing(kind="act", rule=rule, does=act.does)))
        for lemma in act.verbs:
            for text, form in verb_forms(lemma):
                found.append((split_phrase(text), Thing(kind="act", rule=rule, does=act.does, form=form)))
    return found


def _of_operator(operator: Operator) -> list[tuple[tuple[str, ...], Form]]:
    found = [(split_phrase(text), form) for lemma in operator.verbs for text, form in verb_forms(lemma)]
    found += [(split_phrase(text), Form.NOUN) for lemma in operator.nouns for text in noun_forms(lemma)]
    found += [(split_phrase(text), Form.PHRASE) for text in operator.phrases]
    return found
