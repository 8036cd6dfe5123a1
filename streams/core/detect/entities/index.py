"""The compiled form of a list of watches: one automaton over every form of every name, and what its hits mean.

Everything the pass over an article asks for is laid out here in parallel arrays by pattern number.
The watches themselves are kept as JSON and made again when one is hit: 90,000 of them as models take 280 MB.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from schemas.watch import Context, Watch, WatchType
from streams.core.detect.entities.case import CaseRule
from streams.core.detect.entities.lexicon import OTHER_THINGS
from streams.core.detect.entities.names import has_open_end, needs_spaces
from streams.core.detect.entities.prepare import Prepared, prepare
from streams.core.fold import fold, plain

# As many watches as are in the news at one time; older ones are made again from their JSON.
_CACHE: Final = 20_000
# What a pattern asks of the place where it is hit, as bits.
CAPITAL: Final = 1  # every name behind it begins with a capital
FREE: Final = 2  # its script has no spaces: it may begin anywhere
OPEN: Final = 4  # letters may follow it at once
SEVERAL: Final = 8  # it is several words
HOUSE: Final = 16  # names of other watches begin with it (a house of firms)


class Form(NamedTuple):
    """One name of one watch behind a pattern, with all that an article would have to work out of it again."""

    watch: int
    """Its number."""
    written: str
    rule: CaseRule
    word: bool
    """A name of letters that is also spelled like a word (IT, GAP)."""
    capitals: bool
    """Written in capitals throughout."""
    of_a_kind: bool
    """A person's or product's: a capital word beside it is its own part or its maker's."""
    shortens: bool
    """A person's, or one with a legal form: an article may go on with less of it."""
    small: bool
    """A mention may begin with a small letter."""


@dataclass(frozen=True, slots=True)
class NearWords:
    """A watch's context rules, folded."""

    any_of: tuple[str, ...]
    none_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What one automaton needs. Numbers of watches and of patterns are its own."""

    ids: list[str]
    stored: list[bytes]
    numbers: dict[str, int]
    automaton: AhoCorasick
    forms: list[tuple[Form, ...]]
    """By pattern: the names behind it; none for a thing that nobody watches."""
    kinds: bytes
    """By pattern: the bits above."""
    lengths: Sequence[int]
    """By pattern: characters without the space before it."""
    shorter: dict[int, tuple[int, ...]]
    """By pattern: patterns that are its first words, longest first."""
    symbols: dict[str, tuple[tuple[int, str | None], ...]]
    """By symbol: the watches and their exchanges."""
    near: dict[int, NearWords]
    """By watch: its context rules, if it has any."""
    persons: frozenset[int]
    replaced: frozenset[int]
    """Watches that a later one of the same id has replaced."""
    cache: dict[int, Watch] = field(default_factory=dict[int, Watch])

    def watch(self, number: int) -> Watch:
        """The watch of a number, as a model."""
        watch = self.cache.get(number)
        if watch is None:
            if len(self.cache) >= _CACHE:
                self.cache.clear()
            watch = self.cache[number] = Watch.model_validate_json(self.stored[number])
        return watch

    def watches(self) -> Iterator[Watch]:
        """Every watch, one at a time."""
        return (Watch.model_validate_json(stored) for stored in self.stored)


def build_index(watches: Iterable[Watch], prepared: Mapping[str, Prepared] | None = None) -> Index:
    """Compile. Preparing a watch costs most of it; what is `prepared` already, by id, need not be again."""
    ready = prepared or {}
    ids: list[str] = []
    stored: list[bytes] = []
    own: dict[str, list[Form]] = {}
    derived: dict[str, list[Form]] = {}
    symbols: dict[str, list[tuple[int, str | None]]] = {}
    near: dict[int, NearWords] = {}
    persons: set[int] = set()
    parents: dict[int, str] = {}
    for number, watch in enumerate(watches):
        ids.append(watch.id)
        person = watch.type is WatchType.PERSON
        if person:
            persons.add(number)
        of_a_kind = person or watch.type is WatchType.PRODUCT
        own_part = ready.get(watch.id) or prepare(watch)
        stored.append(own_part.stored)
        for one in own_part.forms:
            form = Form(
                number,
                one.written,
                one.rule,
                one.word,
                one.capitals,
                of_a_kind,
                person or one.legal,
                one.small,
            )
            (derived if one.derived else own).setdefault(one.key, []).append(form)
        for symbol, exchange in own_part.symbols:
            symbols.setdefault(symbol, []).append((number, exchange))
        if watch.parent is not None:
            parents[number] = watch.parent
        if watch.context.any_of or watch.context.none_of:
            near[number] = near_words(watch.context)
    for text, forms in derived.items():
        # A shortened name is safe for one watch only, and never beside somebody's own name.
        if text not in own and len({form.watch for form in forms}) == 1:
            own[text] = forms
    numbers = {watch_id: number for number, watch_id in enumerate(ids)}
    for text in OTHER_THINGS:
        own.setdefault(text, [])
    texts = sorted(own)
    forms_by_pattern = [tuple(own.pop(text)) for text in texts]
    shorter = _shorter(texts)
    houses = _houses(shorter, forms_by_pattern, parents)
    return Index(
        ids=ids,
        stored=stored,
        numbers=numbers,
        automaton=_automaton(texts),
        forms=forms_by_pattern,
        kinds=bytes(
            _kind(text, forms, house=number in houses)
            for number, (text, forms) in enumerate(zip(texts, forms_by_pattern, strict=True))
        ),
        lengths=array("H", (len(text) for text in texts)),
        shorter=shorter,
        symbols={symbol: tuple(owners) for symbol, owners in symbols.items()},
        near=near,
        persons=frozenset(persons),
        replaced=frozenset(number for number, watch_id in enumerate(ids) if numbers[watch_id] != number),
    )


def near_words(context: Context) -> NearWords:
    """Context rules as folded text."""
    return NearWords(
        tuple(fold(plain(word).text) for word in context.any_of),
        tuple(fold(plain(word).text) for word in context.none_of),
    )


def _kind(text: str, forms: tuple[Form, ...], *, house: bool) -> int:
    capital = bool(forms) and not any(form.small for form in forms)
    return (
        CAPITAL * capital
        | FREE * (not needs_spaces(text))
        | OPEN * has_open_end(text)
        | SEVERAL * (" " in text)
        | HOUSE * house
    )


def _automaton(texts: list[str]) -> AhoCorasick:
    return AhoCorasick(
        [" " + text if needs_spaces(text) else text for text in texts] or ["\x00"],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
        store_patterns=False,
    )


def _houses(
    shorter: dict[int, tuple[int, ...]], forms: list[tuple[Form, ...]], parents: dict[int, str]
) -> set[int]:
    """Patterns with which names of other watches begin, be they not its own products: Reliance, Tata, HDFC."""
    houses: set[int] = set()
    for longer, heads in shorter.items():
        owners = {form.watch for form in forms[longer] if form.watch not in parents}
        houses |= {
            head for head in heads if owners and owners.isdisjoint({form.watch for form in forms[head]})
        }
    return houses


def _shorter(texts: list[str]) -> dict[int, tuple[int, ...]]:
    """For sorted texts: which patterns are the first words of a pattern."""
    found: dict[int, tuple[int, ...]] = {}
    open_: list[int] = []
    for number, text in enumerate(texts):
        while open_ and not text.startswith(texts[open_[-1]]):
            open_.pop()
        first = tuple(
            other for other in reversed(open_) if text[len(texts[other]) : len(texts[other]) + 1] == " "
        )
        if first:
            found[number] = first
        open_.append(number)
    return found
