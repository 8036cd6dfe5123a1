"""Which watches an article names: the pass, the checks that need more than the name, and relevance."""

from dataclasses import dataclass, field

from streams.core.detect.entities.again import introduced_for_others, second_mentions, short_names
from streams.core.detect.entities.case import Grade
from streams.core.detect.entities.context import context_fault, speaks_for
from streams.core.detect.entities.index import NearWords
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.relevance import SOURCE_LIMIT, Standing, relevance
from streams.core.detect.entities.scan import MAX_DROPS, Scan, Spot
from streams.core.detect.entities.sources import is_credited, is_source
from streams.core.detect.entities.standing import count_in, place_of
from streams.core.detect.entities.watchlist import WatchList
from streams.core.detect.found import Entities, EntityHit, Mention, Missed
from streams.core.document import Document
from streams.core.reasons import Reason


@dataclass(slots=True)
class Findings:
    """What is known of an article while it is worked."""

    document: Document
    readings: tuple[Reading, ...]
    spots: list[Spot] = field(default_factory=list[Spot])
    drops: list[Missed] = field(default_factory=list[Missed])
    ordered: bool = True
    """Whether the spots stand in the order of the text and apart."""

    def drop(self, spot: Spot, reason: Reason, detail: str) -> None:
        """Remember why a spot is no mention."""
        self.drops.append(Missed(spot.reading.text, spot.watch_id, spot.start, spot.end, reason, detail))


def find_entities(document: Document, watches: WatchList) -> Entities:
    """Every watch that the article names, with its mentions and relevance, and the near misses with their reasons."""
    found = candidates(document, watches)
    hits: list[EntityHit] = []
    if found.spots:
        body = document.body.plain
        has_body = bool(body) and not body.isspace()
        for own in keep(found).values():
            hit = _hit(found, own, has_body=has_body)
            if hit is not None:
                hits.append(hit)
    return Entities(tuple(hits), tuple(found.drops[:MAX_DROPS]))


def candidates(document: Document, watches: WatchList) -> Findings:
    """The pass over each field with each automaton."""
    readings = tuple([Reading(text) for text in document.texts if text.plain])
    found = Findings(document, readings)
    indexes = watches.indexes
    found.ordered = len(indexes) == 1
    for index, hidden in indexes:
        for reading in readings:
            scan = Scan(index, reading, hidden)
            scan.run()
            found.ordered = found.ordered and scan.ordered
            found.spots += scan.spots
            found.drops += scan.drops
    return found


def keep(found: Findings) -> dict[str, list[Spot]]:
    """The spots that stand, by watch: longest name first, then context, then evidence for weak ones."""
    by_watch: dict[str, list[Spot]] = {}
    for spot in _longest(found, found.spots):
        own = by_watch.get(spot.watch_id)
        if own is None:
            by_watch[spot.watch_id] = [spot]
        else:
            own.append(spot)
    kept = {watch_id: meant for watch_id, own in by_watch.items() if (meant := _meant(found, own))}
    _add_second_mentions(found, kept)
    return kept


def _longest(found: Findings, spots: list[Spot]) -> list[Spot]:
    """Spots that no longer one of another covers. One automaton gives no overlaps but after a dropped name."""
    if found.ordered or len(spots) < 2:
        return spots
    spots.sort(key=_in_order)
    kept: list[Spot] = []
    last: Spot | None = None
    for spot in spots:
        if last is None or spot.start >= last.end or spot.reading is not last.reading:
            kept.append(spot)
            last = spot
        elif (spot.start, spot.end) == (last.start, last.end):
            kept.append(spot)
        elif spot.watch_id != last.watch_id:
            found.drop(spot, Reason.LONGER_NAME, last.written)
    return kept


def _meant(found: Findings, spots: list[Spot]) -> list[Spot]:
    """Of the spots of one watch, those that context and evidence leave."""
    near = spots[0].index.near.get(spots[0].number)
    if near is not None:
        spots = _in_context(found, spots, near)
        if near.any_of:
            return spots
    strong = False
    for spot in spots:
        if spot.bracketed:
            spots = _not_anothers(found, spots)
            strong = any(spot.grade is Grade.STRONG for spot in spots)
            break
        strong = strong or spot.grade is Grade.STRONG
    if strong or any(spot.how != "house" and speaks_for(spot) for spot in spots):
        return spots
    for spot in spots:
        found.drop(spot, Reason.COMMON_WORD, spot.written)
    return []


def _not_anothers(found: Findings, spots: list[Spot]) -> list[Spot]:
    """Without the abbreviations that the article introduces for something else."""
    others = introduced_for_others(spots)
    for spot in spots:
        if (what := others.get(spot.written)) is not None:
            found.drop(spot, Reason.LONGER_NAME, what)
    return [spot for spot in spots if spot.written not in others]


def _in_context(found: Findings, spots: list[Spot], near: NearWords) -> list[Spot]:
    """One mention in its context vouches for those that only lack it; an excluding word counts where it stands."""
    headline = found.readings[0]
    faults = [None if spot.how == "ticker" else context_fault(spot, near, headline) for spot in spots]
    vouched = any(fault is None for fault in faults)
    kept: list[Spot] = []
    for spot, fault in zip(spots, faults, strict=True):
        if fault is None or (vouched and fault[0] is Reason.CONTEXT_MISSING):
            kept.append(spot)
        else:
            found.drop(spot, *fault)
    return kept


def _add_second_mentions(found: Findings, by_watch: dict[str, list[Spot]]) -> None:
    """Short names that the article itself introduces, wherever no kept name covers them."""
    taken: list[tuple[Reading, int, int]] | None = None
    for own in by_watch.values():
        for spot in own:
            if spot.shortens:
                break
        else:
            continue
        shorts = short_names(own)
        if not shorts:
            continue
        if taken is None:
            taken = [(spot.reading, spot.start, spot.end) for spots in by_watch.values() for spot in spots]
        for spot in second_mentions(own[0], shorts, found.readings):
            if not any(
                one is spot.reading and first < spot.end and spot.start < last for one, first, last in taken
            ):
                own.append(spot)
                taken.append((spot.reading, spot.start, spot.end))


def _hit(found: Findings, spots: list[Spot], *, has_body: bool) -> EntityHit | None:
    """The hit of one watch; None where all its mentions are furniture."""
    document = found.document
    watch = spots[0].index.watch(spots[0].number)
    source = is_source(watch, spots[0].written)
    standing = Standing(has_body=has_body)
    mentions: list[Mention] = []
    last = -1
    if len(spots) > 1:
        spots.sort(key=_in_order)
    for spot in spots:
        place = place_of(document, spot)
        if place is None:
            continue
        credited = source and is_credited(document, spot)
        if place.furniture is not None and not credited:
            found.drop(spot, Reason.FURNITURE, place.furniture)
            continue
        mentions.append(Mention(watch, spot.reading.text, spot.start, spot.end))
        if not credited:
            here = place.start if place.number >= 0 else -2
            count_in(standing, spot, place, new=here != last)
            last = here
    if not mentions:
        return None
    if not standing.mentions:
        return EntityHit(watch, tuple(mentions), SOURCE_LIMIT, Reason.SOURCE_ONLY, ("source_only",))
    if standing.naming > 1:
        standing.sentences = document.outline.count + 1
    points, factors = relevance(standing)
    reason = Reason.MENTIONED if points >= watch.min_relevance else Reason.LOW_RELEVANCE
    return EntityHit(watch, tuple(mentions), points, reason, factors)


def _in_order(spot: Spot) -> tuple[bool, int, int]:
    """Headline first; the longer of two that begin together first."""
    return not spot.reading.is_headline, spot.start, -spot.end
