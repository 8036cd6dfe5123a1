"""The name of a speaker: a watched name, an office, a state, or capitals; never what a preposition brings in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.watch import WatchType
from streams.core.detect.found import Mention
from streams.core.detect.policy.jurisdictions import Place
from streams.core.detect.policy.tokens import Tokens

STOPS: Final = frozenset({",", ".", ";", ":", '"', "(", ")", "that"})
"""What ends the words that name a speaker."""
_FIRM: Final = frozenset("company firm chipmaker group maker giant manufacturer carmaker designer".split())
_PERSON: Final = frozenset({"he", "she"})
_UNNAMED: Final = frozenset("officials sources people diplomats aides person source official".split())
_PAPERS: Final = frozenset("gazette notification notice decree order document circular".split())
_OFFICES: Final = _PAPERS | frozenset(
    "ministry department government commission agency bureau secretariat administration cabinet council authority"
    " regulator office spokesman spokeswoman spokesperson minister treasury embassy".split()
)
_SPOKEN_FOR: Final = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_MODIFIERS: Final = 2
"""Words that belong to an office before it, at most: "national trade ministry"."""
_NO_MODIFIER: Final = frozenset(
    "the a an its his her their our this that of for from in at to by with and or as but on two three several".split()
)
_INTO: Final = frozenset("to into in from against with on over than".split())
_NO_NAME: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec i it they we you he she who"
    " the a an this these those there but and in on however also".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A name with the words that give it: half-open span of the field's plain text."""

    name: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """One sentence with all that it names; `before` are the mentions of the text up to it, in order."""

    tokens: Tokens
    mentions: Sequence[Mention]
    places: Sequence[Place]
    before: Sequence[Mention]

    def first(self, span: Iterable[int]) -> Speaker | None:
        """The first of some words that names a speaker."""
        for place in span:
            speaker = self._at(place)
            if speaker is not None:
                return speaker
        return None

    def paper(self, span: Iterable[int]) -> Speaker | None:
        """The gazette or notice among some words; nothing else "shows" what a state does."""
        at = next((place for place in span if self.tokens.words[place] in _PAPERS), None)
        return None if at is None else self._office(at)

    def _at(self, place: int) -> Speaker | None:
        word = self.tokens.words[place]
        start, end = self.tokens.starts[place], self.tokens.ends[place]
        if word in _FIRM or word in _PERSON:
            known = self._meant(word, start)
            return None if known is None else Speaker(known.watch.name, start, end, known)
        if word == "it":
            body = next((p for p in self.places if p.end < start and p.kind in ("agency", "bloc")), None)
            return None if body is None else self._named(body)
        if word in _UNNAMED:
            return Speaker(word, start, end)
        for mention in self.mentions:
            if mention.start <= start < mention.end and mention.watch.type is not WatchType.PRODUCT:
                return Speaker(mention.watch.name, mention.start, mention.end, mention)
        if word in _OFFICES and not self._names_ministry(place):
            return self._office(place)
        covering = next((p for p in self.places if p.start <= start < p.end), None)
        if covering is not None:
            brought = self._before(covering.start) in _INTO
            silent = covering.locative or covering.kind == "demonym" or brought
            return None if silent else self._named(covering)
        return None if self._before(start) in _INTO else self._capitals(place)

    def _named(self, place: Place) -> Speaker:
        return Speaker(self.tokens.text.plain[place.start : place.end], place.start, place.end)

    def _names_ministry(self, place: int) -> bool:
        """Whether a spokesman's ministry is named behind or before him: then it speaks, not he."""
        words = self.tokens.words
        near = (*words[max(0, place - _MODIFIERS) : place], *words[place + 1 : place + 6])
        return words[place] in _SPOKEN_FOR and any(word in _OFFICES - _SPOKEN_FOR for word in near)

    def _before(self, start: int) -> str:
        """The word before a place of the text, articles left out."""
        words = self.tokens.text.folded[max(0, start - 24) : start].split()
        while words and words[-1] in ("the", "a", "an"):
            words.pop()
        return words[-1] if words else ""

    def _office(self, place: int) -> Speaker:
        """An office with the words that say which: "agriculture ministry", "official gazette"."""
        first = place
        while first and place - first < _MODIFIERS and self._modifies(first - 1):
            first -= 1
        start, end = self.tokens.starts[first], self.tokens.ends[place]
        return Speaker(self.tokens.text.plain[start:end], start, end)

    def _modifies(self, at: int) -> bool:
        word = self.tokens.words[at]
        return word[:1].isalpha() and word not in _NO_MODIFIER and at not in self.tokens.owners

    def _meant(self, word: str, start: int) -> Mention | None:
        """Whom "the company" stands for: the last one named in the sentence, else whom the text before names most."""
        wanted = WatchType.PERSON if word in _PERSON else WatchType.ORGANIZATION
        here = [m for m in self.mentions if m.end <= start and m.watch.type is wanted]
        if here:
            return here[-1]
        earlier = [m for m in self.before if m.watch.type is wanted]
        counts = Counter(mention.watch.id for mention in earlier)
        return max(earlier, key=lambda mention: counts[mention.watch.id], default=None)

    def _capitals(self, place: int) -> Speaker | None:
        """A run of capitalised words round `place`, as a name that nobody watches."""
        if not self._is_name(place):
            return None
        first = last = place
        while self._is_name(first - 1) and place - first < 3:
            first -= 1
        while self._is_name(last + 1) and last - place < 3:
            last += 1
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return Speaker(self.tokens.text.plain[start:end], start, end)

    def _is_name(self, at: int) -> bool:
        tokens = self.tokens
        if not 0 <= at < len(tokens) or not tokens.text.plain[tokens.starts[at]].isupper():
            return False
        # The first word of a sentence is a capital whatever it is; "Traders said" names nobody.
        common = at == 0 and tokens.words[at].endswith("s")
        return not common and tokens.words[at] not in _NO_NAME and at not in tokens.owners
