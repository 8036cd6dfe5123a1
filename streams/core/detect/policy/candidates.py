"""The candidate sentences of an article, read by the rules.

Speed lives here: one pass of the gate over the whole text, then only sentences that it hit are cut into
words, and the work stops where an article repeats itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.frames import Frame, Link, frames
from streams.core.detect.policy.gate import THING
from streams.core.detect.policy.jurisdictions import Place
from streams.core.detect.policy.lexicon import Thing
from streams.core.detect.policy.moments import Found as When
from streams.core.detect.policy.reading import Mark, Reading
from streams.core.detect.policy.roles import Roles, roles
from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.settle import settled
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.tokens import tokenize
from streams.core.detect.policy.weigh import features, probability
from streams.core.document import Document, Sentence

MAX_SENTENCES: Final = 200
"""Candidate sentences read of one article; hostile text must not buy more work than this."""
MAX_LENGTH: Final = 2_000
"""Characters of a sentence that are read: longer ones are lists or tables."""
MAX_DISTANCE: Final = 25
"""Words between a common thing and the word that makes it a rule's."""
FRESH_DAYS: Final = 8
"""Days before the article's date that still count as now."""


@dataclass(frozen=True, slots=True)
class Found:
    """A frame in its sentence, with its rule, its roles and what the rules make of it."""

    sentence: Sentence
    order: int
    frame: Frame
    rule: Rule
    roles: Roles
    cues: tuple[str, ...]
    probability: float
    bare: bool = False
    """No rule filled a frame: the sentence's words are all there is, and the judge's say."""


def candidate_sentences(document: Document, rules: Compiled) -> list[tuple[Sentence, bool]]:
    """Sentences that may tell of a move, furniture included, in order, each with whether rules can read it."""
    return [
        (sentence, bool(mask & THING)) for sentence, mask in rules.gate.sentences(document)[:MAX_SENTENCES]
    ]


def read_sentence(
    sentence: Sentence, document: Document, rules: Compiled, *, topic: Rule | None
) -> Iterator[Found]:
    """Every frame of one sentence; `topic` is the rule that common words fall back to."""
    end = min(sentence.end, sentence.start + MAX_LENGTH)
    reading = Reading(tokenize(sentence.text, sentence.start, end), rules.lexicon)
    read = frames(reading)
    if not read:
        return
    places = _places(sentence, end, rules)
    headline = sentence.text is document.headline
    order = _order(sentence, document)
    dated = _dated(sentence, end, document)
    for frame in read:
        rule = _rule(frame, rules, document.headline.folded) or topic
        if rule is None or (not frame.chain and frame.thing.kind == "flow"):
            continue
        done = settled(frame, rule)
        who = roles(done, places)
        if who.stands == "objection":
            done = replace(done, direction=Direction.TIGHTEN, stage=Stage.ANNOUNCED, asserted=Asserted.ASSERTED)
        cues = tuple(
            features(
                done,
                headline=headline,
                order=order,
                sentences=len(document.body.plain),
                acts=who.stands,
                dated=dated,
            )
        )
        yield Found(sentence, order, done, rule, who, cues, probability(cues, rules.weights))


def bare(
    sentence: Sentence, document: Document, rules: Compiled, *, topic: Rule | None, instrument: str | None
) -> Found | None:
    """A sentence that the judge takes for a move though no rule read one in it, filled from its words.

    `instrument` is the judge's, where it has one. None where no rule could be named.
    """
    end = min(sentence.end, sentence.start + MAX_LENGTH)
    reading = Reading(tokenize(sentence.text, sentence.start, end), rules.lexicon)
    if not len(reading.tokens):
        return None
    link = next(
        (
            Link(mark=mark, verb=verb, side="left")
            for mark in reading.marks
            for verb in mark.verbs
            if "measure" in verb.operator.does
        ),
        None,
    )
    mark = next((mark for mark in reading.marks if mark.things), Mark(0, len(reading.tokens)))
    thing = mark.things[0] if mark.things else Thing(kind="measure", rule=None)
    direction, stage = Direction.TIGHTEN, Stage.ANNOUNCED
    if link is not None:
        direction, stage = link.verb.operator.does["measure"]
    frame = Frame(
        reading=reading,
        mark=mark,
        thing=thing,
        inner=(),
        chain=() if link is None else (link,),
        direction=direction,
        stage=stage,
        asserted=Asserted.ASSERTED,
        cues=(),
    )
    near = _nearest(frame, rules) or topic
    rule = near
    if instrument is not None and (near is None or near.instrument != instrument):
        rule = next((other for other in rules.rules.values() if other.instrument == instrument), near)
    if rule is None:
        return None
    done = settled(frame, rule)
    who = roles(done, _places(sentence, end, rules))
    return Found(sentence, _order(sentence, document), done, rule, who, (), rules.weights.bare, bare=True)


def _order(sentence: Sentence, document: Document) -> int:
    """The sentence's number in the body; 0 for the headline."""
    if sentence.text is document.headline:
        return 0
    return sentence.index - sum(other.text is document.headline for other in document.sentences[:9])


def _places(sentence: Sentence, end: int, rules: Compiled) -> list[Place]:
    base = sentence.start
    return [
        Place(place.start + base, place.end + base, place.code, place.kind, place.locative)
        for place in rules.jurisdictions.find(sentence.text.plain[base:end])
    ]


def _rule(frame: Frame, rules: Compiled, headline: str) -> Rule | None:
    """The rule of the thing, of what it is about, or the one whose words stand nearest; another may take it over."""
    rule = _own(frame) or _nearest(frame, rules)
    if rule is None:
        return None
    folded = frame.reading.tokens.text.folded
    start, end = frame.reading.tokens.starts[0], frame.reading.tokens.ends[-1]
    for other, where in rules.takers.get(rule.id, ()):
        if any(
            _stands(word, folded, start, end) or _stands(word, headline, 0, len(headline)) for word in where
        ):
            return other
    return rule


def _stands(word: str, text: str, start: int, end: int) -> bool:
    """Whether a whole word stands in a stretch of folded text."""
    at = text.find(word, start, end)
    while at >= 0:
        after = at + len(word)
        if not (at and text[at - 1].isalnum()) and not (after < len(text) and text[after].isalnum()):
            return True
        at = text.find(word, at + 1, end)
    return False


def _own(frame: Frame) -> Rule | None:
    things = [*frame.mark.things, *(thing for mark in frame.inner for thing in mark.things)]
    return next((thing.rule for thing in things if thing.rule is not None), None)


def _nearest(frame: Frame, rules: Compiled) -> Rule | None:
    """By the words that make a common thing a rule's own; the nearest wins."""
    near = frame.reading.lexicon.near
    best: tuple[int, str] | None = None
    for place, word in enumerate(frame.reading.tokens.words):
        if word not in near or frame.mark.start <= place < frame.mark.end:
            continue
        distance = min(abs(place - frame.mark.start), abs(place - frame.mark.end))
        for name in near[word]:
            if best is None or (distance, name) < best:
                best = (distance, name)
    return rules.rules[best[1]] if best is not None and best[0] <= MAX_DISTANCE else None


def _dated(sentence: Sentence, end: int, document: Document) -> tuple[str, ...]:
    """What the dates of a sentence say of it: long past, just now, ahead."""
    plain = sentence.text.plain[sentence.start : end]
    published = document.article.published_at
    anchor = published.date() if published is not None else None
    found = {_relation(when, anchor) for when in find_dates(plain, anchor)} - {""}
    return (*sorted(found), "date:only old") if found == {"date:old"} else tuple(sorted(found))


def _relation(when: When, anchor: date | None) -> str:
    if when.relation == "future" or when.lead in ("from", "effective", "starting", "beginning"):
        return "date:ahead"
    if when.relation == "today":
        return "date:now"
    if when.relation == "unknown":
        return "date:old" if when.precision in ("month", "year") else ""
    if when.precision == "day" and (
        anchor is None or when.date is None or (anchor - when.date).days <= FRESH_DAYS
    ):
        return "date:now"
    return "date:old"
