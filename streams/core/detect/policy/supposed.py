"""What is only asked or supposed: "Should the US ban ...?", "What if China stopped ...", "would answer any ban".

The words are those of a move, so neither a score nor the judge can tell; the shape of the sentence does.
"""

import re
from typing import Final

from schemas.finding import Asserted
from streams.core.detect.policy.frames import Frame
from streams.core.document import Sentence

_SUPPOSES: Final = ("what if ", "imagine if ", "suppose ")
_TOLD_FIRST: Final = re.compile(r"[.;:?!]\s")
"""Where a sentence's end or a colon stands before the question, what comes first may tell a move."""
_REASONS: Final = ("why", "how")
"""What asks for the reason of a move takes the move as given."""
_OPENINGS: Final = (("what", "if"), ("imagine", "if"))
_ENDS: Final = frozenset({"?", ".", ";", ":", "!"})
_ANY: Final = 3
"""Words between "any" and the measure, at most: "any new US ban"."""
_FORECASTERS: Final = frozenset(
    {"analyst", "analysts", "economist", "economists", "strategist", "strategists"}
)
_FORESEE: Final = frozenset({"said", "say", "says", "wrote", "write", "writes"})
_SPEAKS: Final = 6
"""Words from a forecaster to his verb, at most: "analysts at a bank in London said"."""
_ANSWERS: Final = frozenset(
    "answer answers respond responds retaliate retaliates react reacts counter reciprocate match".split()
)


def asked(sentence: Sentence) -> bool:
    """Whether a whole sentence is a question or a supposition: no words of it tell a move."""
    plain = sentence.plain.strip().lower()
    if plain.startswith(_SUPPOSES):
        return True
    question = plain.rstrip("\"')").endswith("?") and not plain.startswith(_REASONS)
    return question and not _TOLD_FIRST.search(plain)


def supposed(frame: Frame) -> str | None:
    """What makes one frame a supposition: a question, a "what if", a forecast, an answer to any measure."""
    words = frame.reading.tokens.words
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    last = max([frame.mark.end, *(link.mark.end for link in frame.chain)])
    if _asks(words, first, last):
        return "a question"
    if _forecast(frame, words, last):
        return "a forecast"
    return "any such measure" if _any(frame, words) else None


def _asks(words: list[str], first: int, last: int) -> bool:
    """Whether the frame's own sentence, or part of a headline, is a question or opens as a supposition."""
    start = max((at + 1 for at in range(first) if words[at] in _ENDS), default=0)
    if tuple(words[start : start + 2]) in _OPENINGS:
        return True
    mark = next((word for word in words[last:] if word in _ENDS), None)
    return mark == "?" and words[start] not in _REASONS


def _forecast(frame: Frame, words: list[str], last: int) -> bool:
    """Whether analysts say behind it that a state may act: what they expect is no move."""
    if frame.asserted is not Asserted.UNCERTAIN:
        return False
    end = next((at for at in range(last, len(words)) if words[at] in {".", ";"}), len(words))
    said = next((at for at in range(last, end) if words[at] in _FORESEE), None)
    return said is not None and not _FORECASTERS.isdisjoint(words[max(last, said - _SPEAKS) : said])


def _any(frame: Frame, words: list[str]) -> bool:
    """Behind "any" and a verb of answering a measure is only thought of."""
    place = frame.mark.start
    at = next((at for at in range(place - 1, max(-1, place - 2 - _ANY), -1) if words[at] == "any"), None)
    return at is not None and any(word in _ANSWERS for word in words[max(0, at - 3) : at])
