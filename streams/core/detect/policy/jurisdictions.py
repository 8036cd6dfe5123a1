"""Who acts and who is meant: states, their capitals, bodies and officials, from a kept list.

News names a state by many words ("Washington", "Commerce", "BIS", "Trump"); rules, messages and scores
want one code. What a capital or a body stands for is data, in `config/jurisdictions.yaml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Self

from ahocorasick_rs import AhoCorasick
from pydantic import BaseModel, ConfigDict

from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, Path, validate

PlaceKind = Literal["state", "demonym", "capital", "agency", "official", "bloc"]


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a jurisdiction: half-open span, and its code.

    `code` is ISO 3166 alpha-2 (with the codes of some past states), "EU", "UN", or for a bloc its name.
    `locative` tells a mere place from an actor: "in Beijing", "a London-based firm", a dateline.
    """

    start: int
    end: int
    code: str
    kind: PlaceKind
    locative: bool = False


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _State(_Entry):
    name: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class _Bodies(_Entry):
    agencies: tuple[tuple[str, ...], ...] = ()
    officials: tuple[tuple[str, ...], ...] = ()


class _Offices(_Entry):
    kind: Literal["agency", "official"]
    alone: str | None = None
    names: tuple[str, ...]


class _File(_Entry):
    states: dict[str, _State]
    unions: dict[str, _State]
    blocs: dict[str, tuple[str, ...]]
    bodies: dict[str, _Bodies]
    offices: tuple[_Offices, ...]
    firms: dict[str, tuple[str, ...]] = {}
    not_states: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a name stands for. `office`: of the state beside it, `code` where it stands alone."""

    name: str
    code: str | None
    kind: PlaceKind
    path: Path
    office: bool = False


_HAN = re.compile(r"[\u3400-\u9fff]")
_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|within)\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER_PLACE = re.compile(r"-based\b|-listed\b")
_DATELINE = re.compile(r"(?:,\s*\w{3,9}\.?\s\d{1,2})?\s*(?:\([^()\n]{2,30}\))?\s*(?:--?|[–—])\s")
_OWNER = re.compile(r"(?:['’]s?\s(?:\w+\s){0,2}|\s?)")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Jurisdictions:
    """Finds jurisdictions in text, in one pass. Built once; holds no state."""

    meanings: tuple[_Meaning, ...]
    automaton: AhoCorasick
    names: dict[str, str]
    codes: dict[str, str]
    homes: dict[str, str] = field(default_factory=dict[str, str])
    """Firms that lists of states name, one word each in small letters, with the state they are at home in."""

    @classmethod
    def parse(cls, located: Located) -> Self:
        """Read `config/jurisdictions.yaml`; raises ConfigError with every fault, a name with two owners too."""
        file = validate(located, _File)
        states = {**file.states, **file.unions}
        known: dict[str, _Meaning] = {}
        faults: list[Fault] = []
        for meaning in _meanings(file):
            key = meaning.name.lower()
            earlier = known.setdefault(key, meaning)
            if (earlier.code, earlier.office) != (meaning.code, meaning.office):
                message = f"{meaning.name!r} stands for {meaning.code}, but for {earlier.code} before"
                faults.append(located.fault(meaning.path, message))
            if meaning.path[0] != "blocs" and meaning.code and meaning.code not in states:
                faults.append(located.fault(meaning.path, f"{meaning.code!r} is neither a state nor a union"))
        faults += [
            located.fault(("firms", code), f"{code!r} is neither a state nor a union")
            for code in sorted(file.firms.keys() - states.keys())
        ]
        if faults:
            raise ConfigError(faults)
        return cls(
            meanings=tuple(known.values()),
            automaton=AhoCorasick(list(known)),
            names={code: state.name for code, state in states.items()},
            codes={name: m.code for name, m in known.items() if m.code in states and not m.office},
            homes={firm.lower(): code for code, firms in file.firms.items() for firm in firms},
        )

    def find(self, text: str) -> list[Place]:
        """Every place that `text` names, in order, without overlap; of names that overlap the longest wins."""
        found: list[Place] = []
        for start, end, meaning in self._named(text):
            code = meaning.code
            if meaning.office:
                code = self._owner(text, start, end, found) or code
            if code is not None:
                place = meaning.kind in ("state", "capital") and _is_place(text, start, end)
                found.append(Place(start=start, end=end, code=code, kind=meaning.kind, locative=place))
        return found

    def code(self, name: str) -> str | None:
        """The code of the state or union that an editor's word names ("US", "China", "EU"), else None."""
        word = name.strip()
        return self.codes.get(word.lower()) or (word if word in self.names else None)

    def name(self, code: str) -> str:
        """The word that messages use for a code; a bloc's code is its name."""
        return self.names.get(code, code)

    def _named(self, text: str) -> Iterator[tuple[int, int, _Meaning]]:
        """Names with whole words and right capitals, longest first where they overlap; masks are left out."""
        matches: list[tuple[int, int, _Meaning]] = []
        for index, start, end in self.automaton.find_matches_as_indexes(_lower(text), overlapping=True):
            meaning = self.meanings[index]
            if _whole(text, start, end) and all(
                seen.isupper()
                for seen, wanted in zip(text[start:end], meaning.name, strict=True)
                if wanted.isupper()
            ):
                matches.append((start, end, meaning))
        matches.sort(key=lambda match: (match[0], -match[1]))
        reached = 0
        for start, end, meaning in matches:
            if start >= reached:
                reached = end
                if meaning.code is not None or meaning.office:
                    yield start, end, meaning

    def _owner(self, text: str, start: int, end: int, found: list[Place]) -> str | None:
        """The state beside an office: the one before it ("India's", "Indian"), or "of India" behind it."""
        if found and found[-1].kind != "official" and _OWNER.fullmatch(text, found[-1].end, start):
            return found[-1].code
        behind = _OF.match(text, end)
        if behind is None:
            return None
        after = next(self._named(text[behind.end() : behind.end() + 40]), None)
        return after[2].code if after is not None and after[0] == 0 else None


def _meanings(file: _File) -> Iterator[_Meaning]:
    for section, states in (("states", file.states), ("unions", file.unions)):
        for code, state in states.items():
            path: Path = (section, code)
            kind: PlaceKind = "state" if section == "states" else "bloc"
            yield from (_Meaning(name, code, kind, path) for name in (state.name, *state.names, *state.zh))
            yield from (_Meaning(name, code, "demonym", path) for name in state.people)
            yield from (_Meaning(name, code, "capital", path) for name in state.capitals)
    for bloc, names in file.blocs.items():
        yield from (_Meaning(name, bloc, "bloc", ("blocs", bloc)) for name in names)
    for code, bodies in file.bodies.items():
        for row in bodies.agencies:
            yield from (_Meaning(name, code, "agency", ("bodies", code)) for name in row)
        for row in bodies.officials:
            yield from (_Meaning(name, code, "official", ("bodies", code)) for name in row)
    for index, offices in enumerate(file.offices):
        for name in offices.names:
            yield _Meaning(name, offices.alone, offices.kind, ("offices", index), office=True)
    for index, row in enumerate(file.not_states):
        yield from (_Meaning(name, None, "state", ("not_states", index)) for name in row)


def _lower(text: str) -> str:
    """Small letters, with the length kept: a few capitals have longer small forms."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a span ends at word edges; Chinese is written without spaces and has none."""
    if (
        start
        and text[start - 1].isalnum()
        and not _HAN.match(text, start)
        and not _HAN.match(text, start - 1)
    ):
        return False
    return not (
        end < len(text)
        and text[end].isalnum()
        and not _HAN.match(text, end - 1)
        and not _HAN.match(text, end)
    )


def _is_place(text: str, start: int, end: int) -> bool:
    if _BEFORE_PLACE.search(text, max(0, start - 16), start) or _AFTER_PLACE.match(text, end):
        return True
    return (start == 0 or text[start - 1] == "\n") and _DATELINE.match(text, end, end + 60) is not None
