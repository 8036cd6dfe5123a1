"""What stays as it was: "the curbs will stay", "will keep its tariffs" report that nothing changes.

A measure that is decided to be maintained, extended or renewed is another thing: that decision is news.
"""

from typing import Final

from streams.core.detect.policy.frames import Frame

_STAY: Final = frozenset({"stay", "stays", "remain", "remains"})
_KEEP: Final = frozenset({"keep", "keeps"})
_REACH: Final = 8
"""Words between a measure and the verb that lets it stay, at most."""


def unchanged(frame: Frame) -> str | None:
    """The word that lets a measure be, in a sentence for people; None where something is done to it."""
    words = frame.reading.tokens.words
    if frame.chain and frame.chain[-1].side == "left":
        outer = frame.chain[-1].mark.start
        keeps = words[outer] in _KEEP and "future" in frame.reading.auxiliaries(outer)
        return "kept as it is" if keeps else None
    last = max([frame.mark.end, *(mark.end for mark in frame.inner)])
    for at in range(last, min(len(words), last + _REACH)):
        if words[at] in _STAY:
            # "Remain suspended", "stay lifted" tell what was done.
            told = any(word.endswith("ed") for word in words[at + 1 : at + 2])
            return "stays as it was" if "future" in frame.reading.auxiliaries(at) and not told else None
        if at in frame.reading.boundaries or words[at] in {",", ";", ":", "."}:
            return None
    return None
