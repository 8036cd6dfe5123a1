"""The compiled form of a list of watches: one automaton over every form of every name, and what its hits mean.

Everything the pass over an article asks for is laid out here in parallel arrays by pattern number.
The watches themselves are kept as JSON and made again when one is hit: 90,000 of them as models take 280 MB.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from schemas.watch import Case, Context, Watch, WatchType
from streams.core.detect.entities.case import CaseRule, is_descriptive, rule_of, takes_small_letters
from streams.core.detect.entities.lexicon import DAYS, NATIONS, OTHER_THINGS, is_word
from streams.core.detect.entities.names import has_open_end, key_of, keys, needs_spaces
from streams.core.detect.entities.tickers import symbols_of
from streams.core.fold import fold, plain

# As many watches as are in the news at one time; older ones are made again from their JSON.
_CACHE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one watch behind a pattern: the watch's number, the words as written, and their case rule.

    `word` says that a name of letters is also spelled like a word (IT, GAP).
    """

    watch: int
    written: str
    rule: CaseRule
    word: bool


@dataclass(frozen=True, slots=True)
class Spelled:
    """One form of a name before its watch has a number: its key, the words as written, their rule (see `Form`)."""

    key: str
    derived: bool
    written: str
    rule: CaseRule
    word: bool


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
    capital: bytes
    """By pattern: 1 where every name behind it begins with a capital."""
    joined: bytes
    """By pattern, bits: 1 its script has no spaces before it, 2 letters may follow it, 4 it is several words,
    8 other watches' names begin with it (the name of a house of firms)."""
    lengths: Sequence[int]
    """By pattern: characters without the space before it."""
    shorter: dict[int, tuple[int, ...]]
    """By pattern: patterns that are its first words, longest first."""
    symbols: dict[str, tuple[tuple[int, str | None], ...]]
    """By symbol: the watches and their exchanges."""
    near: dict[int, NearWords]
    """By watch: its context rules, if it has any."""
    persons: frozenset[int]
    of_a_kind: frozenset[int]
    """Watches of persons and products: a capital word beside their name is its own part or its maker's."""
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


def build_index(watches: Iterable[Watch], spelled: Mapping[str, tuple[Spelled, ...]] | None = None) -> Index:
    """Compile. Spelling a watch out costs most of it; what is `spelled` already, by id, need not be again."""
    ids: list[str] = []
    stored: list[bytes] = []
    own: dict[str, list[Form]] = {}
    derived: dict[str, list[Form]] = {}
    symbols: dict[str, list[tuple[int, str | None]]] = {}
    near: dict[int, NearWords] = {}
    persons: set[int] = set()
    of_a_kind: set[int] = set()
    parents: dict[int, str] = {}
    for number, watch in enumerate(watches):
        ids.append(watch.id)
        if watch.type is WatchType.PERSON:
            persons.add(number)
        if watch.type in (WatchType.PERSON, WatchType.PRODUCT):
            of_a_kind.add(number)
        stored.append(watch.model_dump_json(exclude_defaults=True).encode())
        known = spelled.get(watch.id) if spelled else None
        for one in spell(watch) if known is None else known:
            form = Form(number, one.written, one.rule, one.word)
            (derived if one.derived else own).setdefault(one.key, []).append(form)
        for symbol, exchange in symbols_of(watch):
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
        capital=bytes(
            bool(forms) and all(not takes_small_letters(form.written, form.rule) for form in forms)
            for forms in forms_by_pattern
        ),
        joined=bytes(
            (0 if needs_spaces(text) else 1)
            | (2 if has_open_end(text) else 0)
            | (4 if " " in text else 0)
            | (8 if number in houses else 0)
            for number, text in enumerate(texts)
        ),
        lengths=array("H", (len(text) for text in texts)),
        shorter=shorter,
        symbols={symbol: tuple(owners) for symbol, owners in symbols.items()},
        near=near,
        persons=frozenset(persons),
        of_a_kind=frozenset(of_a_kind),
        replaced=frozenset(number for number, watch_id in enumerate(ids) if numbers[watch_id] != number),
    )


def spell(watch: Watch) -> Iterator[Spelled]:
    """Every form of every name of a watch, each key once; a case given for a name goes before the automatic one."""
    cases: dict[str, Case | None] = {watch.name: None}
    for name in watch.names:
        cases[name.text] = name.case or cases.get(name.text)
    descriptive = watch.type is not WatchType.PERSON and is_descriptive(list(cases))
    # "IDEA" beside "Idea Cellular" is also "Idea"; "INDIA" beside "rural India" is a code.
    # In the same way "century" beside "Century Textiles" is "Century".
    words = [text.split() for text in cases]
    heads = (
        {} if descriptive else {head.upper(): head for split in words for head in split[:1] if head.istitle()}
    )
    kinds = {_singular(split[-1].lower()) for split in words if len(split) > 1 and descriptive}
    own = key_of(plain(watch.name).text)
    seen: set[str] = set()
    found = [(key, case) for text, case in cases.items() for key in keys(text)]
    # Names as they stand go before shortened ones.
    for key, case in sorted(found, key=lambda item: item[0].derived):
        # "Microfinance cos" is a phrase, not a firm with a legal form; nor is "China" a name of China Holdings.
        capital = key.text != own and case is None and (key.text in NATIONS or key.text in DAYS)
        if key.text not in seen and not (key.derived and descriptive) and not capital:
            seen.add(key.text)
            written = (
                key.written if case or key.written.istitle() else heads.get(key.written.upper(), key.written)
            )
            rule = _rule(written, case, descriptive=descriptive)
            if rule is CaseRule.NOUN and _singular(key.text) in kinds:
                rule = CaseRule.HEAD
            word = rule is CaseRule.LETTERS and is_word(key.text)
            yield Spelled(key.text, key.derived, written, rule, word)


def near_words(context: Context) -> NearWords:
    """Context rules as folded text."""
    return NearWords(
        tuple(fold(plain(word).text) for word in context.any_of),
        tuple(fold(plain(word).text) for word in context.none_of),
    )


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _rule(written: str, case: Case | None, *, descriptive: bool) -> CaseRule:
    if case is Case.EXACT:
        return CaseRule.EXACT
    if case is Case.ANY:
        return CaseRule.ANY
    return rule_of(written, descriptive=descriptive)


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
