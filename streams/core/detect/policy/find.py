"""Find the policy events of one article: the order of the whole detection, on one screen.

Gate, read candidate sentences, ask the judge where the rules are in doubt, join both, make one hit a measure.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from schemas.decision import Candidate
from streams.core.detect.found import Entities
from streams.core.detect.policy.backdrop import aimed, apart, recalled, unmoved
from streams.core.detect.policy.bare import bare
from streams.core.detect.policy.candidates import Found, candidate_sentences, read_sentence
from streams.core.detect.policy.choose import choose
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.denials import firm_denials
from streams.core.detect.policy.hits import Policies
from streams.core.detect.policy.judging import Verdict, ask, key, verdict
from streams.core.detect.policy.ruling import headline_rule
from streams.core.detect.policy.same import contradicts, groups
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.sure import surely_no_move
from streams.core.detect.policy.telling import Telling, telling
from streams.core.detect.policy.told import background_of, hit_of
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
MAX_OLD: Final = 6
"""Old measures told as background of one article."""
MAX_DROPPED: Final = 24
"""Rejected candidates kept for `explain`."""


def find_policies(document: Document, rules: Compiled, entities: Entities, judge: Judge | None) -> Policies:
    """Every measure that the article reports as news, and each candidate that was dropped with its reason."""
    if document.language == "zh" and rules.chinese is not None:
        return find_policies_zh(document, rules.chinese, rules.jurisdictions, entities)
    if not document.language.startswith(_READ):
        unread = Candidate(what="policy", kept=False, reason=Reason.OTHER_LANGUAGE, detail=document.language)
        return Policies(dropped=(unread,))
    chosen = candidate_sentences(document, rules)
    if not chosen:
        return Policies(dropped=tuple(firm_denials(document, entities))) if entities.hits else _NOTHING
    live = [(sentence, readable) for sentence, readable in chosen if sentence.furniture is None]
    rejected = [furniture(sentence) for sentence, _ in chosen if sentence.furniture is not None]
    topic, read = _read(live, document, rules, entities)
    found = [item for _, items in read for item in items]
    doubtful = [
        sentence for sentence, items in read if judge and not surely_no_move(sentence, items, document, rules)
    ]
    opinions = ask(judge, doubtful, found, document)
    actors = next(
        (codes for item in found if (codes := tuple(place.code for place in item.roles.actors))), ()
    )
    official = any("gazette" in names for item in found for _, _, names in item.frame.reading.cues)
    tell = partial(telling, entities=entities, actors=actors)
    kept: list[Telling] = []
    backing: list[tuple[Found, Verdict]] = []
    old: list[Telling] = []
    for sentence, items in read:
        opinion = opinions.get(key(sentence))
        if opinion is None and not items:
            continue
        choice = choose(items, opinion, judge, rules.weights, actors)
        if official and not choice.kept and items:
            choice = choose(items, None, None, rules.weights, actors)
        if choice.wants_bare:
            instrument = None if official else choice.instrument
            words = bare(sentence, document, rules, topic=topic, instrument=instrument)
            choice = choice.with_bare(words) if words is not None else choice
        say = partial(verdict, opinion=opinion, judge=judge, weights=rules.weights, official=official)
        kept += [tell(item, say(item, choice.probability(item))) for item in choice.kept]
        for item, ruled_out in choice.dropped:
            past = recalled(item, ruled_out, document)
            if past is not None:
                old.append(tell(past, unmoved(past, say(past, choice.probability(past)))))
            else:
                rejected.append(dropped(item, opinion, ruled_out))
                if ruled_out is None and may_back(item):
                    backing.append((item, say(item, choice.probability(item))))
    told, opposed = _consistent([aimed(item, old) for item in kept], document, rejected)
    backers = [tell(item, said) for item, said in backing] if told else []
    hits = tuple(
        hit_of([told[number] for number in group], backers, entities, document)
        for group in groups([item.account for item in told])[:MAX_HITS]
    )
    backdrop = apart([*old, *opposed], told)
    background = tuple(
        background_of([backdrop[number] for number in group], entities, document)
        for group in groups([item.account for item in backdrop])[:MAX_OLD]
    )
    rejected += firm_denials(document, entities, [item.sentence for item in found if item.denied_by_firm])
    return Policies(hits=(*hits, *background), dropped=tuple(rejected[:MAX_DROPPED]))


def _read(
    live: Sequence[tuple[Sentence, bool]], document: Document, rules: Compiled, entities: Entities
) -> tuple[Rule | None, list[tuple[Sentence, list[Found]]]]:
    """Every candidate sentence with its frames, and the rule that the article is about: the first that was read."""
    read: list[tuple[Sentence, list[Found]]] = []
    topic, known = headline_rule(document, rules), False
    for sentence, readable in live:
        items = (
            list(read_sentence(sentence, document, rules, topic=topic, entities=entities)) if readable else []
        )
        if items and not known:
            topic, known = items[0].rule, True
        read.append((sentence, items))
    return topic, read


def _consistent(
    kept: list[Telling], document: Document, rejected: list[Candidate]
) -> tuple[list[Telling], list[Telling]]:
    """Best first, without the opposite of a better one, and without bare words beside what was read in full.

    The opposite that is told further on is an old measure: news comes first, what it undoes comes after.
    """
    told: list[Telling] = []
    opposed: list[Telling] = []
    opposite = (Reason.REPEATED_IN_ARTICLE, "the opposite of what is told better")
    in_full = {item.verdict.instrument for item in kept if not item.found.bare}
    beside = (Reason.REPEATED_IN_ARTICLE, "bare words beside what a rule read in full")
    for item in sorted(kept, key=lambda item: _rank(item, document)):
        better = next((other for other in told if contradicts(other.account, item.account)), None)
        if item.found.bare and item.verdict.instrument in in_full:
            rejected.append(dropped(item.found, None, beside))
        elif better is None:
            told.append(item)
        elif not item.found.bare and item.found.order > better.found.order:
            opposed.append(item)
        else:
            rejected.append(dropped(item.found, None, opposite))
    return told, opposed


def _rank(item: Telling, document: Document) -> tuple[float, bool, int]:
    return -item.verdict.probability, item.found.sentence.text is document.body, item.found.order
