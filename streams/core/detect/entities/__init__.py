"""Entities: which of the watched names an article is about."""

from streams.core.detect.entities.check import Checked, Note, check_watches
from streams.core.detect.entities.explain import why_not
from streams.core.detect.entities.find import find_entities
from streams.core.detect.entities.imports import Imported, import_rows, import_text
from streams.core.detect.entities.parse import (
    ParsedWatches,
    example_watch,
    parse_watch_lines,
    parse_watches,
    read_checked,
    read_watch_lines,
)
from streams.core.detect.entities.watchlist import WatchList

__all__ = [
    "Checked",
    "Imported",
    "Note",
    "ParsedWatches",
    "WatchList",
    "check_watches",
    "example_watch",
    "find_entities",
    "import_rows",
    "import_text",
    "parse_watch_lines",
    "parse_watches",
    "read_checked",
    "read_watch_lines",
    "why_not",
]
