"""A firm's denial of a report moves no state: it raises nothing, and is shown with its reason.

"The report was not accurate" names no measure, so the gate lets it by; it is looked for only in articles that
name a watch or hold a candidate. A firm that denies in the words of a measure is ruled out in `why`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from schemas.decision import Candidate
from schemas.watch import WatchType
from streams.core.detect.found import Entities, Mention
from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.jurisdictions import Place
from streams.core.document import Document, Sentence
from streams.core.reasons import Reason

DENIALS: Final = (
    "not accurate", "inaccurate", "not true", "untrue", "no truth", "denied", "denies", "refuted", "refutes",
)  # fmt: skip
_STEMS: Final = ("accurate", "true", "no truth", "denie", "refute")
"""One of these stands in each of the phrases; most articles hold none."""
_SAYS: Final = frozenset(
    "deny denies denied denying dismisses dismissed refutes refuted disputes disputed".split()
)
_FIRM: Final = frozenset(
    "company firm chipmaker group maker giant manufacturer carmaker designer supplier retailer startup owner parent"
    " buyer unit operator exporter importer".split()
)
_REACH: Final = 8
MAX_LINES: Final = 4
"""Denials shown of one article."""
_TRIES: Final = 20
"""Sentences looked at for a firm; hostile text must not buy more work than this."""
_SENTENCE: Final = 500
"""Characters between a firm and its denial, at most: more are no sentence."""


def firm_denials(
    document: Document, entities: Entities, seen: Sequence[Sentence] = ()
) -> Iterator[Candidate]:
    """Sentences in which a firm calls a report wrong, as dropped candidates; `seen` are dropped already."""
    folded = document.body.folded
    if not any(stem in folded for stem in _STEMS):
        return
    spoken = sorted({at for phrase in DENIALS for at in _all(folded, phrase)})
    # Sentences are cut only where a firm stands before the words: most denials in the news are no firm's.
    named = sorted(m.end for hit in entities.hits for m in hit.mentions if m.text is document.body)
    places = [at for at in spoken if (last := bisect_right(named, at)) and at - named[last - 1] <= _SENTENCE]
    if not places:
        return
    lines = tried = 0
    for sentence in document.sentences:
        if sentence.text is not document.body or sentence.furniture is not None or sentence in seen:
            continue
        first = bisect_left(places, sentence.start)
        at = places[first] if first < len(places) and places[first] < sentence.end else None
        if at is None:
            continue
        tried += 1
        firm = _named(sentence, at, entities)
        if firm is not None:
            yield _line(sentence, firm, at)
            lines += 1
        if lines == MAX_LINES or tried == _TRIES:
            return


def denied_by_firm(
    frame: Frame,
    places: Sequence[Place],
    firms: Callable[[], Sequence[Mention]],
    homes: Mapping[str, str],
) -> bool:
    """Whether the frame's denial is a firm's: a firm stands before "denied", and no state or official does.

    `firms` gives the sentence's mentions of firms, asked for only where somebody denies; `homes` are known firms.
    """
    words, starts = frame.reading.tokens.words, frame.reading.tokens.starts
    link = next(
        (link for link in frame.chain if link.side == "left" and words[link.mark.start] in _SAYS), None
    )
    if link is None:
        return False
    first = max(0, link.mark.start - _REACH)
    span = range(starts[first], starts[link.mark.start])
    if any(place.start in span and not place.locative and place.kind != "demonym" for place in places):
        return False
    if any(word in homes for word in words[first : link.mark.start]):
        return True
    return not _FIRM.isdisjoint(words[first : link.mark.start]) or any(m.start in span for m in firms())


def _all(folded: str, phrase: str) -> Iterator[int]:
    at = folded.find(phrase)
    while at >= 0:
        yield at
        at = folded.find(phrase, at + len(phrase))


def _named(sentence: Sentence, at: int, entities: Entities) -> Mention | None:
    """The watched firm that speaks: the last one before the words of denial."""
    before = [mention for mention in firms_in(sentence, entities) if mention.end <= at]
    return max(before, key=lambda mention: mention.start, default=None)


def firms_in(sentence: Sentence, entities: Entities) -> Iterator[Mention]:
    """Mentions of firms, and of people who speak for one; others may be officials."""
    for hit in entities.hits:
        firm = hit.watch.type is WatchType.ORGANIZATION
        if firm or (hit.watch.type is WatchType.PERSON and hit.watch.parent is not None):
            for mention in hit.mentions:
                if mention.text is sentence.text and sentence.start <= mention.start < sentence.end:
                    yield mention


def _line(sentence: Sentence, firm: Mention, at: int) -> Candidate:
    phrase = next(phrase for phrase in DENIALS if sentence.text.folded.startswith(phrase, at))
    spans = ((f"watch:{firm.watch.id}", firm.start, firm.end), ("denial", at, at + len(phrase)))
    return Candidate(
        what="policy",
        kept=False,
        reason=Reason.DENIED_BY_FIRM,
        evidence=tuple(sentence.text.evidence(start=start, end=end, rule=rule) for rule, start, end in spans),
        detail=f"{firm.watch.name} speaks for itself",
    )
