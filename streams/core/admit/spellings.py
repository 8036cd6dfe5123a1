"""The fields of an article in every spelling that is accepted: our own, and IPTC ninjs 1, 2 and 3.

The first spelling that holds something wins. ninjs 1 and 2 write lower case, 3 writes camelCase, and the
guidelines of 3 still show `embargoed`: so all spellings are taken from any version.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

IDS: Final = ("id", "uri", "guid")
VERSIONS: Final = ("version",)
STATUSES: Final = ("status", "pubStatus", "pubstatus")
PUBLISHED: Final = ("published_at", "firstCreated", "firstcreated", "contentCreated", "contentcreated")
UPDATED: Final = ("updated_at", "versionCreated", "versioncreated")
EMBARGOED: Final = ("embargoed_until", "embargoedUntil", "embargoeduntil", "embargoed")
LANGUAGES: Final = ("language",)
URGENCIES: Final = ("urgency",)

_HEADLINES: Final = ("headline", "headlines", "title")
# Text before HTML: it needs no reading. A description is better than nothing to read at all.
_BODIES: Final = (
    "body",
    "bodies",
    "body_text",
    "body_html",
    "body_xhtml",
    "description_text",
    "descriptions",
)
_MAIN_ROLES: Final = frozenset(("main", "body", "hl:main", "headline", ""))

# What names a thing, the best first; of a list of things no more than so many are named.
_NAMING: Final = ("name", "literal", "value", "code", "uri")
_MOST_NAMES: Final = 20

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "source": ("source", "infosource", "infoSources", "infosources", "provider"),
    "byline": ("byline", "by", "bylines"),
    "credit": ("credit", "creditLine", "creditline", "copyrightHolder", "copyrightholder"),
    "url": ("url", "link", "canonicalUrl"),
    "signal": ("signal", "signals"),
}


def first(fields: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, Any]:
    """The first spelling that is given and not null, with its value; else the first name and None."""
    for name in names:
        value = fields.get(name)
        if value is not None:
            return name, value
    return names[0], None


def headline(fields: Mapping[str, Any]) -> tuple[str, Any]:
    """The headline, and the spelling it came under."""
    return _text(fields, _HEADLINES)


def body(fields: Mapping[str, Any]) -> tuple[str, Any]:
    """The body, text or HTML, and the spelling it came under."""
    return _text(fields, _BODIES)


def names(fields: Mapping[str, Any]) -> dict[str, str | None]:
    """Source, byline, credit, address and signal: texts, or lists of things with names."""
    found: dict[str, str | None] = {}
    for target, spellings in _NAMES.items():
        found[target] = next((name for key in spellings if (name := _name(fields.get(key)))), None)
    if (
        found["url"] is None
        and isinstance(uri := fields.get("uri"), str)
        and uri.startswith(("http://", "https://"))
    ):
        found["url"] = uri
    return found


def subjects(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Subjects by name, or by code where they have none."""
    _, value = first(fields, ("subjects", "subject"))
    return tuple(name for item in _list(value) or (value,) if (name := _name(item)))


def _text(fields: Mapping[str, Any], spellings: tuple[str, ...]) -> tuple[str, Any]:
    wrong: tuple[str, Any] | None = None
    for name in spellings:
        value = fields.get(name)
        if isinstance(value, list):
            value = _main(_list(value))
        if isinstance(value, str):
            if value:
                return name, value
        elif value is not None and wrong is None:
            wrong = name, value
    return wrong or (spellings[0], "")


def _main(parts: Sequence[Any]) -> Any:
    """The main one of ninjs 3 `headlines` or `bodies`: by role, then text before HTML, then order."""
    texts = [part for item in parts if isinstance((part := _object(item)).get("value"), str)]
    return min(texts, key=_rank)["value"] if texts else parts or None


def _rank(part: dict[str, Any]) -> tuple[bool, bool]:
    kind = str(part.get("contentType") or part.get("contenttype") or "text/plain")
    return str(part.get("role") or "").lower() not in _MAIN_ROLES, not kind.startswith("text/plain")


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        items = _list(value)[:_MOST_NAMES]
        return (
            ", ".join(name for item in items if not isinstance(item, list) and (name := _name(item))) or None
        )
    if isinstance(value, dict):
        thing = _object(value)
        value = next((thing[key] for key in _NAMING if thing.get(key)), None)
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, list) else ()


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
