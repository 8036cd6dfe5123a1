"""Publish articles from a file: each under its id, each acknowledged, and a word on every one that is not sent."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.article import Article
from schemas.topics import ARTICLES, full_name
from streams.core.admit import Decoded, parse_lines
from streams.core.errors import RefusedError, SettingsError
from streams.core.reasons import Reason
from streams.edge import client
from streams.edge.settings import Settings

# So many sends may await the broker's word at once.
_UNDER_WAY = 500


@dataclass(slots=True)
class Published:
    """How it went: articles sent, and a line for each that was not."""

    sent: int = 0
    refused: int = 0


def read_text(path: str) -> str:
    """The text of a file, or of standard input for `-`; raises SettingsError."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None
    # Bytes that are no UTF-8 spoil their own line only; it is refused by name there.
    return raw.decode("utf-8-sig", "surrogateescape")


def lines_of(path: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`, as they are read; raises SettingsError."""
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as lines:
            for number, line in enumerate(lines):
                yield line.decode("utf-8-sig" if number == 0 else "utf-8", "surrogateescape")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None


def articles(text: str) -> Iterator[tuple[int, Decoded | RefusedError]]:
    """Line number and article, or why it is none."""
    return parse_lines(text)


async def publish(
    settings: Settings,
    text: str,
    *,
    said: Callable[[str], None],
    went: Callable[[int], None] = lambda _: None,
) -> Published:
    """Send every article of a text; `said` gets a line for each that cannot be sent, `went` the count so far."""
    result = Published()
    async with client.producer(settings) as writer:
        under_way: list[Any] = []
        for line, decoded in articles(text):
            if isinstance(decoded, RefusedError):
                result.refused += 1
                said(f"line {line}: {decoded.reason}: {decoded}")
                continue
            value = decoded.article.to_bytes()
            if len(value) > ARTICLES.max_bytes:
                result.refused += 1
                said(
                    f"line {line}: {Reason.TOO_LARGE}: {decoded.article.id} has {len(value)} bytes, "
                    f"over the {ARTICLES.max_bytes} of {ARTICLES.name}; shorten its body"
                )
                continue
            under_way.append(await send_article(writer, settings, decoded.article, value))
            if len(under_way) >= _UNDER_WAY:
                await asyncio.gather(*under_way)
                under_way.clear()
            result.sent += 1
            went(result.sent + result.refused)
        await asyncio.gather(*under_way)
    return result


async def send_article(writer: Any, settings: Settings, article: Article, value: bytes) -> Any:
    """Hand one article to the producer, under its id; the future is done when the broker has it."""
    return await writer.send(
        full_name(settings.prefix, ARTICLES),
        key=article.id.encode(),
        value=value,
        headers=[("content-type", b"application/json")],
    )
