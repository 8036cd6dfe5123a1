"""The words by which merge tells one story from another: content words of an article, with weights.

They travel with each finding, so that merge needs neither the article nor statistics of a corpus.
Names and numbers weigh most: two fires differ by their towns, two tariffs by their rates.
A word of the headline weighs double; in the body, the earlier the more.
Numbers and Latin names are the same in every language, which lets an English and a Chinese report meet.
"""

import re
from typing import Final

MAX_TERMS: Final = 64
# The head of a story names what happened; its tail repeats the background that look-alikes share.
LEAD: Final = 1_500
_SCAN: Final = 260

_WORD: Final = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_CJK: Final = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]+")

_STOP: Final = frozenset(
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
    yet you your p.m a.m pm am jan feb mar apr jun jul aug sep sept oct nov dec january february march april june
    july august september october november december don't doesn't didn't isn't wasn't it's he's she's there's
    """.split()
)
# Chinese words of grammar: a bigram with one of these in it joins words rather than naming a thing.
_CJK_STOP: Final = frozenset("的了和是在与及将已对也为于并称说这那其一不有被把就都而从到年月日时")


def terms(headline: str, lead: str, language: str) -> dict[str, float]:
    """Up to 64 content words (CJK: bigrams) with weights; squares of the weights sum to 1.

    Takes plain or folded text; plain is better, since a capital tells a name. Never looks past `LEAD` characters.
    `language` is BCP 47; a text without words gives an empty mapping.
    """
    del language  # the script of each word decides, so a mixed text keeps its Latin names
    weights: dict[str, float] = {}
    _add(weights, headline[:400], weight=2.0)
    _add(weights, lead[:LEAD], weight=1.0)
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    norm = sum(weight * weight for _, weight in best) ** 0.5
    return {term: round(weight / norm, 3) for term, weight in best} if norm else {}


def _add(weights: dict[str, float], text: str, *, weight: float) -> None:
    for place, found in enumerate(_WORD.finditer(text)):
        if place >= _SCAN:
            return
        word = found.group()
        if not word.isascii() and _CJK.search(word):
            _add_cjk(weights, word, weight)
            continue
        term = _stem(word)
        if len(term) < 2 or term in _STOP:
            continue
        factor = 1.6 if term[0].isdigit() or (word[0].isupper() and found.start() > 0) else 1.0
        step = weight * factor / (1.0 + place / 60.0)
        old = weights.get(term, 0.0)
        # A second mention counts half, a third a quarter: a word is not the story for being repeated.
        weights[term] = max(old, step) + min(old, step) / 2


def _add_cjk(weights: dict[str, float], run: str, weight: float) -> None:
    for piece in _CJK.findall(run):
        for first, second in zip(piece, piece[1:], strict=False):
            if first in _CJK_STOP or second in _CJK_STOP:
                continue
            term = first + second
            weights[term] = weights.get(term, 0.0) + weight / 2
    for word in _CJK.sub(" ", run).split():
        term = _stem(word)
        if len(term) > 1:
            weights[term] = weights.get(term, 0.0) + weight


def _stem(word: str) -> str:
    """A light stem: case, possessive and plural gone; numbers without their commas."""
    term = word.lower().replace("’", "'").removesuffix("'s")
    if term[:1].isdigit():
        return term.replace(",", "")
    if len(term) > 4:
        if term.endswith("ies"):
            return term[:-3] + "y"
        if term.endswith("s") and not term.endswith(("ss", "us", "is")):
            return term[:-1]
    return term
