"""Configuration as data that still knows its lines, so that a fault can name its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from streams.core.errors import ConfigError, Fault

Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located:
    """A parsed file: plain data (dict, list, str, int ...) and the line of each key and item."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the nearest enclosing place that has one (1-based)."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at a place."""
        return Fault(file=self.file, line=self.line(path), message=message)


def validate(located: Located, model: type[M], *, path: Path = ()) -> M:
    """The data below `path` as a model; raises ConfigError with every fault at its line."""
    data = located.data
    for part in path:
        data = data[part]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            [located.fault(path + item["loc"], _message(item)) for item in error.errors()]
        ) from None


def _message(item: Any) -> str:
    place = ".".join(str(part) for part in item["loc"]) or "the file"
    return f"{place}: {item['msg'].removeprefix('Value error, ')}"
