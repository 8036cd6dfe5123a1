"""Sentences of which the rules are sure, so that the judge is not asked: it costs many times what they do.

Measured on labelled news and written items that the judge was not trained on: asking about
these sentences as well changed no outcome, and took half of the judge's time.
"""

from collections.abc import Sequence
from typing import Final

from streams.core.detect.policy.candidates import MAX_LENGTH, Found, order_of, places_of
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.tokens import tokenize
from streams.core.document import Document, Sentence

SURELY_NOT: Final = 0.02
"""A sentence of a body whose best frame stays below this is no move."""
LATE: Final = 6
"""Sentences of the body, after which a story tells what led to its news."""
_AGAINST: Final = 2


def surely_no_move(
    sentence: Sentence, items: Sequence[Found], document: Document, rules: Compiled
) -> str | None:
    """What makes the rules sure that a sentence reports no move, in words; None where they are in doubt.

    Of a headline they are never sure: it is short, and an article may be told by it alone.
    A sentence without a frame needs two signs: no state named, no word of trade, late in the story.
    """
    if sentence.text is document.headline:
        return None
    if items:
        best = max(item.probability for item in items)
        return f"rules {best:.2f}" if best < SURELY_NOT else None
    signs = _signs(sentence, document, rules)
    return " and ".join(signs) if len(signs) >= _AGAINST else None


def _signs(sentence: Sentence, document: Document, rules: Compiled) -> list[str]:
    end = min(sentence.end, sentence.start + MAX_LENGTH)
    signs = ["late in the story"] if order_of(sentence, document) >= LATE else []
    if rules.lexicon.near.keys().isdisjoint(tokenize(sentence.text, sentence.start, end).words):
        signs.append("no word of trade")
    if len(signs) == 1 and all(place.locative for place in places_of(sentence, end, rules)):
        signs.append("no state named")
    return signs
