"""A Chinese sentence as the rules see it: its clauses, its cues, the states it names, and the article's date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.zh.clauses import Clause, Named, clauses, named
from streams.core.detect.policy.zh.frames import Match
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.document import Document, Sentence

# One character alone is a cue only at an edge; these are hardly ever part of another word.
_LOOSE: Final = frozenset("拟将欲已")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how, where it stands in the field."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, read. All spans are offsets into the field."""

    folded: str
    clauses: Sequence[Clause]
    cues: Sequence[Cue]
    named: Sequence[Named]
    things: frozenset[int]
    """Where the things start that verbs may act on."""
    anchor: date | None
    headline: bool
    order: int

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Where its last clause ends."""
        return self.clauses[-1].end

    def within(self, start: int, end: int, *names: str) -> Cue | None:
        """The first cue of these names in a span."""
        return next(
            (cue for cue in self.cues if cue.name in names and start <= cue.start and cue.end <= end), None
        )

    def speaker(self, before: int) -> Clause | None:
        """The clause of who speaks ("商务部："), where one ends before a place."""
        return next((clause for clause in self.clauses if clause.speaks and clause.end <= before), None)

    def names_in(self, start: int, end: int) -> list[Named]:
        """States named in a span."""
        return [item for item in self.named if start <= item.place.start < end]


def scene_of(
    sentence: Sentence,
    matches: Sequence[Match],
    document: Document,
    rules: ChineseRules,
    jurisdictions: Jurisdictions,
) -> Scene:
    """Read a sentence; linear in its length."""
    parts = clauses(sentence)
    places = named(sentence, jurisdictions, rules.states)
    edges = frozenset([clause.start for clause in parts] + [item.place.end for item in places])
    return Scene(
        folded=sentence.text.folded,
        clauses=parts,
        cues=_cues(sentence, rules, edges),
        named=places,
        things=frozenset(match.start for match in matches if match.word.things),
        anchor=anchor_of(document),
        headline=sentence.text is document.headline,
        order=sentence.index,
    )


def anchor_of(document: Document) -> date | None:
    """The day that the article was published."""
    published = document.article.published_at
    return published.date() if published is not None else None


def _cues(sentence: Sentence, rules: ChineseRules, edges: frozenset[int]) -> list[Cue]:
    base = sentence.start
    found: list[Cue] = []
    for index, first, last in rules.cues.find_matches_as_indexes(sentence.text.folded[base : sentence.end]):
        text, names = rules.cue_names[index]
        if last - first == 1 and text not in _LOOSE and first + base not in edges:
            continue
        found += [Cue(name, text, first + base, last + base) for name in sorted(names)]
    return found
