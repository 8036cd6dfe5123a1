"""Our own JSON and ninjs of all versions become articles; the rest is refused by name, and nothing crashes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article, Status
from streams.core.admit import Decoded, decode
from streams.core.errors import RefusedError
from streams.core.reasons import Reason


def decoded(message: Any) -> Decoded:
    """The message decoded as from a file, where there is no key."""
    value = message if isinstance(message, bytes) else json.dumps(message).encode()
    return decode(value, None, check_key=False)


def article(**fields: Any) -> Article:
    """The article made of fields beside an id."""
    return decoded({"id": "desk:1", **fields}).article


NINJS_1 = {
    "uri": "http://example.org/items/7",
    "version": "3",
    "pubstatus": "usable",
    "firstcreated": "2025-05-14T14:37:07Z",
    "versioncreated": "2025-05-14T16:00:00+02:00",
    "embargoed": "2025-05-15T00:00:00Z",
    "headline": "Tokyo lifts ban",
    "body_text": "Tokyo lifted the ban.",
    "body_html": "<p>Tokyo lifted the ban.</p>",
    "urgency": 2,
    "language": "en-GB",
    "byline": "Jane Roe",
    "infosource": [{"name": "Kyodo", "uri": "http://example.org/kyodo"}],
    "subject": [{"name": "Trade", "code": "medtop:1"}, {"code": "medtop:2"}],
    "usageterms": "none",
}
NINJS_3 = {
    "uri": "urn:example:7",
    "version": 3,
    "pubStatus": "canceled",
    "firstCreated": "2025-05-14T14:37:07Z",
    "versionCreated": "2025-05-14T14:00:00Z",
    "embargoedUntil": "2025-05-15T00:00:00Z",
    "headlines": [{"role": "short", "value": "Ban lifted"}, {"role": "main", "value": "Tokyo lifts ban"}],
    "bodies": [
        {"role": "summary", "contentType": "text/plain", "value": "In short."},
        {"role": "main", "contentType": "text/html", "value": "<p>Tokyo lifted the ban.</p>"},
        {"role": "main", "contentType": "text/plain", "value": "Tokyo lifted the ban."},
    ],
    "by": "Jane Roe",
    "infoSources": [{"name": "Kyodo", "role": "agency"}, {"name": "NHK"}],
    "subjects": [{"name": "Trade", "uri": "medtop:1"}],
}


def test_ninjs_1_becomes_an_article() -> None:
    assert decoded(NINJS_1) == Decoded(
        Article(
            id="http://example.org/items/7",
            version=3,
            headline="Tokyo lifts ban",
            body="Tokyo lifted the ban.",
            language="en-GB",
            source="Kyodo",
            byline="Jane Roe",
            url="http://example.org/items/7",
            published_at=datetime(2025, 5, 14, 14, 37, 7, tzinfo=UTC),
            updated_at=datetime(2025, 5, 14, 14, tzinfo=UTC),
            embargoed_until=datetime(2025, 5, 15, tzinfo=UTC),
            urgency=2,
            subjects=("Trade", "medtop:2"),
        )
    )


def test_ninjs_3_becomes_an_article_by_the_roles_of_its_parts() -> None:
    made = decoded(NINJS_3).article
    assert (made.id, made.version, made.status) == ("urn:example:7", 3, Status.CANCELED)
    assert (made.headline, made.body) == ("Tokyo lifts ban", "Tokyo lifted the ban.")
    assert (made.byline, made.source, made.subjects, made.url) == ("Jane Roe", "Kyodo, NHK", ("Trade",), None)
    assert made.embargoed_until == datetime(2025, 5, 15, tzinfo=UTC)


def test_an_id_a_headline_and_a_body_are_enough() -> None:
    assert decoded({"id": "7", "headline": "H", "body": "B"}) == Decoded(
        Article(id="7", headline="H", body="B")
    )


def test_what_was_decoded_comes_back_the_same() -> None:
    made = decoded(NINJS_3).article
    assert decoded(made.to_bytes()).article == made


READ = [
    ("a version in digits", {"version": "12"}, "version", 12),
    ("a version as a whole float", {"version": 2.0}, "version", 2),
    ("no version", {"version": None}, "version", 1),
    ("a null body is empty", {"body": None}, "body", ""),
    ("a body of HTML alone", {"body_html": "<p>x</p>"}, "body", "<p>x</p>"),
    ("an empty body gives way to the next spelling", {"body": "", "body_text": "x"}, "body", "x"),
    ("a description is better than no body", {"description_text": "x"}, "body", "x"),
    ("the British spelling", {"status": "cancelled"}, "status", Status.CANCELED),
    ("a status of NewsML-G2", {"pubstatus": "stat:Withheld"}, "status", Status.WITHHELD),
    ("an urgency in digits", {"urgency": "1"}, "urgency", 1),
    ("an urgency off the scale", {"urgency": 12}, "urgency", None),
    ("an urgency that is none", {"urgency": {"a": 1}}, "urgency", None),
    ("subjects as texts", {"subjects": ["a", 5, None, {"name": "b"}]}, "subjects", ("a", "b")),
    ("a byline of several", {"by": [{"name": "Jane Roe"}, "John Doe"]}, "byline", "Jane Roe, John Doe"),
    ("a byline of the wrong type", {"byline": 7}, "byline", None),
    ("NULs in the text stay", {"body": "a\x00b"}, "body", "a\x00b"),
    ("half characters are replaced", {"headline": "a\ud800b\udc00c"}, "headline", "a\ufffdb\ufffdc"),
    ("the creation of the version counts where that of the item is missing", {"versioncreated": "2025-01-02"},
     "published_at", datetime(2025, 1, 2, tzinfo=UTC)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "name", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ]
)
def test_a_field_is_read(fields: dict[str, Any], name: str, expected: object) -> None:
    assert getattr(article(**fields), name) == expected


WARNED = [
    ("an empty date", {"published_at": ""}, Reason.UNREADABLE_DATE, Status.USABLE),
    (
        "a date of the eighties",
        {"published_at": "1-JUN-1987 01:33:45.10"},
        Reason.UNREADABLE_DATE,
        Status.USABLE,
    ),
    ("a date of year 0", {"versioncreated": "0000-01-01T00:00:00Z"}, Reason.UNREADABLE_DATE, Status.USABLE),
    ("a date that is a number", {"updated_at": 1747233427}, Reason.UNREADABLE_DATE, Status.USABLE),
    (
        "an unreadable embargo withholds",
        {"embargoed_until": "tonight"},
        Reason.UNREADABLE_EMBARGO,
        Status.WITHHELD,
    ),
    ("in the spelling of ninjs too", {"embargoed": ""}, Reason.UNREADABLE_EMBARGO, Status.WITHHELD),
    (
        "but never holds back a kill",
        {"embargoed": "?", "status": "canceled"},
        Reason.UNREADABLE_EMBARGO,
        Status.CANCELED,
    ),
]


@pytest.mark.parametrize(
    ("fields", "warning", "status"), [case[1:] for case in WARNED], ids=[case[0] for case in WARNED]
)
def test_an_unreadable_date_is_a_warning(fields: dict[str, Any], warning: Reason, status: Status) -> None:
    made = decoded({"id": "desk:1", **fields})
    assert made.warnings == (warning,)
    assert (made.article.published_at, made.article.updated_at, made.article.embargoed_until) == (
        None,
        None,
        None,
    )
    assert made.article.status is status


REFUSED = [
    ("nothing", b"", Reason.NOT_JSON, "line 1"),
    ("text", b"hello", Reason.NOT_JSON, "line 1"),
    ("half an object", b'{"id": "a"', Reason.NOT_JSON, "line 1"),
    ("bytes that are no UTF-8", b'{"id": "\xff"}', Reason.NOT_JSON, "byte 8"),
    ("UTF-16", '{"id": "a"}'.encode("utf-16"), Reason.NOT_JSON, "byte 0"),
    ("NaN", b'{"id": "a", "version": NaN}', Reason.NOT_JSON, "NaN"),
    ("Infinity", b'{"id": "a", "x": -Infinity}', Reason.NOT_JSON, "Infinity"),
    ("a NUL after it", b'{"id": "a"}\x00', Reason.NOT_JSON, "line 1"),
    ("nested arrays without end", b"[" * 200_000, Reason.NOT_JSON, "nested"),
    ("nested objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, Reason.NOT_JSON, "nested"),
    ("null", b"null", Reason.NOT_AN_ARTICLE, "null"),
    ("a list", b"[]", Reason.NOT_AN_ARTICLE, "array"),
    ("a number", b"1", Reason.NOT_AN_ARTICLE, "number"),
    ("no id", b'{"headline": "x"}', Reason.NOT_AN_ARTICLE, "id: missing"),
    ("an empty id", b'{"id": " "}', Reason.NOT_AN_ARTICLE, "id: empty"),
    ("an id that is a number", b'{"id": 5}', Reason.NOT_AN_ARTICLE, "id: not a text"),
    ("an id too long", json.dumps({"id": "x" * 513}).encode(), Reason.NOT_AN_ARTICLE, "512"),
    ("an id with a NUL", b'{"id": "a\\u0000"}', Reason.NOT_AN_ARTICLE, "control"),
    ("an id with half a character", b'{"id": "a\\ud800"}', Reason.NOT_AN_ARTICLE, "half"),
    (
        "a headline that is a number",
        b'{"id": "a", "headline": 1}',
        Reason.NOT_AN_ARTICLE,
        "headline: a JSON number",
    ),
    ("a body that is an object", b'{"id": "a", "body": {}}', Reason.NOT_AN_ARTICLE, "body: a JSON object"),
    ("bodies without text", b'{"id": "a", "bodies": [{"role": "main"}]}', Reason.NOT_AN_ARTICLE, "bodies"),
    ("a version that is a word", b'{"id": "a", "version": "two"}', Reason.NOT_AN_ARTICLE, "version"),
    ("a version below 0", b'{"id": "a", "version": -1}', Reason.NOT_AN_ARTICLE, "version"),
    ("a version that is true", b'{"id": "a", "version": true}', Reason.NOT_AN_ARTICLE, "version"),
    (
        "a version of 5,000 digits",
        b'{"id": "a", "version": ' + b"9" * 5000 + b"}",
        Reason.NOT_AN_ARTICLE,
        "version",
    ),
    ("a version beyond all records", b'{"id": "a", "version": 1e300}', Reason.NOT_AN_ARTICLE, "version"),
    ("an unknown status", b'{"id": "a", "status": "draft"}', Reason.NOT_AN_ARTICLE, "status: 'draft'"),
    ("a status that is a list", b'{"id": "a", "status": []}', Reason.NOT_AN_ARTICLE, "status"),
]


@pytest.mark.parametrize(
    ("value", "reason", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_no_article_is_refused_in_one_line(value: bytes, reason: Reason, says: str) -> None:
    with pytest.raises(RefusedError, match=says) as refused:
        decode(value, None, check_key=False)
    assert refused.value.reason is reason
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250
    assert ";" in str(refused.value), "the remedy stands behind a semicolon"


def test_a_byte_order_mark_is_passed_over() -> None:
    assert decoded(b'\xef\xbb\xbf{"id": "a"}').article.id == "a"


def test_of_a_key_given_twice_the_last_one_counts() -> None:
    assert decoded(b'{"id": "a", "id": "b"}').article.id == "b"


@pytest.mark.parametrize("key", [None, b"", b"desk:2", b"\xff\xfe", b"desk:1 "])
def test_another_key_than_the_id_is_refused_with_the_remedy(key: bytes | None) -> None:
    with pytest.raises(RefusedError, match=r"send it with its id as the key") as refused:
        decode(b'{"id": "desk:1"}', key)
    assert refused.value.reason is Reason.WRONG_KEY


def test_the_id_as_key_is_right_in_any_script() -> None:
    assert decode('{"id": "新华:1"}'.encode(), "新华:1".encode()).article.id == "新华:1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    "id uri guid version status pubstatus headline headlines body bodies body_text body_html language source "
    "infosource byline by credit url published_at firstcreated versionCreated embargoed embargoedUntil urgency "
    "subject subjects signal".split()
)


def outcome(value: bytes) -> Reason | None:
    """The reason of the refusal, None where the value is an article; that article must come back as it was."""
    try:
        made = decode(value, None, check_key=False)
    except RefusedError as error:
        return error.reason
    assert decoded(made.article.to_bytes()).article == made.article
    return None


@settings(max_examples=150)
@given(st.dictionaries(FIELDS, JSON, max_size=8), st.sampled_from([{}, {"id": "desk:1"}]))
def test_any_values_are_decoded_or_refused(fields: dict[str, Any], name: dict[str, str]) -> None:
    value = json.dumps({**fields, **name}).encode()
    assert outcome(value) in (None, Reason.NOT_JSON, Reason.NOT_AN_ARTICLE)


@given(st.binary(max_size=60) | st.text('{}[]":,0aeE+-.\\u ntf', max_size=40).map(str.encode))
def test_any_bytes_are_decoded_or_refused(value: bytes) -> None:
    assert outcome(value) in (None, Reason.NOT_JSON, Reason.NOT_AN_ARTICLE)
