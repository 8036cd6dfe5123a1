"""Find the policy events of one article: the order of the whole detection, on one screen.

Gate, read candidate sentences, ask the judge, join both, and make one hit a measure.
"""

from functools import partial
from typing import Final

from streams.core.detect.found import Entities
from streams.core.detect.policy.bare import bare
from streams.core.detect.policy.candidates import Found, candidate_sentences, read_sentence
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.hits import Policies
from streams.core.detect.policy.choose import choose
from streams.core.detect.policy.judging import ask, key, verdict
from streams.core.detect.policy.ruling import headline_rule
from streams.core.detect.policy.same import contradicts, groups
from streams.core.detect.policy.telling import Telling, telling
from streams.core.detect.policy.told import hit_of
from streams.core.detect.policy.why import dropped, furniture, may_back
from streams.core.detect.policy.zh.find import find_policies_zh
from streams.core.document import Document, Sentence
from streams.core.judge import Judge
from streams.core.reasons import Reason

_NOTHING: Final = Policies()
# A flash of a few words may leave its language open.
_READ: Final = ("en", "und")
MAX_HITS: Final = 8
"""Measures told of one article: more than these is a list, not news."""
MAX_DROPPED: Final = 24
"""Rejected candidates kept for `explain`."""


def find_policies(document: Document, rules: Compiled, entities: Entities, judge: Judge | None) -> Policies:
    """Every measure that the article reports as news, and each candidate that was dropped with its reason."""
    if document.language == "zh" and rules.chinese is not None:
        return find_policies_zh(document, rules.chinese, rules.jurisdictions, entities)
    if not document.language.startswith(_READ):
        return _NOTHING
    chosen = candidate_sentences(document, rules)
    if not chosen:
        return _NOTHING
    live = [(sentence, readable) for sentence, readable in chosen if sentence.furniture is None]
    rejected = [furniture(sentence) for sentence, _ in chosen if sentence.furniture is not None]
    read: list[tuple[Sentence, list[Found]]] = []
    topic = headline_rule(document, rules)
    for sentence, readable in live:
        items = list(read_sentence(sentence, document, rules, topic=topic)) if readable else []
        topic = next((item.rule for item in items), topic) if not any(found for _, found in read) else topic
        read.append((sentence, items))
    found = [item for _, items in read for item in items]
    opinions = ask(judge, [sentence for sentence, _ in live], found, document)
    actors = next(
        (tuple(place.code for place in item.roles.actors) for item in found if item.roles.actors), ()
    )
    tell = partial(telling, document=document, entities=entities, actors=actors)
    kept: list[Telling] = []
    backing: list[Telling] = []
    for sentence, items in read:
        opinion = opinions.get(key(sentence))
        if opinion is None and not items:
            continue
        choice = choose(items, opinion, judge, rules.weights, actors)
        if choice.wants_bare:
            words = bare(sentence, document, rules, topic=topic, instrument=choice.instrument)
            choice = choice.with_bare(words) if words is not None else choice
        for item in choice.kept:
            kept.append(tell(item, verdict(item, choice.probability(item), opinion, judge, rules.weights)))
        for item, ruled_out in choice.dropped:
            rejected.append(dropped(item, opinion, ruled_out))
            if ruled_out is None and may_back(item):
                backing.append(
                    tell(item, verdict(item, choice.probability(item), opinion, judge, rules.weights))
                )
    kept.sort(
        key=lambda item: (
            -item.verdict.probability,
            item.found.sentence.text is document.body,
            item.found.order,
        )
    )
    told_as: list[Telling] = []
    for told in kept:
        if any(contradicts(better.account, told.account) for better in told_as):
            rejected.append(
                dropped(told.found, None, (Reason.REPEATED_IN_ARTICLE, "the opposite of what is told better"))
            )
        else:
            told_as.append(told)
    hits = tuple(
        hit_of([told_as[number] for number in group], backing, entities, document)
        for group in groups([item.account for item in told_as])[:MAX_HITS]
    )
    return Policies(hits=hits, dropped=tuple(rejected[:MAX_DROPPED]))
