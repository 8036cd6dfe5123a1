"""Every story that ships is told as it must be told, by the whole pipeline in memory."""

from pathlib import Path

import pytest

from streams.edge import stories
from tests.shipped import shipped

FOLDER = Path(__file__).resolve().parents[1] / "config" / "stories"
STORIES = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


@pytest.mark.parametrize("judge", ["on", "off"])
@pytest.mark.parametrize("name", STORIES)
def test_a_story_tells_what_it_must_and_nothing_else(name: str, judge: str) -> None:
    story = stories.read_story(STORIES[name])
    played = stories.play(story, shipped(judge).rules)
    assert [(each.item.says, each.faults) for each in played if each.faults] == []


def test_the_stories_cover_what_a_desk_asks_of_them() -> None:
    every = [item for path in STORIES.values() for item in stories.read_story(path).items]
    told = {(alert.type.value, alert.direction) for item in every for alert in item.alerts}
    silences = {reason for item in every for reason in item.silent}
    assert {("alert", "relax"), ("alert", "tighten"), ("update", "relax"), ("cancel", None)} <= told
    assert {"wire_copy", "background", "repeat", "told_with_policy"} <= silences
    assert {item.refused for item in every} >= {"not_json", "wrong_key"}


def test_a_story_that_is_told_wrongly_is_said_to_be() -> None:
    story = stories.read_story(STORIES["05-bad-input"])
    wrong = story.items[-1].model_copy(update={"alerts": ()})
    (played,) = stories.play(story.model_copy(update={"items": (wrong,)}), shipped("off").rules)
    assert [fault.split(":")[0] for fault in played.faults] == ["unasked alert"]
