"""A Chinese sentence, cut into clauses, with the states that each names.

Headlines write states with one character ("美拟对华…", "输日"), which only their neighbours tell from
ordinary words, so those are found here and not in the list of jurisdictions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from streams.core.detect.policy.jurisdictions import Jurisdictions, Place
from streams.core.document import Sentence

# Folding has made full-width marks plain; a space parts clauses of a headline, between Chinese characters only.
_CUT: Final = re.compile(
    r"[;；。!！?？:：…]|(?<!\d)[,，]|[,，](?!\d)|(?<=[\u4e00-\u9fff%\"”])\s+(?=[\u4e00-\u9fff\"“])"
)
_MEANT: Final = re.compile(
    r"(?:对|输往|输|赴|销|向|针对|来自|原产于|自|从|给|涉|抗|援|驻|将|把)"
    r"(?:[\d一二三四五六七八九十两多数余逾约]{1,4}[家名个艘款类种批项]|部分|所有|全部|多家|一批|进口自)?(?:来自|原产于|原产地|进口自)?$"
)
_JOINED: Final = re.compile(r"[、和与及]|以及")
_SHORT_MEANT: Final = re.compile(
    r"(?<![面针绝相应反校核配])(?:对|输|销|赴|涉)"
    r"(?P<states>(?:[华中美日韩欧俄英印澳荷墨越泰台朝伊]|加(?![征收强码税大快息])){1,3})(?![小概年期方东部用元伟特])"
)
_SHORT_ACTS: Final = re.compile(
    r"(?P<states>[美中日韩欧英俄印澳德法荷墨越泰])(?=拟|将|对|宣布|欲|考虑|威胁|商务|财政|财长|贸易|国会|法院|法官|众|参|司法|联邦|海关|总统|外交"
    r"|官|政府|暂|取消|批准|禁|限|加征|提高|推迟|延长|解除|撤|拒|否|正式|再|下调|上调|收紧|扩大|列|拉|冻|制裁|封|把|移|放|恢复|增|课|征|砍|降|豁|松|祭|追加|实施|要求|敲定|指|重启|终止|启动|发布|公布|决定|防长|经产|产业|[a-z])"
)
_SHORT_PASSIVE: Final = re.compile(
    r"(?:遭|获|被|经|由)(?P<states>[美中日韩欧英俄印荷澳德法])(?![国方元文洲伟特度尼达])"
)
_PAIR: Final = re.compile(
    r"(?:英法德|美英澳|美日韩|美中|中美|欧美|美欧|日美|美日|韩美|美韩|中欧|欧中|英美|美英|中澳|中加|加中|美墨|美加(?![征收强码税大快息])|印美|美印|中印|越美|美越|日韩|韩日|英欧|欧英|瑞美|美瑞|台美|美台|中韩|韩中|中日|日中|美泰|美菲|美俄|俄美)"
)
_BY: Final = ("遭", "获", "被", "经", "由", "遭到", "获得", "受到")
_EXTRA: Final = {"加": "CA", "瑞": "CH", "乌": "UA"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Half-open span of the field, and the mark that ended it ("" at the sentence's end)."""

    start: int
    end: int
    mark: str

    @property
    def speaks(self) -> bool:
        """Whether what follows is said by whom this clause names: "商务部："."""
        return self.mark == ":" and self.end - self.start <= 24


@dataclass(frozen=True, slots=True)
class Named:
    """A state in the sentence; `meant` where a preposition says that something is done to it."""

    place: Place
    meant: bool
    by: bool = False
    """Whether it acts on what stands before it: "获荷兰政府许可", "遭美国列入"."""


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, empty ones left out."""
    folded = sentence.text.folded
    found: list[Clause] = []
    start = sentence.start
    for cut in _CUT.finditer(folded, sentence.start, sentence.end):
        if cut.start() > start:
            found.append(Clause(start, cut.start(), cut.group().strip().replace("：", ":")))
        start = cut.end()
    if start < sentence.end:
        found.append(Clause(start, sentence.end, ""))
    return found


def named(sentence: Sentence, jurisdictions: Jurisdictions, states: Mapping[str, str]) -> list[Named]:
    """Every state that the sentence names, in order; offsets into the field."""
    plain, folded = sentence.text.plain, sentence.text.folded
    start, end = sentence.start, sentence.end
    # Names of states are kept in simplified characters, those in Latin letters by their case.
    mixed = "".join(p if p.isascii() else f for p, f in zip(plain[start:end], folded[start:end], strict=True))
    places = [
        Place(place.start + start, place.end + start, place.code, place.kind, _is_scene(mixed, place))
        for place in jurisdictions.find(mixed)
    ]
    taken = {at for place in places for at in range(place.start, place.end)}
    places += [
        place
        for place in _short(folded, start, end, states)
        if taken.isdisjoint(range(place.start, place.end))
    ]
    places.sort(key=lambda place: place.start)
    found: list[Named] = []
    for place in places:
        before = folded[max(start, place.start - 8) : place.start]
        joined = (
            bool(found) and found[-1].meant and _JOINED.fullmatch(folded, found[-1].place.end, place.start)
        )
        pair = bool(found) and found[-1].meant and found[-1].place.end == place.start
        found.append(
            Named(place, meant=bool(_MEANT.search(before) or joined or pair), by=before.endswith(_BY))
        )
    return found


def _is_scene(mixed: str, place: Place) -> bool:
    """A place, not a government: "在华盛顿举行"."""
    return place.kind in ("state", "capital") and mixed[max(0, place.start - 1) : place.start] in (
        "在",
        "于",
        "抵",
    )


def _short(folded: str, start: int, end: int, states: Mapping[str, str]) -> list[Place]:
    codes = {**_EXTRA, **states}
    found: dict[int, Place] = {}
    for pattern in (_PAIR, _SHORT_MEANT, _SHORT_PASSIVE):
        for match in pattern.finditer(folded, start, end):
            first = match.start("states") if "states" in pattern.groupindex else match.start()
            for at in range(first, match.end()):
                if folded[at] in codes:
                    found.setdefault(at, Place(at, at + 1, codes[folded[at]], "state"))
    for match in _SHORT_ACTS.finditer(folded, start, end):
        at = match.start()
        before = folded[at - 1] if at > start else ""
        if at == start or not ("\u4e00" <= before <= "\u9fff" or before.isdigit()) or before in "但而遭获被":
            found.setdefault(at, Place(at, at + 1, codes[folded[at]], "state"))
    return list(found.values())
