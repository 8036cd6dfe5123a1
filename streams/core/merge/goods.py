"""What a measure is on, in comparable words: one name for a good in any language, and which names are wide.

"chips" and "H20" may be one event's product; "H20" and "H800" are not; "goods" says nothing at all.
"""

import re
from collections.abc import Collection
from enum import Enum
from functools import lru_cache
from typing import Final

# Spellings of one good. The key is the word that comparison uses; it is never shown.
_SAME: Final[dict[str, tuple[str, ...]]] = {
    "chip": (
        "semiconductor",
        "芯片",
        "半导体",
        "晶片",
        "ai chip",
        "advanced chip",
        "人工智能芯片",
        "processor",
        "gpu",
    ),
    "chip equipment": (
        "chipmaking equipment",
        "chipmaking tool",
        "lithography",
        "光刻机",
        "半导体设备",
        "chip tool",
    ),
    "rare earth": ("稀土", "rare earth mineral", "rare earth magnet", "magnet"),
    "mineral": ("critical mineral", "关键矿产", "矿产"),
    "gallium": ("镓",),
    "germanium": ("锗",),
    "antimony": ("锑",),
    "graphite": ("石墨",),
    "tungsten": ("钨",),
    "steel": ("钢铁", "钢", "steel product"),
    "aluminium": ("aluminum", "铝"),
    "copper": ("铜",),
    "car": ("auto", "automobile", "vehicle", "汽车", "passenger car"),
    "ev": ("electric vehicle", "electric car", "电动汽车", "电动车"),
    "solar": ("solar panel", "solar cell", "光伏", "太阳能电池板"),
    "battery": ("batteries", "电池"),
    "soybean": ("soya", "soya bean", "大豆"),
    "wheat": ("小麦",),
    "grain": ("粮食", "谷物"),
    "rice": ("大米", "non-basmati rice", "white rice"),
    "pork": ("猪肉",),
    "beef": ("牛肉",),
    "seafood": ("水产品", "海鲜", "fish"),
    "wine": ("葡萄酒",),
    "timber": ("lumber", "木材"),
    "oil": ("crude", "crude oil", "petroleum", "原油", "石油"),
    "gas": ("lng", "natural gas", "天然气"),
    "drone": ("无人机", "uav"),
    "ship": ("vessel", "船舶"),
    "farm product": ("agricultural product", "agricultural goods", "农产品", "farm goods"),
    "software": ("软件", "eda software"),
    "technology": ("技术", "tech"),
    "good": ("goods", "商品", "product", "import", "export", "产品", "进口商品"),
}
_NAMES: Final = {spelling: name for name, spellings in _SAME.items() for spelling in (name, *spellings)}

# A wide name may stand for any of the narrow ones that hold it; the empty set stands for everything.
_WIDE: Final[dict[str, frozenset[str]]] = {
    "good": frozenset(),
    "technology": frozenset(),
    "mineral": frozenset(
        {"rare earth", "gallium", "germanium", "antimony", "graphite", "tungsten", "copper"}
    ),
    "farm product": frozenset({"soybean", "wheat", "grain", "rice", "pork", "beef", "wine", "seafood"}),
    "grain": frozenset({"wheat", "rice"}),
    "car": frozenset({"ev"}),
    "chip": frozenset({"chip equipment"}),
}
# A model number (H20, A100, RTX PRO 6000, HBM3E) is a chip as far as anybody bans it.
_MODEL: Final = re.compile(r"[a-z]{1,5}[ -]?(?:pro ?)?\d{1,5}[a-z]{0,2}")


class Named(Enum):
    """Whether a text speaks of a good."""

    YES = "yes"
    PERHAPS = "perhaps"
    """Only in a wider or narrower word: minerals for graphite, H20 for chips."""
    NO = "no"


def goods(products: tuple[str, ...]) -> frozenset[str]:
    """The comparable names of products; a wide one beside a narrow one that it holds says nothing and goes."""
    names = frozenset(_name(product) for product in products)
    return frozenset(
        name for name in names if not any(name != other and _holds(name, other) for other in names)
    )


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """1.0 where they share a good, 0.5 where one may hold the other, 0 where they exclude each other."""
    if one & other:
        return 1.0
    return 0.5 if any(_holds(a, b) or _holds(b, a) for a in one for b in other) else 0.0


def adds(new: frozenset[str], told: frozenset[str]) -> frozenset[str]:
    """The goods of `new` that nothing told names already, in narrower or wider words."""
    return frozenset(
        good for good in new if not any(good == b or _holds(good, b) or _holds(b, good) for b in told)
    )


def named_in(good: str, terms: Collection[str]) -> Named:
    """Whether the content words of a text (stems; CJK: pairs) name a good; a wide one is named by anything."""
    if good in _WIDE and not _WIDE[good]:
        return Named.PERHAPS
    if _any_spelling_in(good, terms):
        return Named.YES
    wider = [wide for wide, held in _WIDE.items() if held and _holds(wide, good)]
    near = (*wider, *_WIDE.get(good, ()))
    return Named.PERHAPS if any(_any_spelling_in(name, terms) for name in near) else Named.NO


def _any_spelling_in(good: str, terms: Collection[str]) -> bool:
    return any(
        all(any(_stands(form, terms) for form in forms) for forms in _forms_of(spelling))
        for spelling in (good, *_SAME.get(good, ()))
    )


def _stands(form: str, terms: Collection[str]) -> bool:
    if len(form) == 1 and not form.isascii():
        # Chinese words come in pairs of characters; a good of one is a half of some.
        return any(form in term for term in terms)
    return form in terms


@lru_cache(maxsize=2_048)
def _forms_of(spelling: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a spelling the forms in which it may stand among stemmed words."""
    if not spelling.isascii():
        return tuple((spelling[place : place + 2],) for place in range(max(1, len(spelling) - 1)))
    return tuple(
        tuple({word, one, *(one.removesuffix(ending) for ending in ("ing", "ion", "ed", "e"))})
        for word in spelling.split()
        for one in (word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s"),)
    )


def _name(product: str) -> str:
    text = " ".join(product.casefold().split())
    for form in (text, text.removesuffix("s"), text.removesuffix("es")):
        if form in _NAMES:
            return _NAMES[form]
    if found := _MODEL.search(text):
        return found.group().replace(" ", "").replace("-", "")
    head = text.rsplit(" ", 1)[-1]
    for form in (head, head.removesuffix("s")):
        # "Chinese steel", "advanced AI chips": the last word names the good.
        if form in _NAMES and _NAMES[form] != "good":
            return _NAMES[form]
    return text.removesuffix("s") if len(text) > 3 and not text.endswith("ss") else text


def _holds(wide: str, narrow: str) -> bool:
    if wide not in _WIDE:
        return False
    held = _WIDE[wide]
    return not held or narrow in held or (wide == "chip" and _MODEL.fullmatch(narrow) is not None)
