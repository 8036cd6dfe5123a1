"""The words by which merge tells one story from another: content words of an article, with weights.

They travel with each finding, so that merge needs neither the article nor statistics of a corpus.
Rare words weigh more than common ones, names more than words, the headline and the lead more than the tail.
Numbers and Latin names are the same in every language, and common Chinese words stand with their English ones,
which lets an English and a Chinese report meet.
A date in the text counts as a word of its own (`@2026-03`, `@2026`): last year's twin of an event names another.
"""

import math
import re
from functools import lru_cache
from typing import Final

from streams.core.detect.bilingual import english_of
from streams.core.detect.common_words import RARE, RARITY

MAX_TERMS: Final = 64
# The head of a story names what happened; its tail repeats the background that look-alikes share.
LEAD: Final = 1_500
HEAD: Final = 400
_HEADLINE: Final = 300

_WORD: Final = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_CJK: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]+")
_ENDS: Final = frozenset('.!?:;"“”\n`')

_MONTHS: Final = {
    name: place for place, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_STAMP: Final = re.compile(
    rf"\b{_MONTH} {_DAY} ?,? ?(\d{{4}})\b|\b{_DAY} {_MONTH},? (\d{{4}})\b|\b(20\d\d)[-年/](\d{{1,2}})[-月/]",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STAMP_WEIGHT: Final = 0.5
_YEAR_WEIGHT: Final = 0.4

STOP: Final = frozenset(
    """a about above across after again against ago all almost along already also although always am amid among an
    and another any are around as asked at away back be became because been before behind being below between both
    but by called came can cannot could day days did do does doing done down due during each early either else
    even ever every few first five following for four friday from further gave get give go going got had has have
    having he her here hers him himself his hour hours how however i if in including into is it its itself just
    know known last late later least less like likely made make makes making many may me might monday month months
    more most mr mrs ms much must my near nearly new next no nor not now of off often old on once one only or other
    others our out over own part per put rather re reported s said same saturday saw say saying says see seen
    several she should since six so some soon still such sunday t take taken ten than that the their them then
    there these they thing this those though three through thursday time times to today together told too took
    toward towards tuesday two under until up upon us used using very via was way we wednesday week weeks well went
    were what when where whether which while who whom whose why will with within without would year years yesterday
    yet you your million billion trillion percent p.m a.m pm am jan feb mar apr jun jul aug sep sept oct nov dec january february march april june
    july august september october november december don't doesn't didn't isn't wasn't it's he's she's there's
    """.split()
)
# A people and its country are one word: "Chinese regulator", "China's regulator".
_COUNTRY: Final[dict[str, str]] = {
    pair.partition(":")[0]: pair.partition(":")[2]
    for pair in (
        "chinese:china american:america russian:russia iranian:iran japanese:japan korean:korea indian:india "
        "canadian:canada mexican:mexico german:germany french:france british:britain dutch:netherlands "
        "taiwanese:taiwan ukrainian:ukraine israeli:israel european:europe australian:australia brazilian:brazil "
        "vietnamese:vietnam turkish:turkey italian:italy spanish:spain swiss:switzerland finnish:finland "
        "indonesian:indonesia malaysian:malaysia syrian:syria venezuelan:venezuela saudi:saudi"
    ).split()
}
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENDINGS: Final = ("ing", "ion", "ed", "e")
# Chinese words of grammar: a bigram with one of these in it joins words rather than naming a thing.
_CJK_STOP: Final = frozenset("的了和是在与及将已对也为于并称说这那其一不有被把就都而从到年月日时")


def terms(headline: str, lead: str, language: str) -> dict[str, float]:
    """Up to 64 content words (CJK: bigrams) with weights; squares of the weights sum to about 1.

    Give plain text where capitals tell names, folded text where the script has two forms (Chinese).
    Never looks past `LEAD` characters. `language` is BCP 47; a text without words gives an empty mapping.
    """
    headline, lead = headline[:_HEADLINE], lead[:LEAD]
    weights = _weighed(headline, lead)
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    dates = _dates(headline, lead)
    best = best[: MAX_TERMS - len(dates)]
    norm = math.sqrt(sum(weight * weight for _, weight in best))
    found = {term: round(weight / norm, 3) for term, weight in best} if norm else {}
    return found | dates


def _weighed(headline: str, lead: str) -> dict[str, float]:
    text = f"{headline}\n{lead}"
    # In a headline in capitals or title case a capital tells nothing.
    telling = (
        0
        if sum(word[0].isupper() for word in headline.split()) * 2 < len(headline.split())
        else len(headline)
    )
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    names: dict[str, int] = {}
    inside: set[str] = set()
    end = 0
    for place, found in enumerate(_WORD.finditer(text)):
        word, start = found.group(), found.start()
        gap, end = text[end:start], found.end()
        # A word of a page is mostly one of the page before; a very long one is not worth remembering.
        known = _terms_of(word) if len(word) < 40 else _terms_of.__wrapped__(word)
        if not known:
            continue
        opens = not gap or (gap != " " and not _ENDS.isdisjoint(gap))
        for term in known:
            counts[term] = counts.get(term, 0) + 1
            first.setdefault(term, place)
            if word[0].isupper() and not opens and start >= telling:
                names[term] = names.get(term, 0) + 1
            if start < len(headline):
                inside.add(term)
    return {
        term: (1 + math.log(count))
        * RARITY.get(term, RARE)
        / (1 + first[term] / 80)
        * (1.5 if term in inside else 1.0)
        * (2.0 if 2 * names.get(term, 0) >= count or term[0].isdigit() else 1.0)
        for term, count in counts.items()
    }


@lru_cache(maxsize=16_384)
def _terms_of(word: str) -> tuple[str, ...]:
    if not word.isascii() and _CJK.search(word):
        pairs = [a + b for piece in _CJK.findall(word) for a, b in zip(piece, piece[1:], strict=False)]
        latin = [_stem(part) for part in _CJK.sub(" ", word).split()]
        english = [_stem(known) for piece in _CJK.findall(word) for known in english_of(piece)]
        kept = [pair for pair in pairs if pair[0] not in _CJK_STOP and pair[1] not in _CJK_STOP]
        return (*kept, *english, *(part for part in latin if len(part) > 1 and part not in STOP))
    term = _stem(word)
    return () if len(term) < 2 or term in STOP else (term,)


def _dates(headline: str, lead: str) -> dict[str, float]:
    """The month of a date line in the head of the text, and the years that are named; none weighs more than a word."""
    stamps: dict[str, None] = {}
    for found in _STAMP.finditer(f"{headline}\n{lead[:HEAD]}"):
        name = (found[1] or found[3] or "").lower()
        month = _MONTHS[name] if name else int(found[6])
        stamps[f"@{found[2] or found[4] or found[5]}-{month:02d}"] = None
    years = dict.fromkeys(f"@{year}" for year in _YEAR.findall(f"{headline}\n{lead}"))
    shares = {stamp: _STAMP_WEIGHT / len(stamps) for stamp in list(stamps)[:4]}
    shares |= {year: _YEAR_WEIGHT / len(years) for year in list(years)[:6]}
    return {term: round(weight, 3) for term, weight in shares.items()}


def _stem(word: str) -> str:
    """A light stem: case, possessive, plural and the commonest endings gone; of a number only its digits.

    "violated" and "violation" meet, and so do "$57bn" and "57 billion".
    """
    term = word.lower().replace("’", "'").removesuffix("'s")
    if term in _COUNTRY:
        return _COUNTRY[term]
    if number := _DIGITS.match(term):
        digits = number.group().replace(",", "").rstrip(".")
        return digits if len(term) - number.end() <= 2 else term
    if len(term) > 4:
        if term.endswith("ies"):
            term = term[:-3] + "y"
        elif term.endswith("s") and not term.endswith(("ss", "us", "is")):
            term = term[:-1]
    for ending in _ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= 4:
            return term[: -len(ending)]
    return term
