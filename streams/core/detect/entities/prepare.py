"""What a watch brings to an index: every form of every name, spelled out, with its case rule.

It is worked out once a watch, apart from any index: a live change puts what is prepared into an automaton anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.watch import Case, Watch, WatchType
from streams.core.detect.entities.case import CaseRule, is_descriptive, rule_of, takes_small_letters
from streams.core.detect.entities.lexicon import DAYS, NATIONS, is_word
from streams.core.detect.entities.names import has_legal_form, key_of, keys
from streams.core.detect.entities.tickers import symbols_of
from streams.core.fold import plain


@dataclass(frozen=True, slots=True)
class Spelled:
    """One form of a name before its watch has a number: its key, and what `Form` holds of it."""

    key: str
    derived: bool
    written: str
    rule: CaseRule
    word: bool
    capitals: bool
    legal: bool
    small: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a watch brings to any index, worked out once: it costs far more than to put it in."""

    stored: bytes
    forms: tuple[Spelled, ...]
    symbols: tuple[tuple[str, str | None], ...]


def prepare(watch: Watch) -> Prepared:
    """What the watch brings to an index."""
    stored = watch.model_dump_json(exclude_defaults=True).encode()
    return Prepared(stored, tuple(spell(watch)), tuple(symbols_of(watch)))


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
            yield Spelled(
                key.text,
                key.derived,
                written,
                rule,
                word,
                capitals=written.isupper(),
                legal=has_legal_form(written),
                small=takes_small_letters(written, rule),
            )


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _rule(written: str, case: Case | None, *, descriptive: bool) -> CaseRule:
    if case is Case.EXACT:
        return CaseRule.EXACT
    if case is Case.ANY:
        return CaseRule.ANY
    return rule_of(written, descriptive=descriptive)
