"""Names that the article itself introduces: "Huang" after Jensen Huang, "SMIC" after the long name (SMIC).

They are looked for only where a full name was kept, so they cost nothing to an article without one.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from streams.core.detect.entities.case import Grade
from streams.core.detect.entities.edges import is_whole
from streams.core.detect.entities.lexicon import LEGAL, TITLES, is_common
from streams.core.detect.entities.names import cores_of, has_legal_form
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.scan import Spot

_PARTICLES: Final = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn ben ter ten zu".split()
)
_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
# Family names that stand first where the given name follows: Xi Jinping, Wang Wentao, Kim Jong Un.
_FAMILY_FIRST: Final = frozenset(
    """bai cai cao chen cheng cui dai deng ding dong du duan fan fang feng fu gao gu guo han hao he hou hu huang ji jia
    jiang jin kong lai lei li liang liao lin liu long lu luo lyu ma mao meng mo niu pan peng qian qiao qin qiu ren
    shao shen shi song su sun tan tang tao tian wan wang wei wen wu xi xia xiang xiao xie xiong xu xue yan yang yao
    ye yi yin yu yuan zeng zhang zhao zheng zhong zhou zhu zou kim lee park choi jung kang cho yoon""".split()
)
_ABBREVIATION: Final = (2, 10)
_FORMS: Final = LEGAL | {""}
_LONGEST_FORM: Final = 16


def short_names(spots: list[Spot]) -> list[str]:
    """The short names that the kept full names of one watch allow; nearly always none."""
    shorts: dict[str, None] = {}
    person = spots[0].number in spots[0].index.persons
    for spot in spots:
        if spot.how == "ticker":
            continue
        if person:
            last = surname(spot.written)
            if last is not None:
                shorts[last] = None
            continue
        if has_legal_form(spot.written):
            shorts |= dict.fromkeys(core for core in cores_of(spot.written) if len(core) > 2)
        if "(" in spot.reading.plain[spot.end : spot.end + 8]:
            introduced = _introduced(spot)
            if introduced is not None:
                shorts[introduced] = None
    return list(shorts)


def second_mentions(full: Spot, shorts: Iterable[str], readings: Iterable[Reading]) -> Iterator[Spot]:
    """Every mention of a watch by a short name, in all readings. `full` is one of its full mentions."""
    for short in shorts:
        for reading in readings:
            for start in _places(reading.plain, short):
                end = start + len(short)
                if not _belongs_to_another(reading, start, end, full):
                    yield Spot(
                        reading,
                        full.index,
                        full.number,
                        full.watch_id,
                        start,
                        end,
                        short,
                        Grade.STRONG,
                        "again",
                    )


def introduced_for_others(spots: list[Spot]) -> dict[str, str]:
    """Abbreviations that the article introduces for something else: "Nuclear Regulatory Commission (NRC)"."""
    others: dict[str, str] = {}
    for spot in spots:
        if not spot.bracketed:
            continue
        plain = spot.reading.plain
        short = plain[spot.start : spot.end]
        if not short.isupper() or len(short) < _ABBREVIATION[0] or any(_names_it(one, spot) for one in spots):
            continue
        long = _stands_for(plain, spot.start - 1, short)
        if long is not None:
            others[spot.written] = long
    return others


def _names_it(long: Spot, short: Spot) -> bool:
    """Whether a mention of the same watch stands right before the bracket, with or without its legal form."""
    if long.reading is not short.reading or not 0 < short.start - long.end < _LONGEST_FORM:
        return False
    return short.reading.plain[long.end : short.start - 1].strip(" .,").lower() in _FORMS


def _stands_for(plain: str, bracket: int, short: str) -> str | None:
    """The capitalised words before a bracket whose initials are the abbreviation in it."""
    words = plain[max(0, bracket - 120) : bracket].split()
    place = len(words)
    for letter in reversed(short):
        place -= 1
        while place >= 0 and words[place][0].islower():
            place -= 1
        if place < 0 or words[place].lstrip("\"'([")[:1].upper() != letter:
            return None
    return " ".join(words[place:]) if len(short) > 1 else None


def surname(name: str) -> str | None:
    """The part of a person's name that stands for it later; None for one word or a word too common to tell."""
    words = [word for word in name.split() if word.strip(".,").lower() not in _SUFFIXES]
    if len(words) < 2 or (not name.isascii() and not name[0].isalpha()):
        return None
    if words[0].lower() in _FAMILY_FIRST and words[-1].lower() not in _FAMILY_FIRST:
        last = words[0]
    else:
        first = len(words) - 1
        while first > 1 and words[first - 1].lower() in _PARTICLES:
            first -= 1
        last = " ".join(words[first:])
    # "He said" is not He Lifeng; "Xi" and "Li" are no words.
    return None if last.lower() in {"he", "she", "we", "me", "my", "an", "so", "you", "long"} else last


def _introduced(spot: Spot) -> str | None:
    """The abbreviation in brackets after a name: letters of the name, in order, beginning with its first."""
    plain = spot.reading.plain
    opening = plain.find("(", spot.end, spot.end + 8)
    if opening < 0 or plain[spot.end : opening].strip(" .,").lower() not in {
        "",
        "inc",
        "ltd",
        "corp",
        "co",
        "plc",
    }:
        return None
    closing = plain.find(")", opening, opening + 20)
    short = plain[opening + 1 : closing].strip(" \"'") if closing > 0 else ""
    if (
        not _ABBREVIATION[0] <= len(short) <= _ABBREVIATION[1]
        or not short.isalnum()
        or not short[0].isupper()
    ):
        return None
    if sum(map(str.isupper, short)) < 2:
        return None
    rest = iter(plain[spot.start : spot.end].lower())
    return (
        short
        if short[0].lower() == plain[spot.start].lower() and all(sign in rest for sign in short.lower())
        else None
    )


def _places(plain: str, short: str) -> Iterator[int]:
    start = plain.find(short)
    while start >= 0:
        end = start + len(short)
        free = not (start and plain[start - 1].isalnum()) and not (end < len(plain) and plain[end].isalnum())
        if free and is_whole(plain, start, end):
            yield start
        start = plain.find(short, end)


def _belongs_to_another(reading: Reading, start: int, end: int, spot: Spot) -> bool:
    """Whether the short name is the end of another full name ("Peter Huang"), or any word at the head of a sentence."""
    before = reading.word_before(start)
    if before and before[0].isupper() and before.lower().strip(".") not in TITLES:
        own = {word.lower() for word in spot.written.split()}
        if before.lower() not in own and not reading.any_word_has_capital(start - len(before) - 1):
            return True
    return is_common(reading.folded[start:end]) and reading.any_word_has_capital(start)
