"""A candidate with everything that its sentence says of the measure: goods, dates, speakers, watched names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from schemas.finding import Asserted, Dates, Direction, Instrument, Stage
from schemas.watch import WatchType
from streams.core.detect.found import Entities, Mention
from streams.core.detect.policy.candidates import Found
from streams.core.detect.policy.frames import clause_of
from streams.core.detect.policy.judging import Verdict
from streams.core.detect.policy.naming import Speaker
from streams.core.detect.policy.same import Account
from streams.core.detect.policy.speakers import speakers

Named = tuple[str, int, int]
"""A name and its half-open span of the field's plain text."""

# A maker's number for a product ("H20", "MI308", "B30A"), where a family deals in such goods.
_MODEL: Final = re.compile(r"(?<![\w-])[A-Z]{1,3}\d{2,4}[A-Z]?(?![\w-])")
_MODELS: Final = frozenset({Instrument.EXPORT_CONTROL, Instrument.ENTITY_LIST})
_EFFECTIVE: Final = frozenset({"from", "effective", "starting", "beginning", "as of"})
_ENDING: Final = frozenset({"until", "till", "through"})
"""What leads in the end of a measure, which is neither its beginning nor the day it was announced."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a measure. Fields of the measure are as rules and judge settled them."""

    found: Found
    verdict: Verdict
    mentions: tuple[Mention, ...]
    products: tuple[Named, ...]
    speakers: tuple[Speaker, ...]
    dates: Dates
    default_actors: tuple[str, ...]
    default_targets: tuple[str, ...] = ()

    @property
    def instrument(self) -> Instrument:
        """Of the rule, unless the judge knew better."""
        return self.verdict.instrument

    @property
    def direction(self) -> Direction:
        """The effect on trade."""
        return self.verdict.direction

    @property
    def stage(self) -> Stage:
        """How far the measure has come."""
        return self.verdict.stage

    @property
    def asserted(self) -> Asserted:
        """Whether it is told as fact."""
        return self.verdict.asserted

    @property
    def actors(self) -> tuple[str, ...]:
        """Codes of who acts; where the sentence names nobody, who the article says acts."""
        return tuple(place.code for place in self.found.roles.actors) or self.default_actors

    @property
    def targets(self) -> tuple[str, ...]:
        """Codes of who is meant; where the sentence names nobody, whom the article's old measure on the goods meant."""
        own = tuple(place.code for place in self.found.roles.targets if place.code not in self.actors)
        return own or self.default_targets

    @property
    def account(self) -> Account:
        """What sameness asks."""
        return Account(
            instrument=self.instrument,
            direction=self.direction,
            stage=self.stage,
            actors=frozenset(self.actors),
            targets=frozenset(self.targets),
            products=frozenset(name for name, _, _ in self.products),
            sentence=self.found.order if self.found.sentence.text.name == "body" else -1,
        )


def telling(found: Found, verdict: Verdict, *, entities: Entities, actors: tuple[str, ...]) -> Telling:
    """Fill a telling from its sentence; `actors` are who the article says acts."""
    sentence = found.sentence
    every = [mention for hit in entities.hits for mention in hit.mentions if mention.text is sentence.text]
    every.sort(key=lambda mention: mention.start)
    mentions = tuple(m for m in every if sentence.start <= m.start and m.end <= sentence.end)
    before = [mention for mention in every if mention.end <= sentence.start]
    places = (*found.roles.actors, *found.roles.targets)
    return Telling(
        found=found,
        verdict=verdict,
        mentions=mentions,
        products=_products(found, mentions),
        speakers=tuple(speakers(found.frame.reading.tokens, mentions, places, before)),
        dates=_dates(found, verdict),
        default_actors=actors,
    )


def _products(found: Found, mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Goods named in the sentence: watched products and makers' numbers, else the lexicon's goods.

    Where the clause of the measure names some, those of other clauses are not its own.
    """
    reading = found.frame.reading
    tokens = reading.tokens
    watched = [(m.watch.name, m.start, m.end) for m in mentions if m.watch.type is WatchType.PRODUCT]
    models: list[Named] = []
    if found.rule.instrument in _MODELS and len(tokens):
        taken = {at for _, start, end in watched for at in range(start, end)}
        matches = _MODEL.finditer(tokens.text.plain, tokens.starts[0], tokens.ends[-1])
        models = [(match.group(), *match.span()) for match in matches if match.start() not in taken]
    first, last = clause_of(found.frame)
    own = sorted((item for item in (*watched, *models) if first <= item[1] < last), key=lambda item: item[1])
    if own or watched or models:
        return _distinct(own or watched or models)
    goods = [
        (name, tokens.starts[start], tokens.ends[end - 1])
        for start, end, name in reading.lexicon.products.find(tokens.words)
    ]
    # "Gold-standard" names no gold.
    return _distinct([item for item in goods if not tokens.text.folded.startswith("-", item[2])])


def _distinct(named: Iterable[Named]) -> tuple[Named, ...]:
    first: dict[str, Named] = {}
    for item in named:
        first.setdefault(item[0], item)
    return tuple(first.values())


def _dates(found: Found, verdict: Verdict) -> Dates:
    announced: date | None = None
    effective: date | None = None
    for when in found.dates:
        if when.date is None or when.lead in _ENDING or when.precision not in ("day", "week", "month"):
            continue
        if when.lead in _EFFECTIVE or when.relation == "future":
            effective = effective or when.date
        elif when.relation in ("past", "today") and when.precision == "day":
            announced = announced or when.date
    removed = announced if verdict.stage is Stage.REMOVED else None
    return Dates(announced=announced, effective=effective, removed=removed)
