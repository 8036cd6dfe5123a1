"""The alert in the README is the one that the demo prints, line for line."""

from pathlib import Path

from schemas.alert import Purpose
from streams.core.shape import text
from streams.edge import stories
from tests.shipped import shipped

ROOT = Path(__file__).resolve().parents[1]


def test_the_alert_in_the_readme_is_the_first_of_the_demo() -> None:
    story = stories.read_story(ROOT / "config" / "stories" / "01-relaxation.yaml")
    first = stories.play(story, shipped("on").rules)[0].told.alerts[0]
    shown = text.plain(first.model_copy(update={"purpose": Purpose.EXERCISE}))
    assert f"```text\n{shown}\n```\n" in (ROOT / "README.md").read_text(encoding="utf-8")
