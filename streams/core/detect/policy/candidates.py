"""The candidate sentences of an article, read by the rules.

Speed lives here: one pass of the gate over the whole text, then only sentences that it hit are cut into
words, and what only a likely frame needs (dates) is looked up only for such.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.detect.found import Entities
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.currency import Old, dated_words, old
from streams.core.detect.policy.dating import dated, dates_of, placed
from streams.core.detect.policy.denials import denied_by_firm, firms_in
from streams.core.detect.policy.frames import Frame, frames
from streams.core.detect.policy.gate import THING
from streams.core.detect.policy.jurisdictions import Place
from streams.core.detect.policy.moments import Found as When
from streams.core.detect.policy.reading import Reading
from streams.core.detect.policy.roles import Roles, roles
from streams.core.detect.policy.ruling import rule_of
from streams.core.detect.policy.settle import settled
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.tokens import tokenize
from streams.core.detect.policy.unchained import ruled_out_by_no
from streams.core.detect.policy.weigh import features, probability
from streams.core.document import Document, Sentence

MAX_SENTENCES: Final = 200
"""Candidate sentences read of one article; hostile text must not buy more work than this."""
MAX_LENGTH: Final = 2_000
"""Characters of a sentence that are read: longer ones are lists or tables."""
_OF_GOODS: Final = frozenset({Instrument.TARIFF, Instrument.OTHER_TRADE})
"""Measures on goods, whoever makes them: a firm that stands beside them is not whom they mean."""
HOPELESS: Final = 0.04
"""A frame below this is not told whatever its dates say, so they are not looked up."""


@dataclass(frozen=True, slots=True)
class Found:
    """A frame in its sentence, with its rule, its roles and what the rules make of it.

    `order` is the sentence's number in the body, 0 for the headline; `dates` are its date expressions.
    `old` is what makes it background whatever its score.
    `bare`: no rule filled a frame, the sentence's words are all there is, and the judge's say.
    """

    sentence: Sentence
    order: int
    frame: Frame
    rule: Rule
    roles: Roles
    dates: tuple[When, ...]
    cues: tuple[str, ...]
    probability: float
    old: Old | None = None
    denied_by_firm: bool = False
    bare: bool = False


def candidate_sentences(document: Document, rules: Compiled) -> list[tuple[Sentence, bool]]:
    """Sentences that may tell of a move, furniture included, in order, each with whether rules can read it."""
    return [
        (sentence, bool(mask & THING)) for sentence, mask in rules.gate.sentences(document)[:MAX_SENTENCES]
    ]


def read_sentence(
    sentence: Sentence, document: Document, rules: Compiled, *, topic: Rule | None, entities: Entities
) -> Iterator[Found]:
    """Every frame of one sentence; `topic` is the rule that common words fall back to."""
    end = min(sentence.end, sentence.start + MAX_LENGTH)
    reading = Reading(tokenize(sentence.text, sentence.start, end), rules.lexicon)
    title = document.headline.folded
    read = [
        (frame, rule)
        for frame in frames(reading)
        if (frame.chain or _stands_alone(frame))
        and (rule := rule_of(frame, rules, title) or topic) is not None
    ]
    if not read:
        return
    places = places_of(sentence, end, rules)
    order = order_of(sentence, document)
    headline = sentence.text is document.headline
    firms = cache(lambda: tuple(firms_in(sentence, entities)))
    dates: tuple[When, ...] | None = None
    for frame, rule in read:
        done = settled(frame, rule)
        who = roles(done, places, {} if rule.instrument in _OF_GOODS else rules.jurisdictions.homes)
        if who.stands == "objection":
            done = replace(
                done, direction=Direction.TIGHTEN, stage=Stage.ANNOUNCED, asserted=Asserted.ASSERTED
            )
        cues = features(
            done,
            headline=headline,
            order=order,
            flash=not document.body.plain,
            acts=who.stands,
        )
        likely = probability(cues, rules.weights)
        past: Old | None = None
        denied = denied_by_firm(done, places, firms, rules.jurisdictions.homes)
        if likely >= HOPELESS:
            dates = dates_of(sentence, end, document) if dates is None else dates
            when = dated(dates, document)
            cues += when
            likely = probability(cues, rules.weights) if when else likely
            past = _old(done, sentence, order, dates, document)
            done = _marked(done, past)
        yield Found(sentence, order, done, rule, who, dates or (), tuple(cues), likely, past, denied)


def _stands_alone(frame: Frame) -> bool:
    """Whether a thing that no verb acts on may tell something: a rule's own, or one that is said not to come."""
    return frame.thing.kind != "flow" and (frame.thing.rule is not None or ruled_out_by_no(frame) is not None)


def aged(item: Found, document: Document) -> Found:
    """A candidate with what makes it background, looked up where it was too unlikely to be asked before."""
    if item.old is not None or item.probability >= HOPELESS:
        return item
    end = min(item.sentence.end, item.sentence.start + MAX_LENGTH)
    dates = dates_of(item.sentence, end, document)
    past = _old(item.frame, item.sentence, item.order, dates, document)
    cues = (*item.cues, *dated(dates, document))
    return replace(item, dates=dates, old=past, frame=_marked(item.frame, past), cues=cues)


def _old(
    frame: Frame, sentence: Sentence, order: int, dates: tuple[When, ...], document: Document
) -> Old | None:
    words = dated_words(frame, placed(dates, sentence, document))
    return old(frame, words, order=-1 if sentence.text is document.headline else order)


def _marked(frame: Frame, past: Old | None) -> Frame:
    """The frame with the words that say that it is old."""
    return frame if past is None else replace(frame, cues=(*frame.cues, ("currency", past.start, past.end)))


def order_of(sentence: Sentence, document: Document) -> int:
    """The sentence's number in the body; 0 for the headline."""
    if sentence.text is document.headline:
        return 0
    return sentence.index - document.titles


def places_of(sentence: Sentence, end: int, rules: Compiled) -> list[Place]:
    """The jurisdictions that a sentence names up to `end`, with offsets into its field."""
    base = sentence.start
    return [
        Place(place.start + base, place.end + base, place.code, place.kind, place.locative)
        for place in rules.jurisdictions.find(sentence.text.plain[base:end])
    ]
