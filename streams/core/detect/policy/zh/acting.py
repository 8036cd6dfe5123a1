"""Who acts and who is meant in a Chinese clause, also where the clause leaves the subject out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.zh.clauses import Named, named
from streams.core.detect.policy.zh.frames import Frame
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.detect.policy.zh.scene import Scene
from streams.core.document import Document

LEAD: Final = 3
"""Sentences that may name who acts for the others, and in which a move is news without further signs."""
_MAX_LENGTH: Final = 1_000
_NO_SUBJECT: Final = 3
"""Characters before a move in which no subject fits."""
# How a clause without a subject begins.
_OPENERS: Final = tuple("对 自 将 即日 从 拟 我国 今 明 新 部分 有关 针对 就 美 全面 正式 再 其".split())
_JOINS: Final = ("", "、", "和", "与", "及")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts (with codes, which may come from elsewhere in the article) and who is meant."""

    actors: tuple[Named, ...]
    codes: tuple[str, ...]
    targets: tuple[Named, ...]


def roles(frame: Frame, scene: Scene, known: tuple[str, ...]) -> Roles:
    """States by where they stand; `known` are the codes of who acts in the article at large."""
    first = min(
        [frame.match.start, *(k.match.start for k in frame.chain if k.match.end <= frame.match.start)]
    )
    inside = scene.names_in(frame.clause.start, frame.clause.end)
    acting = [item for item in inside if item.by] or [
        item for item in inside if item.place.start < first and not item.meant and not item.place.locative
    ]
    if not acting:
        speaker = scene.speaker(frame.start)
        spoken = scene.names_in(speaker.start, speaker.end) if speaker is not None else []
        acting = [
            item for item in spoken or _before(frame, scene) if not item.meant and not item.place.locative
        ][:1]
    chosen = inside or acting if frame.thing.kind == "deal" else _joined(acting, scene.folded)
    codes = tuple(dict.fromkeys(item.place.code for item in chosen))
    if not codes and _may_be_known(frame, scene):
        codes = known
    targets = tuple(item for item in inside if item.place.code not in codes and item not in chosen)
    return Roles(tuple(chosen), codes, targets)


def _before(frame: Frame, scene: Scene) -> list[Named]:
    """States of the nearest earlier clause that names any."""
    for clause in reversed(scene.clauses):
        if clause.end <= frame.clause.start and (found := scene.names_in(clause.start, clause.end)):
            return found
    return []


def known_actor(document: Document, rules: ChineseRules, jurisdictions: Jurisdictions) -> tuple[str, ...]:
    """The body or official that headline or lead names first, or else the publisher's own state."""
    for sentence in document.sentences[:LEAD]:
        if sentence.furniture is None:
            short = replace(sentence, end=min(sentence.end, sentence.start + _MAX_LENGTH))
            for item in named(short, jurisdictions, rules.states):
                if item.place.kind in ("agency", "official") and not item.meant:
                    return (item.place.code,)
    source = document.article.source or ""
    if source in rules.home:
        return (rules.home[source],)
    return next(((place.code,) for place in jurisdictions.find(source) if place.kind == "agency"), ())


def is_granted(frame: Frame, scene: Scene) -> bool:
    """Only an authority grants, named or not: "获准对华出口"."""
    return scene.headline and any(link.match.word.text in ("获准", "获批") for link in frame.chain)


def _may_be_known(frame: Frame, scene: Scene) -> bool:
    """Whether a clause that names no state may be one of an authority named elsewhere.

    It may not where somebody else is its subject or speaks, or the sentence is about markets.
    """
    speaker = scene.speaker(frame.start)
    if speaker is not None and not scene.names_in(speaker.start, speaker.end):
        return False
    if scene.within(scene.start, scene.end, "market", "company", "opinion") is not None:
        return False
    before = scene.folded[frame.clause.start : frame.start]
    return len(before) <= _NO_SUBJECT or frame.clause.start in scene.things or before.startswith(_OPENERS)


def _joined(acting: Sequence[Named], folded: str) -> list[Named]:
    """The first who acts, with those joined to it ("美国和英国"); a body stands right behind its state."""
    chosen: list[Named] = []
    for item in acting:
        if not chosen or folded[chosen[-1].place.end : item.place.start] in _JOINS:
            chosen.append(item)
    return chosen
