"""Write what is generated: JSON Schema of every message, the AsyncAPI document, the topology, the reasons.

`--check` only says what is out of date.

    python -m docs.generate [--check]
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from schemas.alert import ALERT
from schemas.article import Article
from schemas.decision import Decision
from schemas.delivery import Delivery
from schemas.finding import FINDING, FINDING_MESSAGE, Withdrawal
from schemas.refusal import HEADER_PREFIX, Refusal
from schemas.tick import Tick
from schemas.topics import ALERTS, REFUSALS, TOPICS, Topic
from schemas.watch import Watch
from streams.core.reasons import Reason
from streams.edge.codec import CE_HEADERS
from streams.edge.describe import describe
from streams.edge.settings import Settings

ROOT: Final = Path(__file__).resolve().parents[1]
MESSAGES: Final[dict[str, TypeAdapter[Any]]] = {
    "article": TypeAdapter(Article),
    "finding": FINDING,
    "finding_message": FINDING_MESSAGE,
    "withdrawal": TypeAdapter(Withdrawal),
    "alert": ALERT,
    "delivery": TypeAdapter(Delivery),
    "refusal": TypeAdapter(Refusal),
    "watch": TypeAdapter(Watch),
    "decision": TypeAdapter(Decision),
    "tick": TypeAdapter(Tick),
}
SCHEMA_OF: Final = {
    "articles": "article",
    "findings": "finding_message",
    "alerts": "alert",
    "deliveries": "delivery",
    "refusals": "refusal",
    "decisions": "decision",
    "watches": "watch",
    "ticks": "tick",
}


def files() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content."""
    for name, model in MESSAGES.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": name,
            **model.json_schema(),
        }
        yield ROOT / "schemas" / "json" / f"{name}.json", _text(schema)
    yield ROOT / "docs" / "asyncapi.json", _text(asyncapi())
    yield ROOT / "docs" / "TOPOLOGY.md", topology()
    yield ROOT / "docs" / "REASONS.md", reasons()


def topology() -> str:
    """Topics, agents and tables, as `tocsin topology` shows them with the settings that ship."""
    # Built without reading the environment: the document must not depend on who makes it.
    text = describe(Settings.model_construct()).replace("\n\n```mermaid", "\n```\n\n```mermaid")
    return f"# Topics, agents, tables\n\nGenerated; `tocsin topology` prints the same.\n\n```text\n{text}\n"


def reasons() -> str:
    """Every reason with what it says."""
    rows = "\n".join(f"| `{reason.value}` | {reason.says} |" for reason in Reason)
    return (
        "# Reasons\n\nGenerated.\nThe same names stand in logs, metrics, decisions, alerts and `tocsin explain`.\n\n"
        f"| reason | says |\n|---|---|\n{rows}\n"
    )


def asyncapi() -> dict[str, Any]:
    """The topics as an AsyncAPI 3.0 document; payloads point to the JSON Schemas."""
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Tocsin", "version": "1", "description": "Articles in, alerts out."},
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {
            f"{action}-{topic.name}": {"action": action, "channel": {"$ref": f"#/channels/{topic.name}"}}
            for topic in TOPICS
            for action, parties in (("receive", topic.readers), ("send", topic.writers))
            if {"detect", "merge", "route", "worker"} & set(parties)
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    message: dict[str, Any] = {
        "contentType": "application/json",
        "bindings": {
            "kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": "0.5.0"}
        },
    }
    schema = {"$ref": f"../schemas/json/{SCHEMA_OF[topic.name]}.json"}
    if topic is ALERTS:
        message["description"] = "CloudEvents 1.0, Kafka binding, binary mode; `ce_id` is the alert's id"
        message["headers"] = {
            "type": "object",
            "properties": {name: {"type": "string"} for name in CE_HEADERS},
            "required": list(CE_HEADERS),
        }
    if topic is REFUSALS:
        message |= {
            "contentType": "application/octet-stream",
            "description": f"The bytes as they came; headers begin with `{HEADER_PREFIX}`",
            "headers": schema,
        }
    else:
        message["payload"] = schema
    return {
        "address": f"{{prefix}}{topic.name}",
        "parameters": {"prefix": {"description": "TOCSIN_PREFIX", "default": "tocsin."}},
        "description": f"Written by {', '.join(topic.writers)}; read by {', '.join(topic.readers)}.",
        "messages": {SCHEMA_OF[topic.name]: message},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "topicConfiguration": _configuration(topic),
                "bindingVersion": "0.5.0",
            }
        },
    }


def _configuration(topic: Topic) -> dict[str, Any]:
    made = topic.config()
    # AsyncAPI knows these by their types; the rest of a topic's settings are not part of its binding.
    configuration: dict[str, Any] = {
        "cleanup.policy": [made["cleanup.policy"]],
        "max.message.bytes": int(made["max.message.bytes"]),
    }
    if "retention.ms" in made:
        configuration["retention.ms"] = int(made["retention.ms"])
    return configuration


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=False) + "\n"


def main() -> int:
    """Write, or with `--check` compare; 1 where a file is out of date."""
    check = "--check" in sys.argv[1:]
    stale = [path for path, text in files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date; run `python -m docs.generate`")
        return 1 if stale else 0
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
