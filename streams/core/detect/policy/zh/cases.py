"""Try a Chinese rule on the cases that lie beside it: positives give their fields, near misses do not ring.

Cases are read as flashes: a headline alone, without a date.
"""

from collections.abc import Iterator
from typing import Final

from schemas.article import Article
from streams.core.detect.found import Entities
from streams.core.detect.policy.hits import PolicyHit
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.zh.find import find_policies_zh
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.document import Document, Sentence, Text
from streams.core.errors import Fault
from streams.core.fold import fold, plain

_FIELDS: Final = ("instrument", "direction", "stage", "asserted", "currency", "actors", "targets", "products")


def chinese_case_faults(rules: ChineseRules, jurisdictions: Jurisdictions) -> Iterator[Fault]:
    """What the rules' own cases do not get; empty when all hold."""
    for rule in rules.rules.values():
        yield from _faults(rule, rules, jurisdictions)


def _faults(rule: Rule, rules: ChineseRules, jurisdictions: Jurisdictions) -> Iterator[Fault]:
    file, line = rules.places[rule.id]
    for positive in rule.positives:
        hits = _hits(positive.text, rules, jurisdictions)
        wanted = {name: value for name in _FIELDS if (value := getattr(positive.gives, name)) is not None}
        if not hits:
            yield Fault(file, line, f"rule {rule.id}: finds nothing in its positive case {positive.text!r}")
        elif not any(all(getattr(hit, name) == value for name, value in wanted.items()) for hit in hits):
            got = "; ".join(", ".join(f"{name} {getattr(hit, name)}" for name in wanted) for hit in hits)
            yield Fault(file, line, f"rule {rule.id}: {positive.text!r} gives {got}")
    for miss in rule.near_misses:
        if any(hit.policy == rule.id for hit in _hits(miss.text, rules, jurisdictions)):
            yield Fault(file, line, f"rule {rule.id}: rings on its near miss {miss.text!r}")


def _hits(text: str, rules: ChineseRules, jurisdictions: Jurisdictions) -> tuple[PolicyHit, ...]:
    made = plain(text).text
    headline = Text(name="headline", received=made, plain=made, folded=fold(made))
    body = Text(name="body", received="", plain="", folded="")
    whole = (Sentence(text=headline, start=0, end=len(made), index=0, paragraph=0),)
    document = Document(
        article=Article(id="case:1", headline=made),
        language="zh",
        headline=headline,
        body=body,
        cut=lambda _headline, _body: whole,
    )
    hits = find_policies_zh(document, rules, jurisdictions, Entities(())).hits
    return tuple(hit for hit in hits if hit.alertable)
