"""Why a watch did not ring on an article: every name that was tried, and the rule that said no.

The slow, plain twin of the pass: it looks for the watch's own names alone, wherever their letters stand.
"""

from collections.abc import Iterator

from schemas.decision import Candidate
from schemas.finding import Evidence
from schemas.watch import Watch
from streams.core.detect.entities.find import find_entities
from streams.core.detect.entities.spaced import JOINING
from streams.core.detect.entities.watchlist import WatchList
from streams.core.detect.found import Entities, EntityHit, Mention
from streams.core.document import Document
from streams.core.fold import fold_name
from streams.core.reasons import Reason

# More places than this explain nothing more.
_MOST = 20


def why_not(document: Document, watches: WatchList, watch_id: str) -> list[Candidate]:
    """Everything that was tried for one watch: kept, or dropped with its reason. Empty only for an unknown id."""
    watch = watches.get(watch_id)
    if watch is None:
        return []
    entities = find_entities(document, watches)
    # Alone, the watch meets no longer name of another and shares no bound on what is remembered.
    alone = find_entities(document, WatchList.build([watch]))
    found: list[Candidate] = []
    seen: set[tuple[str, int]] = set()
    for candidate in (
        *_said(entities, watch),
        *_covered(alone, entities, watch),
        *(missed.candidate() for missed in alone.missed),
        *_inside_words(document, watch),
    ):
        places = {(item.field, item.start) for item in candidate.evidence}
        if not places or not places <= seen:
            found.append(candidate)
            seen |= places
    if not found:
        names = dict.fromkeys((watch.name, *(name.text for name in watch.names)))
        return [_candidate(watch, Reason.NAME_NOT_THERE, detail=", ".join(names))]
    return found[:_MOST]


def _said(entities: Entities, watch: Watch) -> Iterator[Candidate]:
    """What the whole list makes of it."""
    for hit in entities.hits:
        if hit.watch.id == watch.id:
            yield Candidate(
                what=f"watch:{watch.id}",
                kept=hit.reason is Reason.MENTIONED,
                reason=hit.reason,
                evidence=tuple(_words(mention, watch) for mention in hit.mentions[:_MOST]),
                detail=f"relevance {hit.relevance}, minimum {watch.min_relevance}: {_points(hit)}",
            )
    yield from (missed.candidate() for missed in entities.missed if missed.watch_id == watch.id)


def _points(hit: EntityHit) -> str:
    return ", ".join(hit.factors) or "no points"


def _covered(alone: Entities, entities: Entities, watch: Watch) -> Iterator[Candidate]:
    """Mentions that the watch would have by itself, but that lie in the name of another."""
    others = [mention for hit in entities.hits if hit.watch.id != watch.id for mention in hit.mentions]
    for mention in (mention for hit in alone.hits for mention in hit.mentions):
        for other in others:
            if other.text is mention.text and other.start <= mention.start and mention.end <= other.end:
                yield _candidate(watch, Reason.LONGER_NAME, _words(mention, watch), detail=other.watch.name)
                break


def _inside_words(document: Document, watch: Watch) -> Iterator[Candidate]:
    """Places where the letters of a name stand in another case, or inside a longer word or number."""
    texts = dict.fromkeys(fold_name(name) for name in (watch.name, *(name.text for name in watch.names)))
    for text in document.texts:
        for name in texts:
            start = text.folded.find(name) if name else -1
            while start >= 0:
                end = start + len(name)
                words = text.evidence(start=start, end=end, rule=f"watch:{watch.id}")
                # With good edges only the case can be amiss; a name without letters has none.
                cased = name.upper() != name and not _is_joined(text.folded, start, end)
                yield _candidate(watch, Reason.WRONG_CASE if cased else Reason.WORD_EDGE, words)
                start = text.folded.find(name, end)


def _is_joined(folded: str, start: int, end: int) -> bool:
    """Whether a letter, a digit or a sign that belongs to names touches the span."""
    beside = folded[start - 1 : start] + folded[end : end + 1]
    return any(sign.isalnum() or sign in JOINING for sign in beside)


def _words(mention: Mention, watch: Watch) -> Evidence:
    return mention.text.evidence(start=mention.start, end=mention.end, rule=f"watch:{watch.id}")


def _candidate(watch: Watch, reason: Reason, *evidence: Evidence, detail: str | None = None) -> Candidate:
    return Candidate(what=f"watch:{watch.id}", kept=False, reason=reason, evidence=evidence, detail=detail)
