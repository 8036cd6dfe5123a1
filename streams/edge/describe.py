"""The topology as text and as a Mermaid diagram, from the tables that the worker itself is built from."""

from schemas.topics import TABLES, TOPICS, Topic, changelog_name, full_name
from streams.edge.settings import Settings

AGENTS = ("detect", "merge", "route")
TABLE_OF = dict(zip(("detect", "merge"), TABLES, strict=True))


def describe(settings: Settings) -> str:
    """Topics with key, partitions, retention, writers and readers; agents with their tables; the diagram."""
    rows = [("topic", "key", "partitions", "kept", "written by", "read by")]
    rows += [
        (
            full_name(settings.prefix, topic),
            topic.key,
            str(topic.partitions or settings.partitions),
            _kept(topic),
            ", ".join(topic.writers),
            ", ".join(topic.readers),
        )
        for topic in TOPICS
    ]
    rows += [
        (
            changelog_name(settings.app_id, table),
            "state key",
            str(settings.partitions),
            "compacted",
            agent,
            agent,
        )
        for agent, table in TABLE_OF.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
    agents = "\n".join(
        f"{agent}: reads {', '.join(topic.name for topic in TOPICS if agent in topic.readers)}; "
        f"writes {', '.join(topic.name for topic in TOPICS if agent in topic.writers)}"
        + (f"; table {TABLE_OF[agent]}" if agent in TABLE_OF else "")
        for agent in AGENTS
    )
    return f"{table}\n\n{agents}\n\n```mermaid\n{diagram()}\n```"


def diagram() -> str:
    """A Mermaid flowchart."""
    lines = ["flowchart LR"]
    lines += [f"  {topic.name}[/{topic.name}/]" for topic in TOPICS]
    lines += [f"  {agent}(({agent}))" for agent in AGENTS]
    lines += [f"  {agent} <--> {table}[({table})]" for agent, table in TABLE_OF.items()]
    for topic in TOPICS:
        lines += [f"  {writer} --> {topic.name}" for writer in topic.writers if writer in AGENTS]
        lines += [f"  {topic.name} --> {reader}" for reader in topic.readers if reader in AGENTS]
    return "\n".join(lines)


def _kept(topic: Topic) -> str:
    if topic.retention_ms is None:
        return "compacted"
    hours = topic.retention_ms // 3_600_000
    return f"{hours // 24} d" if hours >= 24 else f"{hours} h"
