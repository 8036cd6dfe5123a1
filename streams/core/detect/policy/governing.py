"""Which verbs stand by a thing: those before it that may govern it, and those behind it that it may be subject to."""

from dataclasses import dataclass
from typing import Final

from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.reading import Mark, Reading

_REACH: Final = 12
"""Words between a verb and the thing it governs, at most."""
_LINK: Final = 7
"""Words between two verbs of one chain, at most."""
_STOPS: Final = frozenset(";:")
_OF: Final = frozenset("of on from to for against over".split())
_DESCRIBING: Final = frozenset({Form.PAST, Form.PARTICIPLE, Form.PHRASE})
_STANDING: Final = frozenset({"delay", "suspend", "take_effect", "less", "strike_down"})
"""Whose phrases stand behind the thing even where a verb before it governs it: "keeps tariffs on hold"."""
_RELATIVE: Final = frozenset({"which", "that", "who"})
_PASSIVE: Final = frozenset({Form.PAST, Form.PARTICIPLE, Form.BASE})
_INTRANSITIVE: Final = frozenset({"take_effect", "end", "fail"})
_DETERMINERS: Final = frozenset("a an the its their his her our of such more most some any".split())
_SETTING: Final = frozenset("under amid amidst despite".split())
_SCENIC: Final = frozenset({Form.GERUND, Form.NOUN, Form.PHRASE, Form.PAST, Form.PARTICIPLE})
_JOINS: Final = frozenset({"and", "or"})
_SEPARATE: Final = frozenset({"and", "or", ",", "&"})


@dataclass(slots=True)
class Head:
    """A thing with the things it is about: words from `start` to `end`."""

    mark: Mark
    inner: list[Mark]
    start: int
    end: int


def heads(reading: Reading) -> list[Head]:
    """Things, with "tariff exemption" and "ban on exports" taken as one."""
    found: list[Head] = []
    verbs = {place for mark in reading.marks if mark.verbs for place in range(mark.start, mark.end)}
    words = reading.tokens.words
    for mark in reading.marks:
        if not mark.things:
            continue
        last = found[-1] if found else None
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
        found.append(Head(mark=mark, inner=[], start=mark.start, end=mark.end))
    return found


def left_of(reading: Reading, by_end: dict[int, Mark], head: Head, floor: int) -> list[Mark]:
    """Verbs before the thing, nearest first."""
    words = reading.tokens.words
    chain: list[Mark] = []
    place, near = head.start, head.start
    while place > floor and near - place <= (_LINK if chain else _REACH):
        mark = by_end.get(place)
        if mark is not None and mark.start >= floor:
            if not chain and mark.verbs[0].form in _SCENIC and words[mark.start - 1] in _SETTING:
                # "Under tightening controls" sets the scene.
                break
            # "lower or scrap tariffs": the nearer of two joined verbs speaks for both.
            if not (chain and place < near and words[place] in _JOINS and place + 1 == near):
                chain.append(mark)
            place = near = mark.start
            continue
        word = words[place - 1]
        if (
            word in _STOPS
            or (place - 1) in reading.boundaries
            or (word == "," and chain and not touches(reading, chain, head))
        ):
            break
        place -= 1
    return chain


def touches(reading: Reading, chain: list[Mark], head: Head) -> bool:
    """Whether all that was found so far is a describing word right before the thing ("the planned tariffs").

    Behind a name or a day a past form is the verb itself: "Washington on Tuesday lifted export curbs".
    """
    if len(chain) != 1 or chain[0].end != head.start or chain[0].verbs[0].form not in _DESCRIBING:
        return False
    first = chain[0].start
    finite = chain[0].verbs[0].form is Form.PAST and first > 0
    return not (finite and _is_name(reading, first - 1))


def _is_name(reading: Reading, place: int) -> bool:
    tokens = reading.tokens
    word = tokens.words[place]
    return word.endswith(("day", "month", "year", "week")) or (
        tokens.text.plain[tokens.starts[place]].isupper() and place not in tokens.owners and word not in _OF
    )


def joined(reading: Reading, floor: int, start: int) -> bool:
    """Whether only a list stands between two things ("tariffs and quotas")."""
    gap = reading.tokens.words[floor:start]
    return 0 < len(gap) <= 3 and any(word in _SEPARATE for word in gap)


def right_of(
    reading: Reading, by_start: dict[int, Mark], head: Head, ceiling: int, *, governed: bool
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
        if words[place] == "that" and governed:
            break
        if words[place] in _STOPS or place in reading.boundaries or words[place] in {",", "and"}:
            behind = None if chain or governed else _behind_list(reading, place, ceiling)
            if behind is None or near is not None:
                break
            place = far = behind
            continue
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


def _behind_list(reading: Reading, place: int, ceiling: int) -> int | None:
    """The place behind a list of names: "exports of chips such as the A100, H100 and H800 were banned"."""
    tokens = reading.tokens
    plain = tokens.text.plain
    listed = False
    for at in range(place, min(ceiling, place + 2 * _REACH)):
        word = tokens.words[at]
        if "be" in reading.lexicon.auxiliaries.get(word, ()):
            return at if listed else None
        if word not in {",", "and", "or", "the"} and not plain[tokens.starts[at]].isupper():
            return None
        listed = listed or word not in {",", "and", "or", "the"}
    return None


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
    if reading.tokens.words[mark.start - 1] in _DETERMINERS:
        # "Its advanced chips" has no verb in it.
        return False
    return not governed and form in (Form.PAST, Form.PARTICIPLE, Form.PHRASE)
