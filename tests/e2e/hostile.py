"""Records that nobody should send and somebody will, by the thousand: each with a name, made here, the same at every run.

`records()` gives them all. What each must come to is not written down here but follows from three rules that the
tests hold: it is refused with a reason of admission or handled, nothing raises, and nothing grows out of bounds.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from schemas.topics import MIB
from tests.e2e import world

COMPANY: Final = world.companies(1)[0]


class Hostile(NamedTuple):
    """One record of `articles`, and a name that says what is wrong with it."""

    name: str
    key: bytes | None
    value: bytes


# Every spelling of every field that admission reads.
FIELDS: Final = (
    "id uri guid version status pubStatus pubstatus headline headlines title body bodies body_text body_html "
    "body_xhtml description_text descriptions language source infosource infoSources provider byline by bylines "
    "credit creditLine copyrightHolder url link canonicalUrl signal signals subject subjects urgency "
    "published_at firstCreated firstcreated contentCreated updated_at versionCreated versioncreated "
    "embargoed_until embargoedUntil embargoed"
).split()

_DEEP: Final = json.loads("[" * 200 + "]" * 200)
VALUES: Final[dict[str, Any]] = {
    "null": None,
    "true": True,
    "zero": 0,
    "less than nothing": -1,
    "a fraction": 1.5,
    "a number without end": 1e308,
    "a whole number of 400 digits": 10**400,
    "nothing at all": "",
    "spaces": " \t\n ",
    "a NUL": "\x00",
    "NULs around a name": f"\x00{COMPANY}\x00",
    "half a character": "\ud800",
    "halves in the wrong order": "a\udc00\ud800b",
    "marks on marks": "e" + "\u0301" * 2_000,
    "right to left and back": "\u202e\u202d" * 500 + COMPANY,
    "characters of no width": "\u200b\u2060\ufeff" * 500,
    "a long word": "x" * 20_000,
    "a sentence": f"{COMPANY} names a new chief executive.",
    "year 0": "0000-01-01T00:00:00Z",
    "year 1, west of Greenwich": "0001-01-01T00:00:00+14:00",
    "year 1": "0001-01-01T00:00:00Z",
    "year 9999": "9999-12-31T23:59:59Z",
    "year 9999, east of Greenwich": "9999-12-31T23:59:59-14:00",
    "month 13": "2025-13-45T25:61:61Z",
    "the time of a machine": 1_747_233_427_000,
    "an empty list": [],
    "an empty object": {},
    "a list of nothings": [None, None, [], {}],
    "a list without end": list(range(2_000)),
    "two hundred lists deep": _DEEP,
    "objects with the wrong insides": [
        {"role": 7, "value": {"value": "x"}, "name": ["y"]},
        {"value": "\ud800"},
    ],
    "HTML that never closes": "<p><div class='" + "a" * 3_000,
    "tags in tags": "<b" * 2_000,
    "entities of nothing": "&#0;&#xD800;&#1114112;&bogus;&" * 100,
}


def records(size: int) -> Iterator[Hostile]:
    """All of them; those of text with about `size` bytes each."""
    yield from bytes_that_are_no_article()
    yield from wrong_values()
    yield from broken_off_and_flipped()
    yield from keys()
    yield from texts(size)


def bytes_that_are_no_article() -> Iterator[Hostile]:
    """What is not JSON, or is JSON and no object."""
    cases: dict[str, bytes] = {
        "nothing": b"",
        "a NUL": b"\x00",
        "words": b"hello",
        "XML": b"<?xml version='1.0'?><article/>",
        "half an object": b'{"id": "x", "body": "',
        "UTF-16": '{"id": "x"}'.encode("utf-16"),
        "UTF-32": '{"id": "x"}'.encode("utf-32"),
        "Latin-1": '{"id": "x", "headline": "caf\xe9"}'.encode("latin-1"),
        "an overlong slash": b'{"id": "\xc0\xaf"}',
        "a half character in UTF-8": b'{"id": "\xed\xa0\x80"}',
        "NaN": b'{"id": "x", "version": NaN}',
        "a control character in a text": b'{"id": "a\x01b"}',
        "two objects": b'{"id": "x"}{"id": "y"}',
        "a list": b"[1, 2]",
        "a text": b'"id"',
        "a number": b"17",
        "a number of a million digits": b"9" * 1_000_000,
        "a list a hundred thousand deep": b"[" * 100_000,
        "objects a hundred thousand deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "a deep body": b'{"id": "x", "body": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        "no id": b'{"headline": "x", "body": "y"}',
        "sixty thousand fields": json.dumps({f"f{n}": n for n in range(60_000)}).encode(),
        "one field sixty thousand times": b"{" + b",".join(b'"id":"x"' for _ in range(60_000)) + b"}",
        "a gzip": b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8,
    }
    for name, value in cases.items():
        yield Hostile(name, b"x", value)


def article(number: int, **fields: Any) -> dict[str, Any]:
    """A plain article on the watched company; `fields` spoil it."""
    return {
        "id": f"hostile:{number}",
        "source": "Harbour Standard",
        "headline": f"{COMPANY} names a new chief executive",
        "body": f"{COMPANY} said on Tuesday that its board had chosen a new chief executive.",
        **fields,
    }


def wrong_values() -> Iterator[Hostile]:
    """Every field with every value."""
    number = 0
    for field in FIELDS:
        for says, value in VALUES.items():
            number += 1
            spoilt = article(number, **{field: value})
            if field in ("uri", "guid"):
                del spoilt["id"]
            key = value.encode(errors="replace") if isinstance(value, str) and "id" not in spoilt else b""
            yield Hostile(
                f"{field}: {says}", key or f"hostile:{number}".encode(), json.dumps(spoilt).encode()
            )


def broken_off_and_flipped() -> Iterator[Hostile]:
    """One good article, broken off after each byte, and with each byte another."""
    good = json.dumps(article(0, embargoed_until="2020-01-01T00:00:00Z", urgency=3)).encode()
    for at in range(len(good)):
        yield Hostile(f"broken off after {at} bytes", b"hostile:0", good[:at])
        flipped = good[:at] + bytes([good[at] ^ 0xA5]) + good[at + 1 :]
        yield Hostile(f"byte {at} flipped", b"hostile:0", flipped)


def keys() -> Iterator[Hostile]:
    """A good article under keys that are not its own."""
    good = json.dumps(article(1)).encode()
    wrong = (
        None,
        b"",
        b"\x00",
        b"\xff\xfe",
        b"hostile:1 ",
        b"HOSTILE:1",
        b"x" * 100_000,
        "hostile:１".encode(),
    )
    for number, key in enumerate(wrong):
        yield Hostile(f"a key of another, number {number}", key, good)


NAMES: Final = world.companies(30)
_POLICY: Final = (
    "China bans exports of graphite to Japan",
    "the US lifted its tariffs on steel from the EU",
    "Nvidia said the US will grant licences for H20 chips",
)
# What is repeated until the text has its size.
PATTERNS: Final[dict[str, str]] = {
    "names": " ".join(NAMES) + " ",
    "names after commas": ", ".join(NAMES) + ", ",
    "names after Chinese commas": "、".join(NAMES) + "、",
    "names joined by and": " and ".join(NAMES) + " and ",
    "names as lines": "\n".join(NAMES) + "\n",
    "names without a space between": "".join(NAMES),
    "names in capitals": " ".join(NAMES).upper() + " ",
    "names in parentheses": ") (".join(NAMES) + ") (",
    "names with a ticker each": ", ".join(f"{name} (NYSE:ABC)" for name in NAMES) + ", ",
    "names as sources": ", ".join(f"{name} told Reuters" for name in NAMES) + ", ",
    "one name": f"{COMPANY} ",
    "one sentence without end": f"{COMPANY} said that ",
    "policy sentences": ". ".join(_POLICY) + ". ",
    "policy sentences as lines": "\n".join(_POLICY) + "\n",
    "policy clauses without a stop": ", ".join(_POLICY) + ", ",
    "policy quoted": '", said "'.join(_POLICY) + '", said "',
    "words of trade": "ban tariff export sanctions ",
    "states": "China, the US, Japan, the EU, India, ",
    "noes": "not no never deny ",
    "Chinese without a stop": "中国商务部宣布对石墨实施出口管制",
    "Chinese sentences": "中国商务部宣布对石墨实施出口管制。",
    "one letter": "a",
    "line breaks": "\n",
    "spaces": " ",
    "NULs": "\x00",
    "full stops": ".",
    "hyphens": "-",
    "marks on one letter": "e" + "\u0301" * 999,
    "ligatures that grow": "\ufdfa",
    "numbers": "1,234.5 ",
    "tickers": "(NYSE: ABC) ",
    "capitals": "THE END OF IT ALL ",
    "quotations": '"“‘«',
    "dates": "on 1 January 2025 ",
    "open brackets": "<",
    "tags that never close": f"<div>{COMPANY}",
    "comments that never end": "<!--",
    "quotes that never end": "<a href='",
    "scripts that never end": "<script>",
    "captions": "".join(f"<figcaption>{name}</figcaption>" for name in NAMES),
    "links": "".join(f"<a href='x'>{name}</a> " for name in NAMES),
    "paragraphs": "".join(f"<p>{each}</p>" for each in _POLICY),
    "entities": f"&amp;{COMPANY}",
    "entities of entities": "&amp;lt;script&amp;gt;",
}


def texts(size: int) -> Iterator[Hostile]:
    """Articles that can be used, about `size` bytes each, whose text is meant to cost; up to the topic's limit."""
    for number, says in enumerate(PATTERNS):
        yield text(says, size, number=number)
    for number, says in enumerate(("names", "policy sentences")):
        headline = _repeated(PATTERNS[says], size)
        value = json.dumps(article(0, id=f"head:{number}", headline=headline), ensure_ascii=False).encode()
        yield Hostile(f"a headline of {says}", f"head:{number}".encode(), value)


def text(says: str, size: int, *, number: int = 0) -> Hostile:
    """One article whose body is a pattern repeated."""
    fields = article(0, id=f"text:{number}", body=_repeated(PATTERNS[says], size))
    return Hostile(
        f"a body of {says}", f"text:{number}".encode(), json.dumps(fields, ensure_ascii=False).encode()
    )


def _repeated(pattern: str, size: int) -> str:
    """The pattern until its JSON has `size` bytes, but for what the rest of the article takes."""
    each = len(json.dumps(pattern, ensure_ascii=False).encode()) - 2
    return pattern * max(1, (min(size, MIB) - 2_000) // each)
