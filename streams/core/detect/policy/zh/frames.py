"""Who does what to what in a Chinese clause: join each thing with the verbs that act on it.

The verb nearest to the thing speaks first, each further one turns or keeps its move: in "暂停对华加征关税"
the duty is imposed (tighten) and the imposing paused (relax, suspended).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.finding import Direction, Stage
from streams.core.detect.policy.zh.clauses import Clause
from streams.core.detect.policy.zh.rules import Thing, Verb, Word

REACH: Final = 26
"""Characters between a verb and the thing or verb it governs, at most."""
_ABOUT: Final = 3
"""Characters between goods and the measure that is about them, at most."""
_FLIP: Final = {Direction.TIGHTEN: Direction.RELAX, Direction.RELAX: Direction.TIGHTEN}
# Verbs that may follow the thing they act on: "关税下调", "许可证获批", "禁令被叫停".
_AFTER: Final = frozenset(
    "lower raise loosen remove exempt suspend delay extend grant take_effect strike_down refuse reopen list unlist"
    " impose ban tighten".split()
)
_AFTER_FAR: Final = frozenset(
    "lower raise loosen remove suspend delay extend take_effect strike_down".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase where it stands: half-open span of the field."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Link:
    """One verb of a chain where it stands."""

    match: Match
    verb: Verb


@dataclass(frozen=True, slots=True)
class Frame:
    """A thing and what is done to it."""

    clause: Clause
    match: Match
    thing: Thing
    chain: tuple[Link, ...]
    direction: Direction
    stage: Stage

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return min([self.match.start, *(link.match.start for link in self.chain)])

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max([self.match.end, *(link.match.end for link in self.chain)])


def frames(clause: Clause, matches: Sequence[Match], folded: str) -> list[Frame]:
    """Every thing of the clause that some verb acts on, and every act; `matches` in order, within the clause."""
    heads = [match for match in matches if match.word.things]
    # "稀土等出口管制措施": goods right before a measure say what it is about.
    heads = [
        head
        for number, head in enumerate(heads)
        if not (_is_flow(head) and number + 1 < len(heads) and _is_about(head, heads[number + 1]))
    ]
    chains: dict[int, list[Link]] = {number: [] for number in range(len(heads))}
    for match in matches:
        verb = match.word.verb
        if verb is None or folded.startswith("的", match.end):
            continue
        owner = _owner(match, verb, heads)
        if owner is not None:
            chains[owner].append(Link(match, verb))
    found: list[Frame] = []
    for number, head in enumerate(heads):
        frame = _frame(clause, head, chains[number])
        if frame is not None:
            found.append(frame)
    return found


def _owner(match: Match, verb: Verb, heads: Sequence[Match]) -> int | None:
    """Which thing a verb acts on: the next one, or the one before it where it may follow and fits better."""
    following = [number for number, head in enumerate(heads) if head.start >= match.end]
    after = next((number for number in following if _fits(verb, heads[number])), next(iter(following), None))
    before = next(
        (number for number in reversed(range(len(heads))) if heads[number].end <= match.start), None
    )
    if before is None or verb.name not in _AFTER or not _fits(verb, heads[before]):
        return after
    gap = match.start - heads[before].end
    if after is None or not _fits(verb, heads[after]):
        return before if gap <= REACH else after
    return before if verb.name in _AFTER_FAR and gap < min(4, heads[after].start - match.end) else after


def _is_about(head: Match, measure: Match) -> bool:
    return not _is_flow(measure) and measure.start - head.end <= _ABOUT


def _is_flow(head: Match) -> bool:
    return all(thing.kind == "flow" for thing in head.word.things)


def _fits(verb: Verb, head: Match) -> bool:
    return any(thing.kind in verb.operator.does or thing.does is not None for thing in head.word.things)


def _frame(clause: Clause, head: Match, links: Sequence[Link]) -> Frame | None:
    """The first meaning of the thing that the verbs fit; an act needs none."""
    ordered = sorted(links, key=lambda link: _gap(link, head))
    for thing in head.word.things:
        chain = _reached(ordered, head)
        if thing.does is not None:
            return _composed(
                clause, head, thing, [link for link in chain if link.match.end <= head.start], thing.does
            )
        fitting = [link for link in chain if thing.kind in link.verb.operator.does]
        if fitting:
            first = fitting[0]
            rest = [link for link in chain if link is not first]
            effect = first.verb.operator.does[thing.kind]
            frame = _composed(clause, head, thing, rest, effect)
            return Frame(clause, head, thing, (first, *frame.chain), frame.direction, frame.stage)
    return None


def _composed(
    clause: Clause, head: Match, thing: Thing, rest: Sequence[Link], effect: tuple[Direction, Stage]
) -> Frame:
    direction, stage = effect
    chain: list[Link] = []
    for link in rest:
        turn, after = link.verb.operator.move
        if turn == "flip":
            direction = _FLIP.get(direction, direction)
        # A plain "impose" or "take effect" outside a stronger verb adds no stage of its own.
        if after is not Stage.ANNOUNCED:
            stage = after
        chain.append(link)
    return Frame(clause, head, thing, tuple(chain), direction, stage)


def _reached(links: Sequence[Link], head: Match) -> list[Link]:
    """Links within reach of the thing, or of a verb that is."""
    low, high = head.start, head.end
    found: list[Link] = []
    for link in links:
        gap = low - link.match.end if link.match.end <= low else link.match.start - high
        if gap > REACH:
            break
        found.append(link)
        low, high = min(low, link.match.start), max(high, link.match.end)
    return found


def _gap(link: Link, head: Match) -> int:
    return head.start - link.match.end if link.match.end <= head.start else link.match.start - head.end
