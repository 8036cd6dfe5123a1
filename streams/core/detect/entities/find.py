"""Which watches an article names: the pass, the checks that need more than the name, and relevance."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas.watch import Watch
from streams.core.detect.entities.again import second_mentions
from streams.core.detect.entities.case import Grade
from streams.core.detect.entities.context import context_fault, speaks_for
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.relevance import SOURCE_LIMIT, Standing, relevance
from streams.core.detect.entities.scan import MAX_DROPS, Drop, Scan, Spot
from streams.core.detect.entities.sources import is_credit, is_source
from streams.core.detect.entities.standing import Sentences, place_of
from streams.core.detect.entities.watchlist import WatchList
from streams.core.detect.found import Entities, EntityHit, Mention, Missed
from streams.core.document import Document
from streams.core.reasons import Reason


@dataclass(slots=True)
class Findings:
    """What is known of an article while it is worked."""

    document: Document
    readings: tuple[Reading, ...]
    spots: list[Spot] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)


def find_entities(document: Document, watches: WatchList) -> Entities:
    """Every watch that the article names, with its mentions and relevance, and the near misses with their reasons."""
    found = candidates(document, watches)
    if not found.spots:
        return Entities((), missed=_missed(found.drops))
    by_watch = keep(found)
    hits = tuple(_hits(found, by_watch)) if by_watch else ()
    return Entities(hits, missed=_missed(found.drops))


def candidates(document: Document, watches: WatchList) -> Findings:
    """The pass over each field with each automaton."""
    readings = tuple(Reading(text) for text in document.texts if text.plain)
    found = Findings(document, readings)
    for index, hidden in watches.indexes:
        for reading in readings:
            scan = Scan(index, reading, hidden)
            scan.run()
            found.spots += scan.spots
            found.drops += scan.drops
    return found


def keep(found: Findings) -> dict[str, list[Spot]]:
    """The spots that stand, by watch: longest name first, then context, then evidence for weak ones."""
    spots = _longest(found, found.spots)
    by_watch: dict[str, list[Spot]] = {}
    for spot in spots:
        by_watch.setdefault(spot.watch_id, []).append(spot)
    for watch_id, own in list(by_watch.items()):
        kept = _meant(found, own)
        if kept:
            by_watch[watch_id] = kept
        else:
            del by_watch[watch_id]
    _add_second_mentions(found, by_watch)
    return by_watch


def _longest(found: Findings, spots: list[Spot]) -> list[Spot]:
    """Spots that no longer one of another covers. One automaton gives no overlaps but after a dropped name."""
    spots.sort(key=lambda spot: (not spot.reading.is_headline, spot.start, -spot.end))
    kept: list[Spot] = []
    for spot in spots:
        last = kept[-1] if kept else None
        if last is None or spot.reading is not last.reading or spot.start >= last.end:
            kept.append(spot)
        elif (spot.start, spot.end) == (last.start, last.end):
            kept.append(spot)
        elif spot.watch_id != last.watch_id:
            found.drops.append(
                Drop(spot.reading, spot.watch_id, spot.start, spot.end, Reason.LONGER_NAME, last.written)
            )
    return kept


def _meant(found: Findings, spots: list[Spot]) -> list[Spot]:
    """Of the spots of one watch, those that context and evidence leave."""
    near = spots[0].index.near.get(spots[0].number)
    if near is not None:
        spots = _in_context(found, spots)
    if not spots or any(spot.grade is Grade.STRONG for spot in spots):
        return spots
    if near is not None and near.any_of:
        return spots
    if any(spot.how != "house" and speaks_for(spot) for spot in spots):
        return spots
    for spot in spots:
        found.drops.append(
            Drop(spot.reading, spot.watch_id, spot.start, spot.end, Reason.COMMON_WORD, spot.written)
        )
    return []


def _in_context(found: Findings, spots: list[Spot]) -> list[Spot]:
    """One mention in its context vouches for those that only lack it; an excluding word counts where it stands."""
    headline = found.readings[0]
    near = spots[0].index.near[spots[0].number]
    faults = [None if spot.how == "ticker" else context_fault(spot, near, headline) for spot in spots]
    vouched = any(fault is None for fault in faults)
    kept: list[Spot] = []
    for spot, fault in zip(spots, faults, strict=True):
        if fault is None or (vouched and fault[0] is Reason.CONTEXT_MISSING):
            kept.append(spot)
        else:
            found.drops.append(Drop(spot.reading, spot.watch_id, spot.start, spot.end, *fault))
    return kept


def _add_second_mentions(found: Findings, by_watch: dict[str, list[Spot]]) -> None:
    taken = sorted(
        (spot.reading is found.readings[0], spot.start, spot.end) for own in by_watch.values() for spot in own
    )
    for own in by_watch.values():
        watch = own[0].index.watch(own[0].number)
        more = {
            (id(spot.reading), spot.start): spot
            for full in _different(own)
            for spot in second_mentions(full, watch, found.readings)
            if not _covered(taken, spot.reading is found.readings[0], spot.start, spot.end)
        }
        own += more.values()


def _different(spots: list[Spot]) -> Iterable[Spot]:
    """One spot a written form, and every one that an abbreviation in brackets follows."""
    seen: set[str] = set()
    for spot in spots:
        brackets = "(" in spot.reading.plain[spot.end : spot.end + 8]
        if spot.written not in seen or brackets:
            seen.add(spot.written)
            yield spot


def _covered(taken: list[tuple[bool, int, int]], first: bool, start: int, end: int) -> bool:
    return any(one == first and begin < end and start < stop for one, begin, stop in taken)


def _hits(found: Findings, by_watch: dict[str, list[Spot]]) -> Iterable[EntityHit]:
    sentences = Sentences(found.document)
    for own in by_watch.values():
        watch = own[0].index.watch(own[0].number)
        hit = _hit(found, watch, own, sentences)
        if hit is not None:
            yield hit


def _hit(found: Findings, watch: Watch, spots: list[Spot], sentences: Sentences) -> EntityHit | None:
    source = is_source(watch, spots[0].written)
    places = []
    mentions = []
    subject = False
    spots.sort(key=lambda spot: (not spot.reading.is_headline, spot.start))
    for spot in spots:
        where = sentences.of(spot)
        if where is None:
            continue
        sentence, number = where
        credited = source and (
            is_credit(spot.reading, spot.start, spot.end) or _is_source_span(found.document, spot)
        )
        if sentence.furniture is not None and not credited:
            found.drops.append(
                Drop(spot.reading, spot.watch_id, spot.start, spot.end, Reason.FURNITURE, sentence.furniture)
            )
            continue
        mentions.append(Mention(watch, spot.reading.text, spot.start, spot.end))
        if not credited:
            subject = True
            places.append(place_of(spot, sentence, number))
    if not mentions:
        return None
    if not subject:
        return EntityHit(watch, tuple(mentions), SOURCE_LIMIT, Reason.SOURCE_ONLY, ("source_only",))
    points, factors = relevance(Standing(places, sentences.count, sentences.has_body))
    reason = Reason.MENTIONED if points >= watch.min_relevance else Reason.LOW_RELEVANCE
    return EntityHit(watch, tuple(mentions), points, reason, factors)


def _is_source_span(document: Document, spot: Spot) -> bool:
    return any(
        text is spot.reading.text and start < spot.end and spot.start < end
        for text, start, end in document.source_spans
    )


def _missed(drops: list[Drop]) -> tuple[Missed, ...]:
    return tuple(
        Missed(drop.reading.text, drop.watch_id, drop.start, drop.end, drop.reason, drop.detail)
        for drop in drops[:MAX_DROPS]
    )
