"""The end of a story: out of the index when its window has passed, gone altogether 30 days later."""

from datetime import datetime

from streams.core.merge.draft import Draft
from streams.core.merge.filing import forget
from streams.core.merge.index import file_under, past_buckets_of
from streams.core.merge.records import Phase, StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.merge.traits import story_traits
from streams.core.merge.words import heaviest
from streams.core.step import State, StateRecord, Step


def put_away(key: str, state: State[StateRecord], now: datetime, rules: MergeRules) -> Step:
    """Work a story that a tick found due: close it, or, closed and old enough, forget all that points to it.

    Says nothing to anybody. A record that is no story, or not due, is left as it is.
    """
    story = state.get(key)
    if not isinstance(story, StoryRecord) or story.due is None or story.due > now:
        return Step()
    draft = Draft(state, story.key)
    end = max(story.last_at + rules.windows.kept, story.due)
    if story.phase is Phase.OPEN:
        past = past_buckets_of(story_traits(story))
        closed = file_under(draft, story, past).model_copy(
            update={"phase": Phase.CLOSED, "terms": heaviest(story.terms), "due": end}
        )
        draft.put_story(closed)
    else:
        file_under(draft, story, ())
        forget(draft, story.members)
        draft.drop_story(story.id)
    return Step(writes=draft.writes)
