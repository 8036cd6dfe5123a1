"""Whether a frame tells an old measure: by the date of its own verb, by its tense, or by a word that says so.

These are signs that no score and no judge outweighs. Softer ones ("after", "amid") are weights.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.core.detect.policy.dating import FRESH, OLD
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.speakers import SAID

_EARLIER: Final = frozenset("previously earlier originally initially formerly already once".split())
_FORMER: Final = frozenset("previous former last".split())
_GOVERNMENT: Final = frozenset("administration government cabinet".split())
_SPANS: Final = frozenset("weeks month months quarters year years decade decades generation".split())
"""What stands before "after" where the one thing lies long behind the other: "months after India raised ..."."""
_DESCRIBED: Final = frozenset("most more less the a an its their his her our newly highly so very".split())
_BESIDE: Final = 5
"""Words between a verb and the government that acts, at most."""
_ACTS: Final = frozenset({Form.BASE, Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.GERUND})
_NOT_ITS_TIME: Final = frozenset({"until", "till", "by", "through", "before", "ahead of"})
_RECALLS: Final = frozenset("after since when following before because".split())
LEAD: Final = 2
"""Sentences of the body in which a clause of time may be the news itself."""
_REACH: Final = 14
"""Words between a verb and the date that it took place on, at most."""
_OPENING: Final = 4
"""Words before the date that a headline opens with, at most: "on this day in"."""
_SHORTEST: Final = 5
"""Letters of a word in -ed that is taken for a verb which the rules do not know."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression as words of the sentence: half-open, with what it says of time and its leading word."""

    start: int
    end: int
    says: str
    lead: str


@dataclass(frozen=True, slots=True)
class Old:
    """Why a frame is background, for people, and the words that say so: half-open."""

    why: str
    start: int
    end: int


def old(frame: Frame, dates: Sequence[Dated], *, order: int) -> Old | None:
    """What makes a frame an old measure; None where nothing does, which does not make it news.

    `order` is the sentence's number in the body, from 0; -1 in the headline, which tells nothing in past tenses.
    """
    place = _outer(frame)
    own = [(when, where) for when in dates if (where := _of_frame(frame, when, place)) is not None]
    if any(when.says in FRESH for when, _ in own):
        return None
    for when, where in own:
        if when.says in OLD and when.lead not in _NOT_ITS_TIME and _lasts(frame, when, place):
            return Old(f"{where} long before the article", when.start, when.end)
    if (since := _long_after(frame)) is not None:
        return since
    if order < 0:
        return _looked_back(frame, dates)
    return _told_as_past(frame, place) or (_in_passing(frame) if order >= LEAD else None)


def _long_after(frame: Frame) -> Old | None:
    """Behind "months after" or "years since" comes what was long ago when the sentence's news happened."""
    reading, words = frame.reading, frame.reading.tokens.words
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    edge = max((place for place in reading.boundaries if place < first), default=0)
    if not edge or words[edge] not in ("after", "since") or words[edge - 1] not in _SPANS:
        return None
    ahead = frame.chain and reading.auxiliaries(_outer(frame)).keys() & {"future", "possible", "would"}
    return None if ahead or "," in words[edge:first] else Old("long before", edge - 1, edge + 1)


def _looked_back(frame: Frame, dates: Sequence[Dated]) -> Old | None:
    """A headline that opens with an old date and a colon looks back: "Five years ago today: India bans ..."."""
    words = frame.reading.tokens.words
    colon = next((at for at in range(min(len(words), frame.mark.start)) if words[at] == ":"), None)
    if colon is None:
        return None
    opening = [when for when in dates if when.start <= _OPENING and when.end <= colon]
    old_one = next((when for when in opening if when.says in OLD), None)
    return None if old_one is None else Old("a look back", old_one.start, old_one.end)


def dated_words(frame: Frame, dates: Sequence[tuple[int, int, str, str]]) -> list[Dated]:
    """Date expressions, given by offsets into the field, as words of the sentence."""
    starts = frame.reading.tokens.starts
    return [
        Dated(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1), says, lead)
        for start, end, says, lead in dates
    ]


def _outer(frame: Frame) -> int:
    """The word at which the move happens: the outermost verb, or the thing that is a verb itself."""
    return frame.chain[-1].mark.start if frame.chain else frame.mark.start


def _of_frame(frame: Frame, when: Dated, place: int) -> str | None:
    """Whether a date is that of the frame's own verb, or of who told it; None where it belongs to another verb."""
    words = frame.reading.tokens.words
    before = words[when.start - 1] if when.start else ""
    if before in ("%", "percent") or (before in ("the", "its") and words[when.start][:1].isdigit()):
        # "From 10% in 2020 to 15%", "under the 2015 accord": no verb's date.
        return None
    # "Since 2022" is a date; a "since" that a verb follows begins a clause.
    behind = when.start - 1 - (before == "since")
    left = _verb(frame, range(behind, max(-1, behind - _REACH), -1))
    at = left if left is not None else _verb(frame, range(when.end, min(len(words), when.end + _REACH)))
    if at is None:
        return None
    own = {link.mark.start for link in frame.chain} | ({frame.mark.start} if not frame.chain else set[int]())
    if at in own:
        return "it took place" if at == place or len(own) == 1 else None
    told = words[at] in SAID and at < min(own)
    return "it was told" if told and not _parted(frame, at, min(own)) else None


def _verb(frame: Frame, span: range) -> int | None:
    """The nearest verb in a stretch of words that no clause's edge cuts."""
    reading, words = frame.reading, frame.reading.tokens.words
    verbs = {mark.end - 1: mark.start for mark in reading.marks if mark.verbs and mark.verbs[0].form in _ACTS}
    if not frame.chain:
        verbs[frame.mark.end - 1] = frame.mark.start
    for place in span:
        if place in verbs and not _describes(frame, place):
            return verbs[place]
        word = words[place]
        if word in SAID or _unknown_verb(frame, place):
            return place
        if place in reading.boundaries or word in {";", ":", "."}:
            return None
    return None


def _unknown_verb(frame: Frame, place: int) -> bool:
    """Whether a word in -ed may be a verb that the rules do not know: no name, and nothing that describes."""
    tokens = frame.reading.tokens
    word = tokens.words[place]
    if len(word) < _SHORTEST or not word.endswith("ed") or tokens.text.plain[tokens.starts[place]].isupper():
        return False
    return not _describes(frame, place)


def _describes(frame: Frame, place: int) -> bool:
    """Whether a word in -ed describes what comes behind it: "the most advanced chips"."""
    tokens = frame.reading.tokens
    before = place and (tokens.words[place - 1] in _DESCRIBED or (place - 1) in tokens.owners)
    return bool(before) and tokens.words[place].endswith("ed")


def _parted(frame: Frame, first: int, last: int) -> bool:
    """Whether a clause begins between two words."""
    return any(first < place < last for place in frame.reading.boundaries)


def _lasts(frame: Frame, when: Dated, place: int) -> bool:
    """A date behind "since" dates what holds since then ("has been banned since"), not what is first since then."""
    if when.lead != "since":
        return True
    words = frame.reading.tokens.words
    return "perfect" in frame.reading.auxiliaries(place) and "first" not in words[: when.start]


def _told_as_past(frame: Frame, place: int) -> Old | None:
    """Past perfect outside of reported speech ("had banned"), or a word beside the verb ("was previously banned")."""
    words = frame.reading.tokens.words
    auxiliaries = frame.reading.auxiliaries(place)
    had = auxiliaries.get("perfect")
    phrase = bool(frame.chain) and frame.chain[-1].verb.form is Form.PHRASE
    # "Had no power to impose" is no past perfect.
    if (
        had is not None
        and not phrase
        and words[had] == "had"
        and "not" not in auxiliaries
        and not _reported(frame, had)
    ):
        return Old("told as past", had, had + 1)
    told = _had_said(frame)
    if told is not None:
        return Old("it was told before", told, told + 1)
    if (former := _by_former(frame, place)) is not None:
        return Old("an earlier government did it", former, former + 2)
    first = min([place, *auxiliaries.values()])
    for at in range(max(0, first - 1), place):
        if words[at] in _EARLIER and (auxiliaries or at == place - 1):
            return Old("told as past", at, at + 1)
    return None


def _by_former(frame: Frame, place: int) -> int | None:
    """The former government that acts: right before the move's verb, or behind it where it stands behind the thing."""
    words = frame.reading.tokens.words
    behind = not frame.chain or frame.chain[-1].side == "right"
    span = (
        range(place + 1, min(len(words) - 1, place + _BESIDE))
        if behind
        else range(max(0, place - _BESIDE), place)
    )
    for at in span:
        if words[at] in _FORMER and any(word in _GOVERNMENT for word in words[at + 1 : at + 3]):
            return at
    return None


def _had_said(frame: Frame) -> int | None:
    """Of "had said that ...": what was said then is no news now."""
    words = frame.reading.tokens.words
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    floor = max((at for at in frame.reading.boundaries if at < first), default=-1)
    for at in range(first - 1, floor, -1):
        if words[at] in SAID:
            had = frame.reading.auxiliaries(at).get("perfect")
            return had if had is not None and words[had] == "had" else None
    return None


def _in_passing(frame: Frame) -> Old | None:
    """Behind the lead a clause of time or cause recalls: "after exports were banned"; in the lead it may be news."""
    reading = frame.reading
    first = min([frame.mark.start, *(link.mark.start for link in frame.chain)])
    edge = max((place for place in reading.boundaries if place < first), default=None)
    if edge is None or not frame.chain or reading.tokens.words[edge] not in _RECALLS:
        return None
    outer = frame.chain[-1]
    ahead = reading.auxiliaries(outer.mark.start).keys() & {"future", "possible", "would"}
    if ahead or outer.verb.form in (Form.BASE, Form.THIRD):
        return None
    return Old("told in passing", edge, edge + 1)


def _reported(frame: Frame, place: int) -> bool:
    """Whether somebody is said to say it: "said that it had lifted the ban" tells of a lifting now."""
    words = frame.reading.tokens.words
    floor = max((at for at in frame.reading.boundaries if at < place), default=-1)
    return any(word in SAID for word in words[floor + 1 : place])
