"""Which stories a finding may belong to, without reading them all.

A story lies in a bucket for each of its traits (instrument with actor, actor with target, product, entity,
heaviest words). A bucket holds the latest `PER_BUCKET` stories, so what one finding reads and writes does not grow
with the number of open stories. A closed story moves to the few `past:` buckets, by which related ones are found.
"""

from collections import Counter
from typing import Final

from streams.core.merge import goods
from streams.core.merge.draft import Draft
from streams.core.merge.records import StoryRecord
from streams.core.merge.traits import Traits

PER_BUCKET: Final = 48
PAST_PER_BUCKET: Final = 12
# A finding looks closely at this many stories, those that share most buckets with it first.
MOST_CANDIDATES: Final = 24
# A story lies under so many of its heaviest words; a finding looks under more of its own, which costs no room.
FILED_WORDS: Final = 4
SOUGHT_WORDS: Final = 8


def buckets_of(traits: Traits, *, words: int = FILED_WORDS) -> tuple[str, ...]:
    """The buckets of an open story, or, with more `words`, those in which a finding looks for one."""
    heaviest = sorted(traits.terms.items(), key=lambda item: (-item[1], item[0]))[:words]
    said = [f"t:{term}" for term, _ in heaviest]
    policy = traits.policy
    if policy is None:
        # A watch has few open stories: mostly all of them are looked at, and words choose where they are many.
        return ("all", *said)
    pairs = [f"p:{actor}>{target}" for actor in policy.actors[:4] for target in policy.targets[:4]]
    alone = [f"a:{policy.instrument}:{actor}" for actor in policy.actors[:4]]
    aimed = [f"x:{policy.instrument}:{target}" for target in policy.targets[:4]]
    on = [f"g:{good}" for good in sorted(goods.goods(policy.products))[:6]]
    who = [f"e:{watch}" for watch in sorted(traits.entities)[:6]]
    return tuple(dict.fromkeys((*pairs, *on, *who, *alone, *aimed, f"i:{policy.instrument}", *said)))


def past_buckets_of(traits: Traits) -> tuple[str, ...]:
    """The buckets of a closed story: few, since related stories are looked for by what they are on."""
    policy = traits.policy
    if policy is None:
        return ("past",)
    on = [f"past:g:{good}" for good in sorted(goods.goods(policy.products))[:4]]
    pairs = [f"past:p:{actor}>{target}" for actor in policy.actors[:2] for target in policy.targets[:2]]
    return tuple(dict.fromkeys((*on, *pairs))) or tuple(f"past:a:{actor}" for actor in policy.actors[:2])


def candidates(draft: Draft, buckets: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the stories to look at closely: those in most of the buckets first, then the latest."""
    shared: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for bucket in buckets:
        for place, story_id in enumerate(draft.bucket(bucket)):
            shared[story_id] += 1
            latest[story_id] = max(place, latest.get(story_id, 0))
    ranked = sorted(shared, key=lambda story_id: (-shared[story_id], -latest[story_id], story_id))
    return tuple(ranked[:MOST_CANDIDATES])


def file_under(draft: Draft, story: StoryRecord, buckets: tuple[str, ...]) -> StoryRecord:
    """Put a story into these buckets and out of those it no longer belongs in; returns it with its new list."""
    for bucket in story.buckets:
        if bucket not in buckets:
            _remove(draft, bucket, story.id)
    for bucket in buckets:
        _append(draft, bucket, story.id)
    return story.model_copy(update={"buckets": buckets})


def _append(draft: Draft, bucket: str, story_id: str) -> None:
    now = draft.bucket(bucket)
    if story_id in now:
        return
    most = PAST_PER_BUCKET if bucket.startswith("past") else PER_BUCKET
    draft.put_bucket(bucket, (*now, story_id)[-most:])


def _remove(draft: Draft, bucket: str, story_id: str) -> None:
    now = draft.bucket(bucket)
    if story_id in now:
        draft.put_bucket(bucket, tuple(other for other in now if other != story_id))
