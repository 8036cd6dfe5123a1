"""YAML files read safely, with the line of every key and item, so that a fault can name its place."""

from pathlib import Path
from typing import Any

import yaml

from streams.core.errors import ConfigError, Fault
from streams.core.located import Located
from streams.core.located import Path as Place


class _Loader(yaml.SafeLoader):
    """Safe, and a key that stands twice is a fault instead of a silent loss."""


def read_yaml(path: Path, *, root: Path | None = None) -> Located:
    """A YAML file as data with lines; raises ConfigError where it is missing, unreadable or not YAML."""
    name = shown_path(path) if root else str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(
            [Fault(name, 1, "the file is missing; TOCSIN_CONFIG must name a folder that has it")]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Fault(name, 1, f"cannot be read: {error}")]) from None
    return parse_yaml(text, name)


def shown_path(path: Path) -> str:
    """The path as it can be opened from where the command was called: short below that folder, else whole."""
    whole = path.absolute()
    return str(whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole)


def parse_yaml(text: str, name: str) -> Located:
    """YAML text as data with lines."""
    loader = _Loader(text)
    lines: dict[Place, int] = {}
    try:
        node = loader.get_single_node()
        if node is None:
            return Located(name, None, {(): 1})
        _walk(node, (), lines, name)
        data: Any = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError([Fault(name, line, f"not YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise ConfigError([Fault(name, 1, f"not YAML: {error}")]) from None
    finally:
        loader.dispose()
    return Located(name, data, lines)


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], name: str) -> None:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            word = str(key.value)
            if word in seen:
                raise ConfigError(
                    [Fault(name, key.start_mark.line + 1, f"{word!r} stands twice; keep one of them")]
                )
            seen.add(word)
            _walk(value, (*place, word), lines, name)
            lines[(*place, word)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*place, index), lines, name)
