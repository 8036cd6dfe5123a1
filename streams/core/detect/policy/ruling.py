"""Which rule a frame belongs to: by its own words, by what it is about, or by the words round it."""

from collections import Counter
from typing import Final

from schemas.finding import Instrument
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.tokens import split_phrase
from streams.core.document import Document

MAX_DISTANCE: Final = 25
"""Words between a common thing and the word that makes it a rule's."""
_INWARD: Final = ("import", "purchas")
_FIRMS: Final = frozenset(
    "miner chipmaker maker producer company firm group unit subsidiary business stake shares plant fab foundry startup"
    " refiner refinery port terminal utility airline bank mine".split()
)
_SOLD: Final = 6
"""Words behind "sale of" that say what is sold, at most."""
MAX_HEADLINE: Final = 300
"""Characters of a headline that say what an article is about."""


def rule_of(frame: Frame, rules: Compiled, headline: str) -> Rule | None:
    """The rule of the thing, of what it is about, or the one whose words stand nearest; another may take it over."""
    rule = _own(frame) or nearest(frame, rules)
    if rule is None:
        return None
    if rule.instrument is Instrument.EXPORT_CONTROL and _sells_firm(frame):
        return next((r for r in rules.rules.values() if r.instrument is Instrument.INVESTMENT), rule)
    inward = _says_inward(frame)
    folded = frame.reading.tokens.text.folded
    start, end = frame.reading.tokens.starts[0], frame.reading.tokens.ends[-1]
    for other, where in rules.takers.get(rule.id, ()):
        if inward and other.instrument is Instrument.EXPORT_CONTROL:
            continue
        if any(
            _stands(word, folded, start, end) or _stands(word, headline, 0, len(headline)) for word in where
        ):
            return other
    return rule


def _says_inward(frame: Frame) -> bool:
    """Whether the thing says that goods come in ("ban on imports"): no word of theirs makes it an export control."""
    words = frame.reading.tokens.words
    marks = (frame.mark, *frame.inner)
    return any(words[at].startswith(_INWARD) for mark in marks for at in range(mark.start, mark.end))


def _sells_firm(frame: Frame) -> bool:
    """Whether what is sold is a firm or a share of one: to block that is investment review, not export control."""
    words = frame.reading.tokens.words
    end = frame.mark.end
    if words[end - 1] != "sale" or words[end : end + 1] != ["of"]:
        return False
    sold = words[end + 1 : end + 1 + _SOLD]
    return not _FIRMS.isdisjoint(sold[: sold.index("to")] if "to" in sold else sold)


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


def nearest(frame: Frame, rules: Compiled) -> Rule | None:
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


def headline_rule(document: Document, rules: Compiled) -> Rule | None:
    """The rule whose words the headline has most of: what the article's common words fall back to."""
    near = rules.lexicon.near
    counts: Counter[str] = Counter()
    for word in split_phrase(document.headline.folded[:MAX_HEADLINE]):
        counts.update(near.get(word, ()))
    return rules.rules[min(counts, key=lambda name: (-counts[name], name))] if counts else None
