"""Which articles and sentences may tell of a state action: cheap for the many that do not.

Two automata over the folded text. The narrow one runs over every article: a word that names a measure, or a
word of trade beside a verb of state action. Only where it (or the headline) hits does the wide one choose
the sentences, since those are few and a missed move costs more than a read sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
_STATE_ACTION: Final = ("block", "unblock")
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
        chosen: list[tuple[Sentence, int]] = []
        hits, at, text = title, 0, document.headline
        for sentence in document.sentences:
            if sentence.text is not text:
                hits, at, text = body, 0, sentence.text
            mask, end, count = 0, sentence.end, len(hits)
            while at < count and hits[at][0] < end:
                mask |= hits[at][1]
                at += 1
            if text is document.headline or _likely(mask) or (named and _possible(mask)):
                chosen.append((sentence, mask))
        return chosen

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


def gate(grammar: Grammar, cues: Cues, products: Products, rules: Iterable[Rule]) -> Gate:
    """Compile the gate from the words of the rules."""
    masks: dict[str, int] = {}
    strict: dict[str, int] = {}

    def add(forms: Iterable[str], mask: int, *, lemma: str) -> None:
        for form in forms:
            spaced = " " + " ".join(split_phrase(form))
            masks[spaced] = masks.get(spaced, 0) | mask
            if lemma not in cues.gate["weak"]:
                strict[spaced] = strict.get(spaced, 0) | mask

    for rule in rules:
        for kind, lemmas in rule.things.items():
            for lemma in lemmas:
                add(
                    noun_forms(lemma), (TRADE | WIDE_TRADE if kind == "flow" else STRONG) | THING, lemma=lemma
                )
        for act in rule.acts:
            for lemma in act.nouns:
                add(noun_forms(lemma), STRONG | THING, lemma=lemma)
            for lemma in act.verbs:
                add((form for form, _ in verb_forms(lemma)), STRONG | THING, lemma=lemma)
        for lemma in rule.near:
            add(noun_forms(lemma), TRADE | WIDE_TRADE, lemma=lemma)
    for name in products.names:
        for lemma in products.names[name]:
            add(noun_forms(lemma), WIDE_TRADE, lemma=lemma)
    for lemma in (*cues.gate["trade"], *cues.gate["wide"]):
        add(noun_forms(lemma), TRADE | WIDE_TRADE if lemma in cues.gate["trade"] else WIDE_TRADE, lemma=lemma)
    for lemmas in grammar.things.values():
        for lemma in lemmas:
            add(noun_forms(lemma), ACTION | WIDE_ACTION | THING, lemma=lemma)
    for name, operator in grammar.operators.items():
        mask = (ACTION | WIDE_ACTION) if name in _STATE_ACTION else WIDE_ACTION
        for lemma in operator.verbs:
            add((form for form, _ in verb_forms(lemma)), mask, lemma=lemma)
        for lemma in operator.nouns:
            add(noun_forms(lemma), mask, lemma=lemma)
        for phrase in operator.phrases:
            add((phrase,), mask, lemma=phrase)
    return Gate(narrow=_automaton(strict, STRONG | TRADE | ACTION), wide=_automaton(masks, -1))


def _automaton(masks: Mapping[str, int], wanted: int) -> _Automaton:
    words = sorted(word for word, mask in masks.items() if mask & wanted)
    return _Automaton(
        words=AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),
        masks=tuple(masks[word] for word in words),
    )
