"""Messages as an earlier Tocsin wrote them must load for ever; a new form adds a file here, and none is changed."""

import json
from pathlib import Path

import pytest

from schemas.topics import TOPICS
from streams.edge.codec import decode_message

STORED = sorted((Path(__file__).parent / "stored").glob("*.json"))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_an_old_message_loads_and_says_what_it_said(path: Path) -> None:
    topic = next(topic for topic in TOPICS if topic.name == path.stem.split("-")[0])
    loaded = json.loads(decode_message(topic, path.read_bytes()).to_bytes())
    old = json.loads(path.read_bytes())
    assert {name: loaded.get(name) for name in old} == old


def test_every_topic_of_messages_has_one() -> None:
    stored = {path.stem.split("-")[0] for path in STORED}
    assert stored == {topic.name for topic in TOPICS if topic.name != "refusals"}
