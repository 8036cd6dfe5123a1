"""Who does what to what: join each thing of a sentence with the verbs that act on it.

Verbs compose from the inside out: in "delays lifting the ban" the ban is lifted (relax) and the lifting
delayed (turned round: tighten, delayed). That is how direction comes through negation and opposites.
"""

from dataclasses import dataclass
from typing import Final

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.governing import Head, heads, joined, left_of, right_of, touches
from streams.core.detect.policy.lexicon import Thing, Verb
from streams.core.detect.policy.reading import Mark, Reading
from streams.core.detect.policy.shapes import Kind

_FLIP: Final = {Direction.TIGHTEN: Direction.RELAX, Direction.RELAX: Direction.TIGHTEN}


@dataclass(frozen=True, slots=True)
class Link:
    """One verb of the chain, as it stands: `side` is where of the thing it stands."""

    mark: Mark
    verb: Verb
    side: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A thing and what is done to it. `inner` is a second thing that the first is about ("ban on exports")."""

    reading: Reading
    mark: Mark
    thing: Thing
    inner: tuple[Mark, ...]
    chain: tuple[Link, ...]
    direction: Direction
    stage: Stage
    asserted: Asserted
    cues: tuple[tuple[str, int, int], ...]
    """What decided: (role, first word, last word + 1)."""


def frames(reading: Reading) -> list[Frame]:
    """One frame a thing of the sentence; one without verbs has an empty chain."""
    things = heads(reading)
    by_end = {mark.end: mark for mark in reading.marks if mark.verbs}
    by_start = {mark.start: mark for mark in reading.marks if mark.verbs}
    found: list[Frame] = []
    lefts: list[list[Mark]] = []
    for number, head in enumerate(things):
        floor = things[number - 1].end if number else 0
        ceiling = things[number + 1].start if number + 1 < len(things) else len(reading.tokens)
        left = left_of(reading, by_end, head, floor)
        if not left and number and joined(reading, floor, head.start):
            left = lefts[-1]
        lefts.append(left)
        near, right = right_of(
            reading, by_start, head, ceiling, governed=bool(left) and not touches(reading, left, head)
        )
        found.append(_frame(reading, head, near, left, right))
    return found


def clause_of(frame: Frame) -> tuple[int, int]:
    """The clause that tells a frame: half-open span of the field's plain text."""
    reading, tokens = frame.reading, frame.reading.tokens
    marks = (frame.mark, *(link.mark for link in frame.chain))
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    start = max((place for place in reading.boundaries if place < first), default=0)
    end = min((place for place in reading.boundaries if place >= last), default=len(tokens))
    return tokens.starts[start], tokens.ends[end - 1]


def _frame(reading: Reading, head: Head, near: Mark | None, left: list[Mark], right: list[Mark]) -> Frame:
    thing = head.mark.things[0]
    direction, stage = thing.does or (Direction.UNCLEAR, Stage.ANNOUNCED)
    started = thing.does is not None
    chain: list[Link] = []
    sides = [(near, "near")] if near is not None else []
    outside = [(mark, "left") for mark in left]
    inside = [(mark, "right") for mark in right]
    # In "denied that licences will be granted" the granting is what is denied.
    told = left and "that" in reading.tokens.words[left[0].end : head.start]
    sides += inside + outside if told else outside + inside
    if len(sides) > 1:
        sides = [
            side
            for number, side in enumerate(sides)
            if not _adjective(reading, head, *side, sides[number + 1 :])
        ]
    for mark, side in sides:
        step = _step(mark, thing.kind, started=started)
        if step is None:
            continue
        verb, (turn, stage_after) = step
        if started:
            direction = _FLIP.get(direction, direction) if turn == "flip" else direction
        else:
            direction, started = Direction(turn), True
        stage = stage_after
        chain.append(Link(mark=mark, verb=verb, side=side))
    return Frame(
        reading=reading, mark=head.mark, thing=thing, inner=tuple(head.inner), chain=tuple(chain),
        direction=direction, stage=stage, asserted=Asserted.ASSERTED, cues=(),
    )  # fmt: skip


def _adjective(reading: Reading, head: Head, mark: Mark, side: str, others: list[tuple[Mark, str]]) -> bool:
    """A word that only describes the thing where another verb acts on it: "delays new tariffs", "planned duties"."""
    if side != "left" or not others:
        return False
    form = mark.verbs[0].form
    if form is Form.PHRASE:
        return any(verb.name == "more" for verb in mark.verbs)
    between = reading.tokens.words[mark.end : head.mark.start]
    return (
        form in (Form.PAST, Form.PARTICIPLE)
        and len(between) <= 1
        and not reading.auxiliaries(mark.start)
        and any(where == "left" for _, where in others)
    )


def _step(mark: Mark, kind: Kind, *, started: bool) -> tuple[Verb, tuple[str, Stage]] | None:
    for verb in mark.verbs:
        if started and verb.operator.move is not None:
            return verb, verb.operator.move
        if not started:
            effect = verb.operator.does.get(kind)
            if effect is not None:
                return verb, (effect[0].value, effect[1])
    return None
