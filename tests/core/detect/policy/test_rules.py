"""The rules as data: they stand on their own cases, and every fault of a file is said with its line."""

from dataclasses import replace
from pathlib import Path

import pytest

from streams.core.detect.policy import PolicyRules
from streams.core.errors import ConfigError
from streams.core.located import Located
from streams.edge.yaml_file import parse_yaml, read_yaml
from tests.core.detect.policy.reading import CONFIG, shipped_rules


def _files() -> list[Located]:
    paths = (*sorted((CONFIG / "policies").rglob("*.yaml")), CONFIG / "jurisdictions.yaml")
    return [read_yaml(path, root=CONFIG) for path in paths]


def _with(name: str, text: str) -> list[Located]:
    kept = [located for located in _files() if Path(located.file).name != name]
    return [*kept, parse_yaml(text, name)]


def test_every_shipped_rule_holds_on_its_own_cases() -> None:
    """Positives give their fields, near misses stay silent."""
    assert shipped_rules().run_cases() == []


def test_every_shipped_rule_has_both_kinds_of_case() -> None:
    """The loader would refuse it otherwise; so none slipped through."""
    assert all(rule.positives and rule.near_misses for rule in shipped_rules().rules.values())


def test_a_family_is_added_without_python() -> None:
    """A new file with one rule finds what it names."""
    text = """
family: shipping
rules:
  - id: shipping.canal
    version: "1"
    instrument: other_trade
    things: {measure: [canal surcharge]}
    positives:
      - text: Egypt imposes a canal surcharge on Greek tankers
        gives: {instrument: other_trade, direction: tighten, actors: [EG], targets: [GR]}
    near_misses:
      - text: Shipowners fret over a canal surcharge.
"""
    rules = PolicyRules.parse([*_files(), parse_yaml(text, "shipping.yaml")])
    assert "shipping.canal" in rules.rules
    assert rules.run_cases() == []


def test_the_version_is_of_the_content_alone() -> None:
    """The same words give the same version wherever they lie; another word gives another."""
    files = _files()
    assert PolicyRules.parse(list(reversed(files))).version == shipped_rules().version
    changed = [
        replace(located, data={**located.data, "version": "99"}) if "grammar" in located.data else located
        for located in files
    ]
    assert PolicyRules.parse(changed).version != shipped_rules().version


FAULTS = [
    (
        "a rule without a near miss",
        'family: f\nrules:\n  - id: f.one\n    version: "1"\n    instrument: tariff\n    things: {measure: [toll]}\n'
        "    positives: [{text: India imposes a toll}]\n",
        "f.yaml:3: rule f.one: needs at least one positive case and one near miss",
    ),
    (
        "a rule that can find nothing",
        'family: f\nrules:\n  - id: f.one\n    version: "1"\n    instrument: tariff\n'
        "    positives: [{text: India imposes a toll}]\n    near_misses: [{text: A toll road}]\n",
        "f.yaml:3: rule f.one: has neither things nor acts, so it can find nothing",
    ),
    (
        "an id that is taken",
        'family: f\nrules:\n  - id: tariff.duty\n    version: "1"\n    instrument: tariff\n    things: {measure: [toll]}\n'
        "    positives: [{text: India imposes a toll}]\n    near_misses: [{text: A toll road}]\n",
        "rule tariff.duty: the id is taken; choose another",
    ),
    (
        "a misspelt key",
        'family: f\nrules:\n  - id: f.one\n    version: "1"\n    instrument: tariff\n    thing: {measure: [toll]}\n'
        "    positives: [{text: India imposes a toll}]\n    near_misses: [{text: A toll road}]\n",
        "f.yaml:6: rules.0.thing: Extra inputs are not permitted",
    ),
    (
        "an instrument that is none",
        'family: f\nrules:\n  - id: f.one\n    version: "1"\n    instrument: taxes\n    things: {measure: [toll]}\n'
        "    positives: [{text: India imposes a toll}]\n    near_misses: [{text: A toll road}]\n",
        "f.yaml:5: rules.0.instrument:",
    ),
]


@pytest.mark.parametrize(("what", "text", "said"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_is_said_with_its_place(what: str, text: str, said: str) -> None:
    """File, line and what to do."""
    with pytest.raises(ConfigError) as error:
        PolicyRules.parse([*_files(), parse_yaml(text, "f.yaml")])
    assert said in str(error.value), what


def test_a_missing_part_is_a_fault() -> None:
    """Without the cues nothing can be read, so it is said at the start."""
    with pytest.raises(ConfigError, match="exactly one file must begin with `language:`"):
        PolicyRules.parse([located for located in _files() if "language" not in located.data])


def test_a_case_that_does_not_hold_is_said() -> None:
    """A rule with a wrong expectation fails its own case, with what it gives instead."""
    text = """
family: f
rules:
  - id: f.toll
    version: "1"
    instrument: tariff
    things: {measure: [bridge toll]}
    positives:
      - text: Norway imposes a bridge toll on Danish lorries
        gives: {direction: relax}
      - text: Nothing of the kind.
    near_misses:
      - text: Norway imposes a bridge toll on Swedish lorries
"""
    faults = [str(fault) for fault in PolicyRules.parse(_with("none", text)).run_cases()]
    assert len(faults) == 3
    assert "direction tighten" in faults[0]
    assert "finds nothing" in faults[1]
    assert "rings on its near miss" in faults[2]
