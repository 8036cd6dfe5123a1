"""What one step has written so far, over the table it reads.

The order of writes is a promise: the story first, then what points to it. A worker that dies between two writes
finds the story with the finding in it at the replay, tells nothing twice, and writes the pointers again.
"""

from typing import TypeVar

from streams.core.merge.records import (
    BucketRecord,
    FedRecord,
    StoryRecord,
    bucket_key,
    fed_key,
    story_key,
)
from streams.core.step import State, StateRecord

R = TypeVar("R", StoryRecord, BucketRecord, FedRecord)


class Draft:
    """The table as this step sees it. Lives for one step only."""

    def __init__(self, state: State[StateRecord], key: str) -> None:
        self._state = state
        self._key = key
        self._stories: dict[str, StateRecord | None] = {}
        self._pointers: dict[str, StateRecord | None] = {}
        self._read: dict[str, StateRecord | None] = {}

    @property
    def writes(self) -> dict[str, StateRecord | None]:
        """What is to be written, stories first."""
        return {**self._stories, **self._pointers}

    def story(self, story_id: str) -> StoryRecord | None:
        """A story, or None where it is not known (any more)."""
        return self._get(story_key(story_id), StoryRecord)

    def bucket(self, bucket: str) -> tuple[str, ...]:
        """Ids of the stories in a bucket of the index, the latest last."""
        record = self._get(bucket_key(self._key, bucket), BucketRecord)
        return record.stories if record else ()

    def fed(self, article_id: str) -> FedRecord:
        """What an article fed under this key."""
        return self._get(fed_key(self._key, article_id), FedRecord) or FedRecord()

    def put_story(self, story: StoryRecord) -> None:
        """Remember a story."""
        self._stories[story_key(story.id)] = story

    def drop_story(self, story_id: str) -> None:
        """Forget a story."""
        self._stories[story_key(story_id)] = None

    def put_bucket(self, bucket: str, stories: tuple[str, ...]) -> None:
        """Remember the stories of a bucket; an empty one leaves nothing behind."""
        self._pointers[bucket_key(self._key, bucket)] = BucketRecord(stories=stories) if stories else None

    def put_fed(self, article_id: str, record: FedRecord) -> None:
        """Remember what an article fed; where it is nothing, nothing is left behind."""
        self._pointers[fed_key(self._key, article_id)] = record if record.findings else None

    def _get(self, key: str, kind: type[R]) -> R | None:
        for written in (self._stories, self._pointers):
            if key in written:
                record = written[key]
                return record if isinstance(record, kind) else None
        if key not in self._read:
            self._read[key] = self._state.get(key)
        record = self._read[key]
        return record if isinstance(record, kind) else None
