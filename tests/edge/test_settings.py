"""Settings: each is written down, and those of stories reach the rules of merge."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from streams.core.errors import SettingsError
from streams.core.merge import Windows
from streams.edge.config import windows_of
from streams.edge.settings import Settings, load

EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"


def test_every_setting_has_its_line_in_the_example_and_every_line_its_setting() -> None:
    named = set(re.findall(r"^(?:# )?TOCSIN_([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_what_is_not_set_is_as_merge_has_it() -> None:
    assert windows_of(load()) == Windows()


def test_how_long_stories_live_can_be_set() -> None:
    windows = windows_of(
        load(story_silence_hours=6, story_longest_hours=12, story_kept_days=7, story_late_hours=48)
    )
    assert windows == Windows(
        silence=timedelta(hours=6),
        longest=timedelta(hours=12),
        kept=timedelta(days=7),
        late=timedelta(hours=48),
    )


def test_a_story_cannot_be_kept_longer_than_the_article_that_would_cancel_it() -> None:
    with pytest.raises(SettingsError, match="TOCSIN_STORY_KEPT_DAYS"):
        load(story_kept_days=60)
