"""Who acts and who is meant in one frame: jurisdictions by where they stand.

Before the verb, or as owner of the measure, a state acts; between verb and measure or behind it, it is meant.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.jurisdictions import Place

_MEANT: Final = tuple([word] for word in ("to", "from", "against", "on", "into", "with"))

_PRESS: Final = frozenset("media press newspaper newspapers daily magazine broadcaster tv television".split())
_NOT_DESCRIBING: Final = frozenset("to from against on into with of for and or , ; : . that which".split())
_AGAIN: Final = frozenset({",", "and", "with"})
_OWNED: Final = 40
"""Characters between an owner and its measure, at most."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Places in their roles; `stands` says how the actor was found (for the weights)."""

    actors: tuple[Place, ...]
    targets: tuple[Place, ...]
    stands: str


def roles(frame: Frame, places: list[Place], homes: Mapping[str, str] | None = None) -> Roles:
    """`places` have offsets into the field's plain text, in order; `homes` says where listed firms are at home.

    A measure that names firms and no state means the states of the firms: "adds Huawei and SMIC to its blacklist".
    """
    who = _roles(frame, places)
    if not homes or who.targets or not who.actors:
        return who
    tokens, codes = frame.reading.tokens, {place.code for place in who.actors}
    firms = [
        Place(start, end, homes[word], "state")
        for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True)
        if word in homes and homes[word] not in codes and tokens.text.plain[start].isupper()
    ]
    return replace(who, targets=tuple({place.code: place for place in firms}.values())[:3])


def _roles(frame: Frame, places: list[Place]) -> Roles:
    tokens = frame.reading.tokens
    lefts = [link.mark for link in frame.chain if link.side == "left"]
    thing = tokens.starts[frame.mark.start]
    outer = tokens.starts[lefts[-1].start] if lefts else thing
    inner = tokens.starts[lefts[0].start] if lefts else thing
    places = [
        place
        for place in places
        if not (place.locative and place.kind == "capital") and not _of_press(frame, place)
    ]
    before = _acting(frame, [place for place in places if place.end <= outer and not place.locative])
    between = [place for place in places if outer < place.start and place.end <= thing]
    behind = [place for place in places if place.start >= thing]
    actors: tuple[Place, ...] = ()
    if frame.thing.kind == "deal":
        actors = tuple({place.code: place for place in [*before[-3:], *between, *behind[:2]]}.values())
        return Roles(actors, actors[1:] if len(actors) > 1 else (), "subject" if actors else "none")
    by = next((place for place in behind if _after_by(frame, place)), None)
    stands = "none"
    owner = between[-1] if between and _owns(frame, between[-1], thing) else None
    if owner is not None and _objects(frame, before, owner):
        # "Berlin rejects U.S. sanctions": who objects does not act.
        actors, stands = (owner,), "objection"
    elif by is not None:
        actors, stands = (by,), "subject"
    elif before:
        actors, stands = _listed(frame, before), "subject" if lefts else "owner"
    elif (under := next((place for place in behind if _owns_measure(frame, place)), None)) is not None:
        actors, stands = (under,), "owner"
    elif (by := next((place for place in behind if _imposed_by(frame, place)), None)) is not None:
        actors, stands = (by,), "subject"
    elif (
        told := next((place for place in behind if _speaks(frame, place)), None)
    ) is not None and not between:
        actors, stands = (told,), "owner"
    elif between and between[-1].end + _OWNED >= thing and _possesses(frame, between[-1], thing):
        # Whose measure it is says little of whether something is done to it, unless its name stands right there.
        sure = _owns(frame, between[-1], thing) or _in_court(frame)
        actors, stands = (between[-1],), "owner" if sure else "none"
    codes = {place.code for place in actors}
    earlier = [
        place for place in places if place.end <= outer and place not in before and place.kind != "official"
    ]
    meant = [
        place
        for place in [*(p for p in between if p.start > inner), *behind, *between, *reversed(earlier)]
        if place.code not in codes
    ]
    targets = tuple({place.code: place for place in meant[:4]}.values())
    if not actors and not targets and places:
        stands = "near"
    return Roles(actors, targets[:3], stands)


def _acting(frame: Frame, before: list[Place]) -> list[Place]:
    """Of the places before a measure that something is done to ("exports to China were banned"), those that may act.

    What stands in an earlier clause, or behind a preposition, is not who acts; a verb's own subject may be far.
    """
    if not frame.chain or any(link.side != "right" for link in frame.chain):
        acting = [p for p in before if not (_brought_in(frame, p) and _broken_off(frame, p))]
        return before if frame.thing.kind == "deal" or not acting else acting
    tokens = frame.reading.tokens
    edge = max((place for place in frame.reading.boundaries if place < frame.mark.start), default=-1)
    floor = tokens.starts[edge] if edge >= 0 else -1
    return [place for place in before if place.start > floor and not _brought_in(frame, place)]


def _broken_off(frame: Frame, place: Place) -> bool:
    """Whether a comma or "and" lets the sentence's subject act again: "ups ante on China, threatens duties"."""
    tokens = frame.reading.tokens
    verb = next((link.mark.start for link in reversed(frame.chain) if link.side == "left"), frame.mark.start)
    return not _AGAIN.isdisjoint(tokens.words[bisect_left(tokens.starts, place.end) : verb])


def _brought_in(frame: Frame, place: Place) -> bool:
    """Whether a preposition brings a place in: of "sanctions on Russia, banning imports" Russia is no subject."""
    folded = frame.reading.tokens.text.folded
    return folded[max(0, place.start - 24) : place.start].split()[-1:] in _MEANT


def _owns_measure(frame: Frame, place: Place) -> bool:
    """Whether a place behind the verb owns another measure: "were banned under tightening US export controls"."""
    tokens = frame.reading.tokens
    first = bisect_left(tokens.starts, place.end)
    return any(
        mark.start == first and mark.things and mark.things[0].kind == "measure"
        for mark in frame.reading.marks
    )


def _imposed_by(frame: Frame, place: Place) -> bool:
    """Whether a place is the subject of a verb behind the thing: "controls that Washington imposed"."""
    tokens = frame.reading.tokens
    if not frame.chain or any(link.side != "right" for link in frame.chain):
        return False
    verb = frame.chain[0].mark.start
    plain = "be" not in frame.reading.auxiliaries(verb)
    return plain and frame.mark.end <= bisect_left(tokens.starts, place.start) < verb


def _speaks(frame: Frame, place: Place) -> bool:
    """Whether an office behind a passive verb says that it acts: "will be banned, the Commerce Department said"."""
    tokens = frame.reading.tokens
    passive = bool(frame.chain) and all(link.side != "left" for link in frame.chain)
    at = bisect_left(tokens.starts, place.end)
    return (
        passive and place.kind in ("agency", "official") and tokens.words[at : at + 1] in (["said"], ["says"])
    )


def _objects(frame: Frame, before: list[Place], owner: Place) -> bool:
    """Whether somebody else than the measure's owner turns it down; a court that does is no objector."""
    rejects = len(frame.chain) == 1 and frame.chain[0].verb.name in ("reject", "challenge")
    return rejects and not _in_court(frame) and bool(before) and before[-1].code != owner.code


def _of_press(frame: Frame, place: Place) -> bool:
    """Whether a place only says where a paper or channel is from: "reports in German media"."""
    tokens = frame.reading.tokens
    after = bisect_left(tokens.starts, place.end)
    return not _PRESS.isdisjoint(tokens.words[after : after + 1])


def _possesses(frame: Frame, place: Place, thing: int) -> bool:
    """Whether a place owns the thing, with words that describe it between: "Trump's global tariffs"."""
    gap = frame.reading.tokens.text.folded[place.end : thing].split()
    return not gap or (gap[0] == "'s" and _NOT_DESCRIBING.isdisjoint(gap))


def _in_court(frame: Frame) -> bool:
    """Whether the sentence tells of a court, which is no state that acts."""
    return any("court" in names for _, _, names in frame.reading.cues)


def _owns(frame: Frame, place: Place, thing: int) -> bool:
    """Whether a place stands right before the thing, as its owner."""
    return frame.reading.tokens.text.folded[place.end : thing].strip() in ("", "'s")


def _listed(frame: Frame, before: list[Place]) -> tuple[Place, ...]:
    """The last place before the verb, with those joined to it by "and" or a comma."""
    folded = frame.reading.tokens.text.folded
    chosen = [before[-1]]
    for place in reversed(before[:-1]):
        gap = folded[place.end : chosen[-1].start].strip()
        if gap in {",", "and", ", and", "&", "-", "/"}:
            chosen.append(place)
        else:
            break
    return tuple({place.code: place for place in reversed(chosen)}.values())


def _after_by(frame: Frame, place: Place) -> bool:
    folded = frame.reading.tokens.text.folded
    gap = folded[max(0, place.start - 8) : place.start].split()
    return bool(gap) and (gap[-1] == "by" or gap[-2:] == ["by", "the"])
