"""The pass: one automaton over one field, and the exact checks on each hit, cheapest first.

It runs over every article, so most hits must fall by one comparison: a name that needs a capital on a small
letter, a pattern that ends inside a word. Objects are made for what is kept and for near misses only.
"""

from dataclasses import dataclass
from typing import Final

from streams.core.detect.entities.case import CaseRule, Grade, grade
from streams.core.detect.entities.edges import is_whole
from streams.core.detect.entities.index import CAPITAL, FREE, HOUSE, OPEN, SEVERAL, Form, Index
from streams.core.detect.entities.neighbours import goes_on, is_verb_or_prefix, longer_name
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.tickers import fits
from streams.core.detect.found import Missed
from streams.core.reasons import Reason

# Near misses that are kept for `decisions` and `explain`; an article of nothing but names has no more.
MAX_DROPS: Final = 24
# How far behind a dropped name others may begin inside it.
_BEYOND: Final = 100
# As plain names: looking a member up in its enumeration costs more than the comparison.
_ANY: Final = CaseRule.ANY
_HEAD: Final = CaseRule.HEAD
_PROPER: Final = CaseRule.PROPER
_LETTERS: Final = CaseRule.LETTERS
_STRONG: Final = Grade.STRONG
_NO: Final = Grade.NO
# Patterns that a hit decides on by itself: one word of a script with spaces.
_PLAIN_WORD: Final = FREE | OPEN | SEVERAL
# Nothing joins at these, nor at the edge of the text.
_UNJOINED: Final = frozenset(("", " ", "\n"))
# Rules of names that no word is spelled like.
_DISTINCTIVE: Final = (CaseRule.PROPER, CaseRule.LETTERS)
# Signs that end a phrase: a name is not matched across them unless it has them itself.
_BREAKS: Final = frozenset('.,;:!?()"|\n')
# An abbreviation in brackets begins so near behind its name.
_BRACKET_NEAR: Final = 8


@dataclass(slots=True)
class Spot:
    """A place where a name may stand: half-open span of the reading's `plain`."""

    reading: Reading
    index: Index
    number: int
    watch_id: str
    start: int
    end: int
    written: str
    grade: Grade
    how: str = "name"
    bracketed: bool = False
    """It fills a pair of brackets."""
    shortens: bool = False
    """The article may go on with a shorter name: a surname, a name without its form, an abbreviation."""


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
        spaced, kinds = reading.spaced, index.kinds
        hits = index.automaton.find_matches_as_indexes(spaced)
        if reading.offsets is None and len(hits) > 1:
            plain, folded = reading.plain, reading.folded
            # A long list is hit at every sixth word, and nine in ten of these hits fall here.
            hits = [
                (pattern, first, last)
                for pattern, first, last in hits
                if kinds[pattern] & _PLAIN_WORD
                or ((not kinds[pattern] & CAPITAL or plain[first] != folded[first]) and spaced[last] in " s")
            ]
        for pattern, first, last in hits:
            kind = kinds[pattern]
            lost = False
            good = not kind & CAPITAL or self._has_capital(first)
            if good and spaced[last] != " " and not kind & OPEN:
                # "Wipros revenue": wires lose apostrophes.
                good = lost = spaced[last] == "s" and spaced[last + 1] == " "
            if not (good and self._check(pattern, first, last, lost_apostrophe=lost)) and kind & SEVERAL:
                self._again(pattern, first, last)
        if index.symbols and reading.printed:
            self._tickers()

    def _has_capital(self, first: int) -> bool:
        reading = self.reading
        start = first if reading.offsets is None else reading.offsets[first + 1]
        return reading.plain[start] != reading.folded[start]

    def _check(self, pattern: int, first: int, last: int, *, lost_apostrophe: bool = False) -> bool:
        """Whether any name behind a hit was kept. Its edges in the spaced text are good."""
        index, reading = self.index, self.reading
        forms = index.forms[pattern]
        if not forms:
            return True
        kind = index.kinds[pattern]
        begin = first if kind & FREE else first + 1
        if reading.offsets is None:
            start, end = begin - 1, last - 1
        else:
            start, end = reading.offsets[begin], reading.offsets[last - 1] + 1
        kept = False
        surface = reading.plain[start:end]
        for form in forms:
            if form.watch in self.hidden:
                continue
            if lost_apostrophe and not (
                surface == form.written and form.rule in _DISTINCTIVE and len(surface) > 2
            ):
                continue
            kept |= self._form(form, surface, start, end, kind)
        return kept

    def _form(self, form: Form, surface: str, start: int, end: int, kind: int) -> bool:
        reading = self.reading
        plain = reading.plain
        watch, written, rule, word, capitals, of_a_kind, shortens, _ = form
        single = not kind & SEVERAL
        # A noun in small letters is met in every article: it asks for nothing that has to be looked at.
        small_noun = rule <= _HEAD and not capitals and plain[start] == reading.folded[start]
        exact = surface == written
        if not exact and not single and _is_broken(surface, written):
            return False
        worth = _STRONG
        if not small_noun and (rule > _PROPER or not exact) and not (rule is _LETTERS and exact and not word):
            worth = grade(
                written,
                rule,
                surface,
                any_word_has_capital=reading.any_word_has_capital(start),
                in_capitals=reading.style != "sentence",
            )
            if worth is _NO:
                return self._drop(watch, start, end, Reason.WRONG_CASE, written)
        before, after = plain[start - 1 : start], plain[end : end + 1]
        joined = before not in _UNJOINED or after not in _UNJOINED
        if joined and not is_whole(plain, start, end):
            return self._drop(watch, start, end, Reason.WORD_EDGE)
        if small_noun:
            if single and is_verb_or_prefix(reading, start, end):
                return self._drop(watch, start, end, Reason.COMMON_WORD, surface)
            asks = rule is _HEAD
        else:
            asks = rule is not _ANY
        if asks and not of_a_kind:
            other = longer_name(reading, start, end, rule=rule, single=single)
            if other is not None:
                return self._drop(watch, start, end, Reason.LONGER_NAME, other)
        spot = Spot(reading, self.index, watch, self.index.ids[watch], start, end, written, worth)
        if kind & HOUSE and rule > _HEAD and goes_on(reading, end):
            spot.grade, spot.how = Grade.WEAK, "house"
        spot.bracketed = joined and before == "(" and after == ")"
        spot.shortens = shortens or "(" in plain[end : end + _BRACKET_NEAR]
        self.spots.append(spot)
        return True

    def _tickers(self) -> None:
        """Symbols that are written as tickers."""
        index, reading = self.index, self.reading
        self.ordered = False
        for start, end, symbol, exchange in reading.printed:
            for number in {
                number
                for number, family in index.symbols.get(symbol, ())
                if number not in self.hidden and fits(family, exchange)
            }:
                watch_id = index.ids[number]
                spot = Spot(reading, index, number, watch_id, start, end, symbol, Grade.STRONG, "ticker")
                spot.bracketed = (
                    reading.plain[start - 1 : start] == "(" and reading.plain[end : end + 1] == ")"
                )
                self.spots.append(spot)

    def _again(self, pattern: int, first: int, last: int) -> None:
        """A hit of several words was dropped: shorter names at its place, then names that begin inside it."""
        self.ordered = False
        index, spaced = self.index, self.reading.spaced
        free = index.kinds[pattern] & FREE
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
        kind = self.index.kinds[pattern]
        if self.reading.spaced[last] != " " and not kind & OPEN:
            return False
        return not kind & CAPITAL or self._has_capital(first)

    def _drop(self, number: int, start: int, end: int, reason: Reason, detail: str | None = None) -> bool:
        if len(self.drops) < MAX_DROPS:
            self.drops.append(Missed(self.reading.text, self.index.ids[number], start, end, reason, detail))
        return False


def _is_broken(surface: str, written: str) -> bool:
    """Whether the words of the name stand on both sides of a sign that the name has not."""
    if _BREAKS.isdisjoint(surface):
        return False
    return any(sign in surface and sign not in written for sign in _BREAKS)
