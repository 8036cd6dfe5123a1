"""Is it a current event? Each cue has a weight in `config/policies/weights.yaml`; the sum decides.

The weights were fitted on labelled news and rounded; they are data, so that a reader can see and change
what speaks for and against a move being news.
"""

import math
from collections.abc import Iterable
from typing import Final

from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.shapes import Weights

_WINDOW: Final = 4
"""Words between a cue and the move, at most, for it to stand right before or behind."""
_LEAD: Final = 2
_EARLY: Final = 6


def features(frame: Frame, *, headline: bool, order: int, flash: bool, acts: str) -> list[str]:
    """The names of all cues that hold for a frame.

    `order` is the sentence's number in the body, `flash` whether there is none; `acts` says how the
    actor stands ("subject", "owner", "near", "none"). What the dates say is added where it may matter.
    """
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    if acts == "none" and any("state" in names and start < first for start, _, names in frame.reading.cues):
        acts = "body"
    found = ["bias", f"kind:{frame.thing.kind}", f"actor:{acts}"]
    found.append("own words" if frame.thing.rule else "common words")
    found.append(_position(headline=headline, order=order))
    if headline and flash:
        found.append("in:headline alone")
    found += _of_chain(frame, first) if frame.chain else ["no verb"]
    found += _of_words(frame, first)
    return list(dict.fromkeys(found))


def _position(*, headline: bool, order: int) -> str:
    if headline:
        return "in:headline"
    return "in:lead" if order < _LEAD else "in:early" if order < _EARLY else "in:late"


def _of_chain(frame: Frame, first: int) -> list[str]:
    """Which verbs act, in which form and with which result."""
    outer, inner = frame.chain[-1], frame.chain[0]
    found = [
        f"inner:{inner.verb.name}",
        f"{inner.verb.name} {frame.thing.kind}",
        f"stage:{frame.stage}",
        f"asserted:{frame.asserted}",
        f"form:{outer.verb.form}",
    ]
    found += [f"auxiliary:{name}" for name in frame.reading.auxiliaries(outer.mark.start)]
    if len(frame.chain) > 1:
        found += ["chained", f"outer:{outer.verb.name}"]
    if outer.side == "right":
        found.append("verb after")
    leads = first == frame.mark.start and outer.verb.form is Form.PAST
    if leads and frame.thing.kind in ("measure", "permit"):
        found.append("participle after")
    return found


def _of_words(frame: Frame, first: int) -> list[str]:
    """Which words stand in the sentence, right before the move and right behind it."""
    reading, words = frame.reading, frame.reading.tokens.words
    marks = (frame.mark, *(link.mark for link in frame.chain))
    own = {place for mark in marks for place in range(mark.start, mark.end)}
    last = max(mark.end for mark in marks)
    found: list[str] = []
    for start, end, names in reading.cues:
        if all(place in own for place in range(start, end)):
            continue
        place = (
            "before" if 0 <= first - end <= _WINDOW else "behind" if 0 <= start - last <= _WINDOW else None
        )
        for name in names:
            found += [f"cue:{name}", f"{place}:{name}"] if place else [f"cue:{name}"]
    stretch = max((place for place in reading.boundaries if place < first), default=-1)
    if stretch >= 0:
        found.append(f"clause:{words[stretch]}")
    if words[-1] == "?":
        found.append("question")
    if '"' in words[:first] or "'" in words[:first]:
        found.append("quoted")
    return found


def probability(names: Iterable[str], weights: Weights) -> float:
    """From log odds, 0 to 1."""
    total = sum(weights.odds.get(name, 0.0) for name in names)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
