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


def features(frame: Frame, *, headline: bool, order: int, flash: bool, acts: str) -> list[str]:
    """The names of all cues that hold for a frame.

    `order` is the sentence's number in the body, `flash` whether there is none; `acts` says how the
    actor stands ("subject", "owner", "near", "none"). What the dates say is added where it may matter.
    """
    reading = frame.reading
    words = reading.tokens.words
    own = {
        place
        for mark in (frame.mark, *(link.mark for link in frame.chain))
        for place in range(mark.start, mark.end)
    }
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    last = max([frame.mark.end, *(link.mark.end for link in frame.chain)])
    if acts == "none" and any("state" in names and start < first for start, _, names in reading.cues):
        acts = "body"
    found = [
        "bias",
        f"kind:{frame.thing.kind}",
        f"actor:{acts}",
        "own words" if frame.thing.rule else "common words",
    ]
    found.append(
        "in:headline" if headline else "in:lead" if order < 2 else "in:early" if order < 6 else "in:late"
    )
    if headline and flash:
        found.append("in:headline alone")
    if frame.chain:
        outer, inner = frame.chain[-1], frame.chain[0]
        found += [
            f"inner:{inner.verb.name}",
            f"{inner.verb.name} {frame.thing.kind}",
            f"stage:{frame.stage}",
            f"asserted:{frame.asserted}",
        ]
        found.append(f"form:{outer.verb.form}")
        found += [f"auxiliary:{name}" for name in reading.auxiliaries(outer.mark.start)]
        if len(frame.chain) > 1:
            found += ["chained", f"outer:{outer.verb.name}"]
        if outer.side == "right":
            found.append("verb after")
        if (
            frame.thing.kind in ("measure", "permit")
            and first == frame.mark.start
            and outer.verb.form is Form.PAST
        ):
            found.append("participle after")
    else:
        found.append("no verb")
    for start, end, names in reading.cues:
        if all(place in own for place in range(start, end)):
            continue
        for name in names:
            found.append(f"cue:{name}")
            if end <= first and first - end <= _WINDOW:
                found.append(f"before:{name}")
            elif start >= last and start - last <= _WINDOW:
                found.append(f"behind:{name}")
    stretch = max((place for place in reading.boundaries if place < first), default=-1)
    if stretch >= 0:
        found.append(f"clause:{words[stretch]}")
    if words[-1] == "?":
        found.append("question")
    if '"' in words[:first] or "'" in words[:first]:
        found.append("quoted")
    return list(dict.fromkeys(found))


def probability(names: Iterable[str], weights: Weights) -> float:
    """From log odds, 0 to 1."""
    total = sum(weights.odds.get(name, 0.0) for name in names)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
