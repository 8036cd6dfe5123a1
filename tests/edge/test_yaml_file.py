"""Configuration files know their lines."""

from pathlib import Path

import pytest

from streams.core.errors import ConfigError
from streams.edge.yaml_file import parse_yaml, read_yaml

TEXT = """\
first: 1
list:
  - name: a
    value: 2
  - name: b
"""


def test_every_key_and_item_has_its_line() -> None:
    located = parse_yaml(TEXT, "file.yaml")
    assert located.data == {"first": 1, "list": [{"name": "a", "value": 2}, {"name": "b"}]}
    assert [
        located.line(path) for path in (("first",), ("list", 0, "value"), ("list", 1), ("list", 1, "gone"))
    ] == [1, 4, 5, 5]


FAULTS = {
    "not YAML": ("a: [1\nb: 2", "f.yaml:2: not YAML"),
    "a key that stands twice": ("a: 1\nb: 2\na: 3\n", "f.yaml:3: 'a' stands twice"),
    "a tag that would run code": ("a: !!python/object/apply:os.system ['true']", "f.yaml:1: not YAML"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_is_said_with_its_line(case: str) -> None:
    text, message = FAULTS[case]
    with pytest.raises(ConfigError) as caught:
        parse_yaml(text, "f.yaml")
    assert message in str(caught.value)


def test_a_missing_file_names_the_setting_that_points_to_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="TOCSIN_CONFIG"):
        read_yaml(tmp_path / "none.yaml")
