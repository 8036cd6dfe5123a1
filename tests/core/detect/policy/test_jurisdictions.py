"""Who acts and who is meant: the words of news, and the codes they stand for."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.errors import ConfigError
from streams.core.located import Located

FILE = Path(__file__).parents[4] / "config" / "jurisdictions.yaml"


def located(data: Any) -> Located:
    return Located(file="config/jurisdictions.yaml", data=data, lines={})


@pytest.fixture(scope="module")
def jurisdictions() -> Jurisdictions:
    return Jurisdictions.parse(located(yaml.safe_load(FILE.read_text(encoding="utf-8"))))


FOUND = {
    "a body counts as its state": ("Commerce adds firms to a list", [("Commerce", "US", "agency")]),
    "a capital stands for its government": ("Beijing hits back", [("Beijing", "CN", "capital")]),
    "an official counts as the state": ("Lutnick weighs quotas", [("Lutnick", "US", "official")]),
    "small letters are no state": ("they told us about china and turkey", []),
    "headlines in capitals are read": (
        "US TO TAX STEEL FROM BRAZIL",
        [("US", "US", "state"), ("BRAZIL", "BR", "state")],
    ),
    "stops in an abbreviation are part of the name": (
        "the U.S.-China truce",
        [("U.S.", "US", "state"), ("China", "CN", "state")],
    ),
    "a part of a longer word is no name": ("USMCA partners and Indianapolis", []),
    "the longer name wins": (
        "Nigeria and Papua New Guinea",
        [("Nigeria", "NG", "state"), ("Papua New Guinea", "PG", "state")],
    ),
    "a publisher is not the capital it is named after": ("The Washington Post reported", []),
    "a currency is not its state": ("US dollars and Treasury yields", []),
    "an office belongs to the state before it": (
        "India's new trade minister",
        [("India", "IN", "state"), ("trade minister", "IN", "official")],
    ),
    "an office belongs to the state behind it": (
        "the finance ministry of Brazil",
        [("finance ministry", "BR", "agency"), ("Brazil", "BR", "state")],
    ),
    "an office of nobody is not told": ("the finance ministry said", []),
    "the commerce ministry without a state is China's": (
        "Commerce ministry vows a response",
        [("Commerce ministry", "CN", "agency")],
    ),
    "a state that is named before a verb does not own the office behind it": (
        "Chile told the commerce ministry",
        [("Chile", "CL", "state"), ("commerce ministry", "CN", "agency")],
    ),
    "Chinese names need no spaces": (
        "欧盟委员会回应中国商务部",
        [("欧盟委员会", "EU", "agency"), ("中国商务部", "CN", "agency")],
    ),
    "a bloc that is no state keeps its name": ("G7 finance chiefs", [("G7", "G7", "bloc")]),
    "capitals that change length in small letters do not shift the span": (
        "İİ Japan",
        [("Japan", "JP", "state")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND.keys())
def test_find(jurisdictions: Jurisdictions, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[p.start : p.end], p.code, p.kind) for p in jurisdictions.find(text)] == expected


LOCATIVE = {
    "a capital that acts is no place": ("Brussels opens a probe", False),
    "a capital after `in` is a place": ("talks in Brussels ended", True),
    "a firm's seat is a place": ("the London-based trader", True),
    "a dateline is a place": ("BRUSSELS, Nov 3 (Agency) - Ministers met", True),
    "a plain dateline is a place": ("TOKYO -- Ministers met", True),
}


@pytest.mark.parametrize(("text", "locative"), LOCATIVE.values(), ids=LOCATIVE.keys())
def test_locative(jurisdictions: Jurisdictions, *, text: str, locative: bool) -> None:
    assert jurisdictions.find(text)[0].locative is locative


CODES = {
    "US": "US", "China": "CN", "EU": "EU", "United Kingdom": "GB", "UK": "GB", "South Korea": "KR", "EC": "EU",
    "Soviet Union": "SU", "FR": "FR", " Japan ": "JP", "UN": "UN", "White House": "US",
    "G7": None, "Nvidia": None, "all": None, "foreign ministry": None,
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_code_of_an_editors_word(jurisdictions: Jurisdictions, name: str, code: str | None) -> None:
    assert jurisdictions.code(name) == code


def test_messages_use_short_names(jurisdictions: Jurisdictions) -> None:
    assert [jurisdictions.name(code) for code in ("US", "GB", "CN", "G7")] == ["US", "UK", "China", "G7"]


def test_every_member_of_the_united_nations_has_a_word_in_english_and_chinese(
    jurisdictions: Jurisdictions,
) -> None:
    states = yaml.safe_load(FILE.read_text(encoding="utf-8"))["states"]
    present = {code: state for code, state in states.items() if code not in {"SU", "CS", "YU", "DD"}}
    assert len(present) >= 195
    for code, state in present.items():
        assert jurisdictions.code(state["name"]) == code
        assert state.get("zh"), f"{code} has no Chinese name"
        assert jurisdictions.find(state["zh"][0])[0].code == code


EMPTY: dict[str, Any] = {"unions": {}, "blocs": {}, "bodies": {}, "offices": [], "not_states": []}


def test_a_name_with_two_owners_is_a_fault() -> None:
    data = EMPTY | {"states": {"AA": {"name": "Alba"}, "BB": {"name": "Alba"}}}
    with pytest.raises(ConfigError, match="'Alba' stands for BB, but for AA before"):
        Jurisdictions.parse(located(data))


def test_a_body_of_an_unknown_state_is_a_fault() -> None:
    data = EMPTY | {"states": {"AA": {"name": "Alba"}}, "bodies": {"ZZ": {"agencies": [["Zed Office"]]}}}
    with pytest.raises(ConfigError, match="'ZZ' is neither a state nor a union"):
        Jurisdictions.parse(located(data))
