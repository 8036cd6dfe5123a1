"""Try a rule on the cases that lie beside it: positives must be found with their fields, near misses must not.

Cases are read as flashes (a headline alone) and without the judge, so that a rule stands on its own feet.
"""

from collections.abc import Iterator
from typing import Final

from schemas.article import Article
from streams.core.detect.found import Entities
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.find import find_policies
from streams.core.detect.policy.hits import Policies
from streams.core.detect.policy.shapes import Gives, Rule
from streams.core.document import Document, Sentence, Text
from streams.core.errors import Fault

_FIELDS: Final = ("instrument", "direction", "stage", "asserted", "currency", "actors", "targets", "products")


def case_faults(rule: Rule, rules: Compiled) -> Iterator[Fault]:
    """What the rule's cases do not get."""
    file, line = rules.places[rule.id]
    for positive in rule.positives:
        hits = [hit for hit in _found(positive.text, rules).hits if hit.alertable]
        if not hits:
            yield Fault(file, line, f"rule {rule.id}: finds nothing in its positive case {positive.text!r}")
        elif not any(_gives(hit, positive.gives) for hit in hits):
            got = "; ".join(", ".join(f"{name} {_value(hit, name)}" for name in _FIELDS) for hit in hits)
            yield Fault(file, line, f"rule {rule.id}: {positive.text!r} gives {got}")
    for miss in rule.near_misses:
        if any(hit.policy == rule.id and hit.alertable for hit in _found(miss.text, rules).hits):
            yield Fault(file, line, f"rule {rule.id}: rings on its near miss {miss.text!r}")


def _found(text: str, rules: Compiled) -> Policies:
    headline = Text(name="headline", received=text, plain=text, folded=text.lower())
    body = Text(name="body", received="", plain="", folded="")
    article = Article(id="case:1", headline=text)
    whole = (Sentence(text=headline, start=0, end=len(text), index=0, paragraph=0),)
    document = Document(
        article=article, language="en", headline=headline, body=body, cut=lambda _headline, _body: whole
    )
    return find_policies(document, rules, Entities(()), None)


def _gives(hit: object, gives: Gives) -> bool:
    return all(
        wanted is None or getattr(hit, name) == wanted
        for name in _FIELDS
        for wanted in [getattr(gives, name)]
    )


def _value(hit: object, name: str) -> str:
    value = getattr(hit, name)
    return "+".join(value) if isinstance(value, tuple) else str(value)
