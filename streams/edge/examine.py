"""`tocsin detect`: articles in, one JSON object a line out; no Kafka, no memory."""

import json
from collections.abc import Iterator
from typing import Any

from streams.core.errors import RefusedError
from streams.core.pipeline import Examined, Rules, examine
from streams.core.reasons import Reason
from streams.edge.clock import Clock
from streams.edge.publish import articles


def detect_lines(text: str, rules: Rules, clock: Clock) -> Iterator[dict[str, Any]]:
    """One answer a line: article_id, language, findings (alertable or not), refusal."""
    for line, decoded in articles(text):
        if isinstance(decoded, RefusedError):
            yield _refused(line, decoded)
            continue
        try:
            examined = examine(decoded.article, rules, received_at=clock(), now=clock())
        except Exception as error:  # noqa: BLE001 one bad article never stops the rest
            failed = RefusedError(
                Reason.STEP_FAILED, f"{type(error).__name__}: {error}; please report this article"
            )
            yield _refused(line, failed, article_id=decoded.article.id)
            continue
        yield answer(examined)


def answer(examined: Examined) -> dict[str, Any]:
    """What `tocsin detect` says of one article."""
    return {
        "article_id": examined.document.article.id,
        "language": examined.document.language,
        "findings": [finding.model_dump(mode="json") for finding in examined.detected.findings],
        "refusal": None,
    }


def _refused(line: int, error: RefusedError, article_id: str | None = None) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "language": None,
        "findings": [],
        "refusal": {"reason": error.reason.value, "error": str(error), "line": line},
    }


def as_line(found: dict[str, Any]) -> str:
    """One line of JSON; characters that no encoding has are escaped."""
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
