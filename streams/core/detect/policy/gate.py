"""Which articles and sentences may tell of a state action: cheap for the many that do not.

Two automata over the folded text. The narrow one runs over every article: a word that names a measure, or a
word of trade beside a verb of state action. Only where it (or the headline) hits does the wide one choose
the sentences, since those are few and a missed move costs more than a read sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from streams.core.detect.policy.forms import noun_forms, verb_forms
from streams.core.detect.policy.shapes import Cues, Grammar, Products, Rule
from streams.core.detect.policy.tokens import split_phrase
from streams.core.document import Document, Sentence

STRONG: Final = 1
"""Names a measure of a rule by itself."""
THING: Final = 2
"""Something verbs act on: the rules can read the sentence."""
TRADE: Final = 4
"""Goods, flows and words of trade."""
WIDE_TRADE: Final = 8
ACTION: Final = 16
"""Verbs that ban or allow, and words for measures and permits."""
WIDE_ACTION: Final = 32
_NEAR: Final = 250
"""Characters between a word of trade and one of action that may be one sentence."""
_STATE_ACTION: Final = ("block", "unblock", "suspend", "levy")
_LEADS: Final = ('"', "'", "(", "-", "/", "\n", "\t")


@dataclass(frozen=True, slots=True)
class _Automaton:
    words: AhoCorasick
    masks: tuple[int, ...]

    def hits(self, folded: str) -> list[tuple[int, int]]:
        """(offset, mask) of whole words in order."""
        text = " " + folded
        for lead in _LEADS:
            if lead in text:
                text = text.replace(lead, " ")
        masks, size = self.masks, len(text)
        return [
            (start, masks[index])
            for index, start, end in self.words.find_matches_as_indexes(text)
            if end == size or not text[end].isalnum()
        ]


@dataclass(frozen=True, slots=True)
class Gate:
    """Chooses candidate sentences; linear in the text's length."""

    narrow: _Automaton
    wide: _Automaton

    def sentences(self, document: Document) -> list[tuple[Sentence, int]]:
        """Candidate sentences in order, each with the mask of what stands in it."""
        title = self.wide.hits(document.headline.folded)
        named = bool(_mask(title) & STRONG)
        admitted = self._admits(document.body.folded)
        flash = not document.body.folded and _possible(_mask(title))
        if not (named or admitted or flash or _titled(_mask(title))):
            return []
        body = self.wide.hits(document.body.folded)
        named = named or _titled(_mask(title)) or bool(_mask(body) & STRONG)
        spans = document.spans
        chosen = [
            (start, mask)
            for (start, _), mask in zip(spans, _masks(spans, body), strict=True)
            if _likely(mask) or (named and _possible(mask))
        ]
        sentences, titles = document.holding([start for start, _ in chosen]), document.titles
        headed = [(sentence.start, sentence.end) for sentence in sentences[:titles]]
        return list(zip(sentences, (*_masks(headed, title), *(mask for _, mask in chosen)), strict=True))

    def _admits(self, folded: str) -> bool:
        """Whether a body may hold a likely sentence."""
        trade = action = -_NEAR - 1
        for start, mask in self.narrow.hits(folded):
            if mask & STRONG:
                return True
            if mask & TRADE:
                trade = start
            if mask & ACTION:
                action = start
            first, last = min(trade, action), max(trade, action)
            if last - first <= _NEAR and ". " not in (gap := folded[first:last]) and "\n" not in gap:
                return True
        return False


def _masks(spans: Iterable[tuple[int, int]], hits: Sequence[tuple[int, int]]) -> list[int]:
    """What stands in each span; spans and hits in order."""
    masks: list[int] = []
    at, count = 0, len(hits)
    for _, end in spans:
        mask = 0
        while at < count and hits[at][0] < end:
            mask |= hits[at][1]
            at += 1
        masks.append(mask)
    return masks


def _likely(mask: int) -> bool:
    """A measure, or a word of trade beside a state's action: enough in any article."""
    return bool(mask & STRONG or (mask & TRADE and mask & ACTION))


def _titled(mask: int) -> bool:
    """Enough in a headline: it is short, and says what the article is about."""
    return bool(
        mask & STRONG or (mask & TRADE and mask & WIDE_ACTION) or (mask & ACTION and mask & WIDE_TRADE)
    )


def _possible(mask: int) -> bool:
    """Enough in an article that names a measure elsewhere."""
    return bool(mask & ACTION or (mask & WIDE_TRADE and mask & WIDE_ACTION))


def _mask(hits: Iterable[tuple[int, int]]) -> int:
    mask = 0
    for _, more in hits:
        mask |= more
    return mask


@dataclass(slots=True)
class _Words:
    """Words with what they stand for, as they are gathered; `strict` leaves out what is too common."""

    weak: frozenset[str]
    masks: dict[str, int] = field(default_factory=dict[str, int])
    strict: dict[str, int] = field(default_factory=dict[str, int])

    def nouns(self, lemmas: Iterable[str], mask: int) -> None:
        """Singular and plural."""
        for lemma in lemmas:
            self._add(lemma, noun_forms(lemma), mask)

    def verbs(self, lemmas: Iterable[str], mask: int) -> None:
        """Every form."""
        for lemma in lemmas:
            self._add(lemma, [form for form, _ in verb_forms(lemma)], mask)

    def phrases(self, phrases: Iterable[str], mask: int) -> None:
        """As they stand."""
        for phrase in phrases:
            self._add(phrase, [phrase], mask)

    def _add(self, lemma: str, forms: Iterable[str], mask: int) -> None:
        for form in forms:
            spaced = " " + " ".join(split_phrase(form))
            self.masks[spaced] = self.masks.get(spaced, 0) | mask
            if lemma not in self.weak:
                self.strict[spaced] = self.strict.get(spaced, 0) | mask


def gate(grammar: Grammar, cues: Cues, products: Products, rules: Iterable[Rule]) -> Gate:
    """Compile the gate from the words of the rules.

    Words that are too common to let a body through (`weak`) count in a headline all the same.
    """
    words = _Words(weak=frozenset(cues.gate["weak"]))
    for rule in rules:
        for kind, lemmas in rule.things.items():
            words.nouns(lemmas, (TRADE | WIDE_TRADE if kind == "flow" else STRONG) | THING)
        for act in rule.acts:
            words.nouns(act.nouns, STRONG | THING)
            words.verbs(act.verbs, STRONG | THING)
        words.nouns(rule.near, TRADE | WIDE_TRADE)
    for lemmas in products.names.values():
        words.nouns(lemmas, TRADE | WIDE_TRADE)
    words.nouns(cues.gate["trade"], TRADE | WIDE_TRADE)
    words.nouns(cues.gate["wide"], WIDE_TRADE)
    for lemmas in grammar.things.values():
        words.nouns(lemmas, ACTION | WIDE_ACTION | THING)
    for name, operator in grammar.operators.items():
        mask = (ACTION | WIDE_ACTION) if name in _STATE_ACTION else WIDE_ACTION
        words.verbs(operator.verbs, mask)
        words.nouns(operator.nouns, mask)
        words.phrases(operator.phrases, mask)
    return Gate(narrow=_automaton(words.strict, STRONG | TRADE | ACTION), wide=_automaton(words.masks, -1))


def _automaton(masks: Mapping[str, int], wanted: int) -> _Automaton:
    words = sorted(word for word, mask in masks.items() if mask & wanted)
    return _Automaton(
        words=AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),
        masks=tuple(masks[word] for word in words),
    )
