"""Who does what to what: join each thing of a sentence with the verbs that act on it.

Verbs compose from the inside out: in "delays lifting the ban" the ban is lifted (relax) and the lifting
delayed (turned round: tighten, delayed). That is how direction comes through negation and opposites.
"""

from dataclasses import dataclass
from typing import Final

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.lexicon import Thing, Verb
from streams.core.detect.policy.reading import Mark, Reading
from streams.core.detect.policy.shapes import Kind

_REACH: Final = 12
"""Words between a verb and the thing it governs, at most."""
_LINK: Final = 7
"""Words between two verbs of one chain, at most."""
_STOPS: Final = frozenset(";:")
_OF: Final = frozenset("of on from to for against over".split())
_FLIP: Final = {Direction.TIGHTEN: Direction.RELAX, Direction.RELAX: Direction.TIGHTEN}
_DESCRIBING: Final = frozenset({Form.PAST, Form.PARTICIPLE, Form.PHRASE})
_STANDING: Final = frozenset({"delay", "suspend", "take_effect", "less", "strike_down"})
"""Whose phrases stand behind the thing even where a verb before it governs it: "keeps tariffs on hold"."""
_RELATIVE: Final = frozenset({"which", "that", "who"})
_PASSIVE: Final = frozenset({Form.PAST, Form.PARTICIPLE, Form.BASE})
_INTRANSITIVE: Final = frozenset({"take_effect", "end", "fail"})
_JOINS: Final = frozenset({"and", "or"})
_SEPARATE: Final = frozenset({"and", "or", ",", "&"})


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


@dataclass(slots=True)
class _Head:
    mark: Mark
    inner: list[Mark]
    start: int
    end: int


def frames(reading: Reading) -> list[Frame]:
    """One frame a thing of the sentence; one without verbs has an empty chain."""
    heads = _heads(reading)
    by_end = {mark.end: mark for mark in reading.marks if mark.verbs}
    by_start = {mark.start: mark for mark in reading.marks if mark.verbs}
    found: list[Frame] = []
    lefts: list[list[Mark]] = []
    for number, head in enumerate(heads):
        floor = heads[number - 1].end if number else 0
        ceiling = heads[number + 1].start if number + 1 < len(heads) else len(reading.tokens)
        left = _left(reading, by_end, head, floor)
        if not left and number and _joined(reading, floor, head.start):
            left = lefts[-1]
        lefts.append(left)
        near, right = _right(
            reading, by_start, head, ceiling, governed=bool(left) and not _touches(left, head)
        )
        found.append(_frame(reading, head, near, left, right))
    return found


def _heads(reading: Reading) -> list[_Head]:
    """Things, with "tariff exemption" and "ban on exports" taken as one."""
    heads: list[_Head] = []
    verbs = {place for mark in reading.marks if mark.verbs for place in range(mark.start, mark.end)}
    words = reading.tokens.words
    for mark in reading.marks:
        if not mark.things:
            continue
        last = heads[-1] if heads else None
        if last is not None and last.end == mark.start and mark.things[0].kind != "flow":
            last.inner.append(last.mark)
            last.mark, last.end = mark, mark.end
            continue
        gap = range(last.end, mark.start) if last is not None else range(0)
        if (
            last is not None
            and 0 < len(gap) <= 5
            and words[last.end] in _OF
            and last.mark.things[0].kind in ("measure", "permit", "list")
            and not any(place in verbs or words[place] in _SEPARATE for place in gap)
        ):
            last.inner.append(mark)
            last.end = mark.end
            continue
        heads.append(_Head(mark=mark, inner=[], start=mark.start, end=mark.end))
    return heads


def _left(reading: Reading, by_end: dict[int, Mark], head: _Head, floor: int) -> list[Mark]:
    """Verbs before the thing, nearest first."""
    words = reading.tokens.words
    chain: list[Mark] = []
    place, near = head.start, head.start
    while place > floor and near - place <= (_LINK if chain else _REACH):
        mark = by_end.get(place)
        if mark is not None and mark.start >= floor:
            # "lower or scrap tariffs": the nearer of two joined verbs speaks for both.
            if not (chain and place < near and words[place] in _JOINS and place + 1 == near):
                chain.append(mark)
            place = near = mark.start
            continue
        word = words[place - 1]
        if (
            word in _STOPS
            or (place - 1) in reading.boundaries
            or (word == "," and chain and not _touches(chain, head))
        ):
            break
        place -= 1
    return chain


def _touches(chain: list[Mark], head: _Head) -> bool:
    """Whether all that was found so far is a describing word right before the thing ("planned tariffs")."""
    return len(chain) == 1 and chain[0].end == head.start and chain[0].verbs[0].form in _DESCRIBING


def _joined(reading: Reading, floor: int, start: int) -> bool:
    """Whether only a list stands between two things ("tariffs and quotas")."""
    gap = reading.tokens.words[floor:start]
    return 0 < len(gap) <= 3 and any(word in _SEPARATE for word in gap)


def _right(
    reading: Reading, by_start: dict[int, Mark], head: _Head, ceiling: int, *, governed: bool
) -> tuple[Mark | None, list[Mark]]:
    """A noun right after the thing ("tariff cut"), and verbs after it ("was lifted")."""
    words = reading.tokens.words
    near: Mark | None = None
    chain: list[Mark] = []
    place = head.end
    first = by_start.get(place)
    if first is not None and first.verbs[0].form is Form.NOUN:
        near, place = first, first.end
        second = by_start.get(place)
        if second is not None and second.verbs[0].form is Form.NOUN:
            place = second.end
            chain.append(second)
        if any(verb.name == "threaten" for verb in first.verbs):
            # "Tariff threats hit shares": what follows is about the threat, not about the tariff.
            return near, chain
    far = place
    while place < ceiling and place - far <= (_LINK if chain else _REACH):
        mark = by_start.get(place)
        if mark is not None and mark.end <= ceiling and _governs_back(reading, mark, governed=governed):
            chain.append(mark)
            place = far = mark.end
            governed = True
            continue
        if words[place] in _STOPS or place in reading.boundaries or words[place] in {",", "and"}:
            break
        place += 1
    if not chain and not governed and near is None and place < ceiling and words[place] in _RELATIVE:
        chain = _beyond(reading, by_start, place, ceiling)
    return near, chain


def _beyond(reading: Reading, by_start: dict[int, Mark], place: int, ceiling: int) -> list[Mark]:
    """The passive verb behind a relative clause: "a waiver under which Iraq bought gas was not renewed"."""
    for at in range(place, min(ceiling, place + 2 * _REACH)):
        mark = by_start.get(at)
        if mark is not None and mark.verbs[0].form in _PASSIVE and "be" in reading.auxiliaries(at):
            return [mark]
    return []


def _governs_back(reading: Reading, mark: Mark, *, governed: bool) -> bool:
    """Whether a verb after the thing has it as its subject."""
    form = mark.verbs[0].form
    auxiliaries = reading.auxiliaries(mark.start)
    passive = "be" in auxiliaries and form in _PASSIVE
    if form is Form.PHRASE and any(verb.name in _STANDING for verb in mark.verbs):
        return True
    if any(verb.name in _INTRANSITIVE for verb in mark.verbs) and form not in (Form.NOUN, Form.GERUND):
        failed = any(verb.name == "fail" for verb in mark.verbs)
        return not governed or failed or passive or "future" in auxiliaries
    if passive:
        return True
    return not governed and form in (Form.PAST, Form.PARTICIPLE, Form.PHRASE)


def _frame(reading: Reading, head: _Head, near: Mark | None, left: list[Mark], right: list[Mark]) -> Frame:
    thing = head.mark.things[0]
    direction, stage = thing.does or (Direction.UNCLEAR, Stage.ANNOUNCED)
    started = thing.does is not None
    chain: list[Link] = []
    sides = [(near, "near")] if near is not None else []
    sides += [(mark, "left") for mark in left] + [(mark, "right") for mark in right]
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


def _adjective(reading: Reading, head: _Head, mark: Mark, side: str, others: list[tuple[Mark, str]]) -> bool:
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
