"""Bytes to an article, or a refusal that names the place and the remedy.

What makes an article (its id, version, status, headline, body) must be right or it is refused; what only
adorns it (byline, urgency, a date) is left out where it cannot be read.
"""

import json
from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast

from schemas.article import Article, Status
from streams.core.admit import spellings
from streams.core.admit.dates import read_date
from streams.core.errors import RefusedError
from streams.core.reasons import Reason

_STATUSES: Final = {
    "usable": Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
}
_MAX_ID: Final = 512
_MAX_VERSION: Final = 2**63 - 1
# Any number beyond this many digits is no number that an article has.
_MAX_DIGITS: Final = 300
# What adorns an article travels with every finding and stays in every story: a longer one is no byline and no address.
_MAX_ADORNMENT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """An article, and what could not be read of it."""

    article: Article
    warnings: tuple[Reason, ...] = ()


def decode(value: bytes, key: bytes | None, *, check_key: bool = True) -> Decoded:
    """The article of one message; raises RefusedError.

    `check_key` is for where there is no key (a file): on a topic, a message without its article's id as key
    could lie on another partition than its other versions.
    """
    decoded = to_article(parse_json(value))
    if check_key and key != decoded.article.id.encode():
        given = "none" if key is None else repr(key[:80].decode("utf-8", "replace"))
        _refuse(
            Reason.WRONG_KEY,
            f"key: {given}, but the article's id is {decoded.article.id[:80]!r}; send it with its id "
            f"as the key",
        )
    return decoded


def parse_json(value: bytes) -> Any:
    """The data of one message; raises RefusedError. Of a key given twice the last one counts."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(Reason.NOT_JSON, f"byte {error.start}: not UTF-8; send JSON in UTF-8")
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=refuse_constant, parse_int=whole)
    except json.JSONDecodeError as error:
        _refuse(
            Reason.NOT_JSON, f"line {error.lineno} column {error.colno}: {error.msg}; send one JSON object"
        )
    except RecursionError:
        _refuse(Reason.NOT_JSON, "nested too deeply to be read; an article is one flat JSON object")


def to_article(data: Any) -> Decoded:
    """The article that the data says; raises RefusedError."""
    if not isinstance(data, dict):
        _refuse(
            Reason.NOT_AN_ARTICLE,
            f"the message is a JSON {_kind(data)}; send an object with id, headline, body",
        )
    fields = cast("dict[str, Any]", data)
    warnings: list[Reason] = []
    dates = {
        target: _date(fields, names, warnings, Reason.UNREADABLE_DATE)
        for target, names in (("published_at", spellings.PUBLISHED), ("updated_at", spellings.UPDATED))
    }
    status = _status(fields)
    embargo = _date(fields, spellings.EMBARGOED, warnings, Reason.UNREADABLE_EMBARGO)
    if Reason.UNREADABLE_EMBARGO in warnings and status is Status.USABLE:
        status = Status.WITHHELD
    article = Article(
        id=_id(fields),
        version=_version(fields),
        status=status,
        headline=_words(*spellings.headline(fields)),
        body=_words(*spellings.body(fields)),
        language=_optional(spellings.first(fields, spellings.LANGUAGES)[1]),
        published_at=dates["published_at"] or dates["updated_at"],
        updated_at=dates["updated_at"],
        embargoed_until=embargo,
        urgency=_urgency(spellings.first(fields, spellings.URGENCIES)[1]),
        subjects=tuple(_encodable(subject) for subject in spellings.subjects(fields)),
        **{name: _optional(value) for name, value in spellings.names(fields).items()},
    )
    return Decoded(article, tuple(dict.fromkeys(warnings)))


def _id(fields: dict[str, Any]) -> str:
    name, value = spellings.first(fields, spellings.IDS)
    if not isinstance(value, str) or not value.strip():
        problem = "missing" if value is None else "not a text" if not isinstance(value, str) else "empty"
        _refuse(Reason.NOT_AN_ARTICLE, f"{name}: {problem}; give each article an id, such as source:12345")
    if len(value) > _MAX_ID:
        _refuse(Reason.NOT_AN_ARTICLE, f"{name}: {len(value)} characters; an id has {_MAX_ID} at most")
    if any(letter < " " or "\ud800" <= letter <= "\udfff" for letter in value):
        _refuse(
            Reason.NOT_AN_ARTICLE,
            f"{name}: holds a control character or half of one; use printable characters",
        )
    return value


def _version(fields: dict[str, Any]) -> int:
    name, value = spellings.first(fields, spellings.VERSIONS)
    if value is None:
        return 1
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) <= 20:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_VERSION:
        _refuse(Reason.NOT_AN_ARTICLE, f"{name}: {str(value)[:40]!r}; a version is a whole number from 0 up")
    return value


def _status(fields: dict[str, Any]) -> Status:
    name, value = spellings.first(fields, spellings.STATUSES)
    if value is None:
        return Status.USABLE
    known = _STATUSES.get(value.strip().lower().removeprefix("stat:")) if isinstance(value, str) else None
    if known is None:
        _refuse(
            Reason.NOT_AN_ARTICLE, f"{name}: {str(value)[:40]!r}; a status is usable, withheld or canceled"
        )
    return known


def _date(fields: dict[str, Any], names: tuple[str, ...], warnings: list[Reason], unreadable: Reason) -> Any:
    _, value = spellings.first(fields, names)
    if value is None:
        return None
    moment = read_date(value)
    if moment is None:
        warnings.append(unreadable)
    return moment


def _words(name: str, value: Any) -> str:
    if not isinstance(value, str):
        _refuse(Reason.NOT_AN_ARTICLE, f"{name}: a JSON {_kind(value)}; send text")
    return _encodable(value)


def _optional(value: Any) -> str | None:
    return _encodable(value) if isinstance(value, str) and 0 < len(value) <= _MAX_ADORNMENT else None


def _urgency(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:3])
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else None


def _encodable(text: str) -> str:
    """Half characters (lone surrogates) as U+FFFD, one for one, so that every later encoding succeeds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def whole(digits: str) -> int | float:
    """A whole number of JSON; one of thousands of digits would cost time and is as good as infinite."""
    return int(digits) if len(digits) <= _MAX_DIGITS else float("inf")


def refuse_constant(name: str) -> NoReturn:
    """What Python would read as a number and JSON does not have."""
    _refuse(Reason.NOT_JSON, f"{name} is not JSON; send a number, or leave the field out")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    kinds: tuple[tuple[type, str], ...] = (
        (dict, "object"),
        (list, "array"),
        (str, "text"),
        (bool, "truth value"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "number")


def _refuse(reason: Reason, error: str) -> NoReturn:
    raise RefusedError(reason, error)
