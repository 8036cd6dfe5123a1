"""What is compared of a finding and of a story: the same of both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertPolicy
from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.records import StoryRecord

Finding = EntityFinding | PolicyFinding

_WORDS: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared: the same of a finding and of a story."""

    policy: AlertPolicy | None
    entities: frozenset[str]
    terms: Mapping[str, float]
    languages: frozenset[str]


def traits_of(finding: Finding) -> Traits:
    """What of a finding is compared."""
    policy = policy_of(finding)
    return Traits(
        policy=policy,
        entities=frozenset(role.watch_id for role in finding.entities),
        terms=said_terms(finding),
        languages=frozenset((finding.article.language.partition("-")[0],)),
    )


def said_terms(finding: Finding) -> dict[str, float]:
    """The words that are compared: of an entity finding all but the entity's own names, which every report has."""
    terms = finding.article.terms
    if isinstance(finding, PolicyFinding):
        return terms
    names = {finding.name, *(item.text for item in finding.evidence)}
    own = {
        form
        for name in names
        for word in _WORDS.findall(name.casefold())
        for form in (word, word.removesuffix("s"))
    }
    joined = " ".join(names).casefold()
    return {
        term: weight
        for term, weight in terms.items()
        if term not in own and (term.isascii() or term not in joined)
    }


def story_traits(story: StoryRecord) -> Traits:
    """What of a story is compared: all that was said of it, as it was told."""
    members = story.standing or story.members
    return Traits(
        policy=story.told.policy,
        entities=frozenset(role.watch_id for member in members for role in member.roles),
        terms=story.terms,
        languages=frozenset(member.language.partition("-")[0] for member in members),
    )


def policy_of(finding: Finding) -> AlertPolicy | None:
    """The state action a finding tells of; None for an entity finding."""
    if isinstance(finding, EntityFinding):
        return None
    return AlertPolicy.model_validate(finding, from_attributes=True)
