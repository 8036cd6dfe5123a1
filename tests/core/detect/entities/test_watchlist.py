"""The list in force: a big automaton, and a small one for what changed since."""

import pytest

from schemas.watch import Watch
from streams.core.detect.entities import WatchList
from tests.core.detect.entities.lists import LIST, WATCHES, found, ids, mentions, watch

ACME = watch("acme", "Acme Robotics")


def test_the_version_does_not_depend_on_the_order() -> None:
    assert WatchList.build(reversed(WATCHES)).version == LIST.version


def test_the_version_changes_with_any_watch() -> None:
    changed = [one.model_copy(update={"min_relevance": 99}) if one.id == "nvidia" else one for one in WATCHES]
    assert WatchList.build(changed).version != LIST.version


def test_a_list_changed_and_changed_back_has_its_version_again() -> None:
    away = LIST.with_changes({"nvidia": None, "acme": ACME})
    back = away.with_changes({"nvidia": LIST.get("nvidia"), "acme": None})
    assert away.version != LIST.version == back.version
    assert back.ids == LIST.ids


def test_a_change_shares_the_big_automaton() -> None:
    assert LIST.with_changes({"acme": ACME}).base is LIST.base


CHANGES: dict[str, tuple[dict[str, Watch | None], str, str, dict[str, list[str]]]] = {
    "a new watch is found": ({"acme": ACME}, "Firms", "They met Acme Robotics.", {"acme": ["Acme Robotics"]}),
    "a removed watch is not": ({"nvidia": None}, "Chips", "They met Nvidia.", {}),
    "a renamed watch is found by its new name only": (
        {"nvidia": watch("nvidia", "Envidia")},
        "Chips",
        "They met Envidia and Nvidia.",
        {"nvidia": ["Envidia"]},
    ),
    "a longer new name wins over an old one": (
        {"tata-tea": watch("tata-tea", "Tata Tea")},
        "Tea",
        "They met Tata Tea.",
        {"tata-tea": ["Tata Tea"]},
    ),
    "a longer old name wins over a new one": (
        {"steel": watch("steel", "Steel")},
        "Metals",
        "They met Tata Steel.",
        {"tata-steel": ["Tata Steel"]},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(name: str) -> None:
    changes, headline, body, expected = CHANGES[name]
    assert mentions(found(headline, body, watches=LIST.with_changes(changes))) == expected


def test_a_changed_list_knows_its_watches() -> None:
    changed = LIST.with_changes({"acme": ACME, "nvidia": None})
    assert changed.get("acme") == ACME
    assert changed.get("nvidia") is None
    assert ids(changed.watches) == changed.ids == (LIST.ids - {"nvidia"}) | {"acme"}


def test_of_two_watches_with_one_id_the_later_counts() -> None:
    watches = WatchList.build([watch("a", "Zentra"), watch("a", "Quandry")])
    assert mentions(found("Firms", "They met Zentra and Quandry.", watches=watches)) == {"a": ["Quandry"]}
    assert ids(watches.watches) == {"a"}


def test_past_5000_changed_names_a_rebuild_is_wanted() -> None:
    many = {f"w{number}": watch(f"w{number}", f"Zentra{number} Works") for number in range(5_001)}
    assert not LIST.with_changes(dict(list(many.items())[:100])).wants_rebuild
    assert LIST.with_changes(many).wants_rebuild


def test_an_empty_list_finds_nothing() -> None:
    assert found("Nvidia", "Nvidia", watches=WatchList.build([])).hits == ()


def test_many_changes_one_by_one_stay_in_small_automata_and_are_all_found() -> None:
    listed = LIST
    for number in range(600):
        listed = listed.with_changes({f"w{number}": watch(f"w{number}", f"Zentra{number} Works")})
    sizes = [sum(map(bool, index.forms)) for index, _ in listed.indexes]
    assert len(sizes) == 3
    assert sum(sizes) == sizes[0] + 600
    text = "They met Zentra0 Works, Zentra299 Works, Zentra599 Works and Nvidia."
    assert set(mentions(found("Firms", text, watches=listed))) == {"w0", "w299", "w599", "nvidia"}


def test_a_watch_changed_again_is_found_by_its_newest_name_only_wherever_it_stood() -> None:
    listed = LIST
    for number in range(300):
        listed = listed.with_changes({f"w{number}": watch(f"w{number}", f"Zentra{number} Works")})
    listed = listed.with_changes({"w0": watch("w0", "Quandry Mills"), "w299": None})
    text = "They met Zentra0 Works, Zentra299 Works and Quandry Mills."
    assert mentions(found("Firms", text, watches=listed)) == {"w0": ["Quandry Mills"]}
    assert "w299" not in listed.ids


def test_one_change_at_a_time_gives_the_version_of_a_list_built_at_once() -> None:
    listed = LIST
    added = [watch(f"w{number}", f"Zentra{number} Works") for number in range(40)]
    for one in added:
        listed = listed.with_changes({one.id: one})
    assert listed.version == WatchList.build([*WATCHES, *added]).version
