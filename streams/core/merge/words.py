"""How alike two reports are in their words: the sums over weighted terms that `similarity` weighs.

Structure says who does what to whom; words say whether two reports with the same structure, or with none, tell of
one event. What all stories at hand say counts little, numbers and dates that two reports share count extra.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

# Stems of words for instruments, moves and the states that act most.
_STRUCTURE: Final = frozenset(
    """tariff duty levy tax sanct sanction ban curb export import trad control restrict restriction limit licenc licens
    permit list blacklist measur impos announc threaten propos plan rais cut paus suspend lift remov eas tighten
    america washington white house commerc department ministry treasury government official administrat trump biden
    china beij europe brussel commiss india delhi japan tokyo russia moscow iran tehran canada ottawa mexico korea
    seoul britain london taiwan taipei netherland hague ukraine kyiv germany france""".split()
)
# So many words a closed story keeps.
HEAVIEST: Final = 12
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH: Final = re.compile(r"@\d{4}-\d\d")


def heaviest(terms: Mapping[str, float], most: int = HEAVIEST) -> dict[str, float]:
    """The heaviest words, as a closed story keeps them."""
    return dict(sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:most])


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two weighted word sets; 0 where one is empty."""
    if len(one) > len(other):
        one, other = other, one
    dot = sum(weight * other[term] for term, weight in one.items() if term in other)
    norm = sum(w * w for w in one.values()) * sum(w * w for w in other.values())
    return dot / norm**0.5 if norm else 0.0


class Rarity:
    """How much a word tells among the stories at hand: what all of them say tells them not apart.

    Counted over the stories that are compared, in reports; `typical` is the weight from which a word is in every one,
    and `smooth` keeps a word that no story has from outweighing all others while the stories are few.
    """

    typical: Final = 0.07
    smooth: Final = 8.0

    def __init__(self, stories: Iterable[tuple[Mapping[str, float], int]] = ()) -> None:
        self._reports = 0
        self._held: dict[str, float] = {}
        for terms, reports in stories:
            self._reports += reports
            for term, weight in terms.items():
                self._held[term] = self._held.get(term, 0.0) + reports * min(1.0, weight / self.typical)

    def weigh(self, terms: Mapping[str, float]) -> dict[str, float]:
        """The same words, each weighed by how much it tells."""
        return {
            term: weight * math.log(1 + (self._reports + 1) / (self._held.get(term, 0.0) + self.smooth))
            for term, weight in terms.items()
        }


def said(
    one: Mapping[str, float], story: Mapping[str, float], rarity: Rarity, *, across: bool
) -> list[tuple[str, float]]:
    """How alike a report and a story are in what they say.

    `across`: they are in two languages. The weights are those of a logistic regression on half of the ECB+ topics,
    rounded.
    """
    if across:
        one, story = common_script(one), common_script(story)
    mine, theirs = rarity.weigh(one), rarity.weigh(story)
    heaviest = sorted(theirs, key=lambda term: (-theirs[term], term))[:12]
    held = sum(theirs[term] for term in heaviest if term in mine) / (
        sum(theirs[term] for term in heaviest) or 1.0
    )
    shared = [term for term in one if term in story]
    numbers = sum(1 for term in shared if term[0].isdigit() and not _YEAR.fullmatch(term))
    return [
        ("words", cosine(mine, theirs)),
        ("what the story is about", 0.19 * held),
        ("numbers", 0.07 * min(4, numbers)),
        ("month", 0.24 if any(_MONTH.fullmatch(term) for term in shared) else 0.0),
    ]


def common_script(terms: Mapping[str, float]) -> dict[str, float]:
    """The words that an English and a Chinese report can share: names, numbers, and known words in English."""
    return {term: weight for term, weight in terms.items() if term.isascii()}


def beside_structure(terms: Mapping[str, float]) -> dict[str, float]:
    """Without the words that structure compares already: two lots of sanctions on Iran have those in common."""
    return {term: weight for term, weight in terms.items() if term not in _STRUCTURE}
