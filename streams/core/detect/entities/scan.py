"""The pass: one automaton over one field, and the exact checks on each hit, cheapest first.

It runs over every article, so most hits must fall by one comparison: a name that needs a capital on a small
letter, a pattern that ends inside a word. Objects are made for what is kept and for near misses only.
"""

from dataclasses import dataclass
from typing import Final

from streams.core.detect.entities.case import CaseRule, Grade, grade
from streams.core.detect.entities.edges import is_whole
from streams.core.detect.entities.index import Form, Index
from streams.core.detect.entities.neighbours import goes_on, is_verb_or_prefix, longer_name
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.tickers import fits, printed_symbols
from streams.core.detect.found import Missed
from streams.core.reasons import Reason

# Near misses that are kept for `decisions` and `explain`; an article of nothing but names has no more.
MAX_DROPS: Final = 24
# How far behind a dropped name others may begin inside it.
_BEYOND: Final = 100
# As plain names: looking a member up in its enumeration costs more than the comparison.
_HEAD: Final = CaseRule.HEAD
_PROPER: Final = CaseRule.PROPER
# Nothing joins at these, nor at the edge of the text.
_OPEN: Final = ("", " ", "\n")
# Rules of names that no word is spelled like.
_DISTINCTIVE: Final = (CaseRule.PROPER, CaseRule.LETTERS)
# Signs that end a phrase: a name is not matched across them unless it has them itself.
_BREAKS: Final = '.,;:!?()"|\n'


@dataclass(slots=True)
class Spot:
    """A place where a name may stand: half-open span of the reading's `plain`."""

    reading: Reading
    index: Index
    number: int
    start: int
    end: int
    written: str
    grade: Grade
    how: str = "name"

    @property
    def watch_id(self) -> str:
        """Whose name it is."""
        return self.index.ids[self.number]


class Scan:
    """One index over one reading; fills `spots` and `drops`."""

    __slots__ = ("drops", "hidden", "index", "ordered", "reading", "spots")

    def __init__(self, index: Index, reading: Reading, hidden: frozenset[int]) -> None:
        self.index = index
        self.reading = reading
        self.hidden = hidden
        self.spots: list[Spot] = []
        self.drops: list[Missed] = []
        # Whether the spots stand in the order of the text and apart, as one automaton gives them.
        self.ordered = True

    def run(self) -> None:
        """Every hit of the automaton, checked."""
        reading, index = self.reading, self.index
        spaced, offsets, folded, plain = reading.spaced, reading.offsets, reading.folded, reading.plain
        capital, joined = index.capital, index.joined
        for pattern, first, last in index.automaton.find_matches_as_indexes(spaced):
            flags = joined[pattern]
            if capital[pattern]:
                start = first if offsets is None else offsets[first + 1]
                if plain[start] == folded[start]:
                    if flags & 4:
                        self._again(pattern, first, last)
                    continue
            lost = False
            if spaced[last] != " " and not flags & 2:
                # "Wipros revenue": wires lose apostrophes.
                lost = spaced[last] == "s" and spaced[last + 1] == " "
                if not lost:
                    if flags & 4:
                        self._again(pattern, first, last)
                    continue
            if not self._check(pattern, first, last, lost_apostrophe=lost) and flags & 4:
                self._again(pattern, first, last)
        if index.symbols:
            self._tickers()

    def _check(self, pattern: int, first: int, last: int, *, lost_apostrophe: bool = False) -> bool:
        """Whether any name behind a hit was kept. Its edges in the spaced text are good."""
        index, reading = self.index, self.reading
        begin = first if index.joined[pattern] & 1 else first + 1
        if reading.offsets is None:
            start, end = begin - 1, last - 1
        else:
            start, end = reading.offsets[begin], reading.offsets[last - 1] + 1
        forms = index.forms[pattern]
        if not forms:
            return True
        kept = False
        surface = reading.plain[start:end]
        for form in forms:
            if form.watch in self.hidden:
                continue
            if lost_apostrophe and not (
                surface == form.written and form.rule in _DISTINCTIVE and len(surface) > 2
            ):
                continue
            kept |= self._form(form, surface, start, end, flags=index.joined[pattern])
        return kept

    def _form(self, form: Form, surface: str, start: int, end: int, *, flags: int) -> bool:
        reading, rule = self.reading, form.rule
        plain = reading.plain
        single = not flags & 4
        # A noun in small letters is met in every article: it asks for nothing that has to be looked at.
        small_noun = rule <= _HEAD and plain[start] == reading.folded[start] and not form.written.isupper()
        exact = surface == form.written
        if not exact and not single and _is_broken(surface, form.written):
            return False
        worth = Grade.STRONG
        if not small_noun and (not exact or rule > _PROPER):
            worth = self._grade(form, surface, start)
            if worth is Grade.NO:
                return self._drop(form.watch, start, end, Reason.WRONG_CASE, form.written)
        if (plain[start - 1 : start] not in _OPEN or plain[end : end + 1] not in _OPEN) and not is_whole(
            plain, start, end
        ):
            return self._drop(form.watch, start, end, Reason.WORD_EDGE)
        if small_noun and single and is_verb_or_prefix(reading, start, end):
            return self._drop(form.watch, start, end, Reason.COMMON_WORD, surface)
        if rule and not (small_noun and rule != _HEAD) and form.watch not in self.index.of_a_kind:
            other = longer_name(reading, start, end, rule=rule, single=single)
            if other is not None:
                return self._drop(form.watch, start, end, Reason.LONGER_NAME, other)
        how = "name"
        if flags & 8 and rule > _HEAD and goes_on(reading, end):
            worth, how = Grade.WEAK, "house"
        self.spots.append(Spot(reading, self.index, form.watch, start, end, form.written, worth, how))
        return True

    def _grade(self, form: Form, surface: str, start: int) -> Grade:
        reading = self.reading
        if form.rule is CaseRule.LETTERS and surface == form.written and not form.word:
            return Grade.STRONG
        return grade(
            form.written,
            form.rule,
            surface,
            any_word_has_capital=reading.any_word_has_capital(start),
            in_capitals=reading.style != "sentence",
        )

    def _tickers(self) -> None:
        """Symbols that are written as tickers."""
        index = self.index
        for printed in printed_symbols(self.reading.plain):
            self.ordered = False
            for number in {
                number
                for number, family in index.symbols.get(printed.symbol, ())
                if number not in self.hidden and fits(family, printed.family)
            }:
                self.spots.append(
                    Spot(
                        self.reading,
                        index,
                        number,
                        printed.start,
                        printed.end,
                        printed.symbol,
                        Grade.STRONG,
                        "ticker",
                    )
                )

    def _again(self, pattern: int, first: int, last: int) -> None:
        """A hit of several words was dropped: shorter names at its place, then names that begin inside it."""
        self.ordered = False
        index, spaced = self.index, self.reading.spaced
        free = index.joined[pattern] & 1
        for other in index.shorter.get(pattern, ()):
            end = first + (0 if free else 1) + index.lengths[other]
            if self._passes(other, first, end) and self._check(other, first, end):
                first = end - 1
                break
        inside = spaced.find(" ", first + 1)
        if 0 <= inside < last:
            for other, start, end in index.automaton.find_matches_as_indexes(spaced[inside : last + _BEYOND]):
                if inside + start >= last:
                    break
                if self._passes(other, inside + start, inside + end):
                    self._check(other, inside + start, inside + end)

    def _passes(self, pattern: int, first: int, last: int) -> bool:
        """The two cheap checks of `run`."""
        reading, index = self.reading, self.index
        if reading.spaced[last] != " " and not index.joined[pattern] & 2:
            return False
        start = first if reading.offsets is None else reading.offsets[first + 1]
        return not (index.capital[pattern] and reading.plain[start] == reading.folded[start])

    def _drop(self, number: int, start: int, end: int, reason: Reason, detail: str | None = None) -> bool:
        if len(self.drops) < MAX_DROPS:
            self.drops.append(Missed(self.reading.text, self.index.ids[number], start, end, reason, detail))
        return False


def _is_broken(surface: str, written: str) -> bool:
    """Whether the words of the name stand on both sides of a sign that the name has not."""
    return any(sign in surface and sign not in written for sign in _BREAKS)
