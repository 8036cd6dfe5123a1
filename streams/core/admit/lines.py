"""Articles of a whole text, for the command line: JSONL, a JSON array, or one object over several lines."""

import json
from collections.abc import Iterator
from typing import Any

from streams.core.admit.decode import Decoded, decode, refuse_constant, to_article, whole
from streams.core.errors import RefusedError
from streams.core.reasons import Reason


def parse_lines(text: str) -> Iterator[tuple[int, Decoded | RefusedError]]:
    """Articles of a text (JSONL, a JSON array, or one object over several lines), each with its line number.

    A fault spoils its own line only; within an array, what follows a syntax error cannot be told apart
    from it and is refused with it. Bytes that were no UTF-8 are expected as `surrogateescape` leaves them.
    """
    text = text.removeprefix("\ufeff")
    start = len(text) - len(text.lstrip())
    if text.startswith("[", start):
        yield from _parse_array(text, start)
        return
    if text.startswith("{", start) and _is_spread(text[start:]):
        yield text.count("\n", 0, start) + 1, _attempt(text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _attempt(line)


def _is_spread(text: str) -> bool:
    """Whether the text is one object over several lines, right or broken, rather than an object a line."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno > 1 and error.msg != "Extra data"
    except (ValueError, RecursionError):
        return False
    return True


def _parse_array(text: str, start: int) -> Iterator[tuple[int, Decoded | RefusedError]]:
    decoder = json.JSONDecoder(parse_constant=refuse_constant, parse_int=whole)
    position, line, counted = start + 1, 1, 0
    while True:
        while position < len(text) and text[position] in " \t\r\n,":
            position += 1
        line, counted = line + text.count("\n", counted, position), position
        if text.startswith("]", position):
            return
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError, RefusedError):
            yield (
                line,
                RefusedError(
                    Reason.NOT_JSON,
                    f"line {line}: the array is no JSON from here on; send one article a line (JSONL)",
                ),
            )
            return
        yield line, _attempt(item)


def _attempt(item: Any) -> Decoded | RefusedError:
    try:
        if isinstance(item, str):
            return decode(item.encode("utf-8", "surrogateescape"), None, check_key=False)
        return to_article(item)
    except UnicodeEncodeError:
        return RefusedError(Reason.NOT_JSON, "the text is not UTF-8; send JSON in UTF-8")
    except RefusedError as error:
        return error
