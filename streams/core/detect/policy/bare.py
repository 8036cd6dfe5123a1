"""A sentence told from its bare words, where the judge finds a move and no rule read one."""

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.candidates import MAX_LENGTH, Found, order_of, places_of
from streams.core.detect.policy.compiled import Compiled
from streams.core.detect.policy.dating import dates_of
from streams.core.detect.policy.frames import Frame, Link
from streams.core.detect.policy.lexicon import Thing
from streams.core.detect.policy.reading import Mark, Reading
from streams.core.detect.policy.roles import roles
from streams.core.detect.policy.ruling import nearest
from streams.core.detect.policy.settle import settled
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.supposed import asked, supposed
from streams.core.detect.policy.tokens import tokenize
from streams.core.document import Document, Sentence


def bare(
    sentence: Sentence, document: Document, rules: Compiled, *, topic: Rule | None, instrument: str | None
) -> Found | None:
    """A sentence that the judge takes for a move though no rule read one in it, filled from its words.

    `instrument` is the judge's, where it has one. None where no rule could be named, or the sentence only asks.
    """
    if asked(sentence):
        return None
    end = min(sentence.end, sentence.start + MAX_LENGTH)
    reading = Reading(tokenize(sentence.text, sentence.start, end), rules.lexicon)
    if not len(reading.tokens):
        return None
    mark = next((mark for mark in reading.marks if mark.things), None) or _object(reading)
    thing = mark.things[0] if mark.things else Thing(kind="flow", rule=None)
    link = next(
        (
            Link(mark=other, verb=verb, side="left")
            for other in reading.marks
            for verb in other.verbs
            if thing.kind in verb.operator.does
        ),
        None,
    )
    direction, stage = thing.does or (Direction.TIGHTEN, Stage.ANNOUNCED)
    if link is not None and thing.does is None:
        direction, stage = link.verb.operator.does[thing.kind]
    frame = Frame(
        reading=reading,
        mark=mark,
        thing=thing,
        inner=(),
        chain=() if link is None else (link,),
        direction=direction,
        stage=stage,
        asserted=Asserted.ASSERTED,
        cues=(),
    )
    if supposed(frame) is not None:
        return None
    near = nearest(frame, rules) or topic
    rule = near
    if instrument is not None and (near is None or near.instrument != instrument):
        rule = next((other for other in rules.rules.values() if other.instrument == instrument), near)
    if rule is None:
        return None
    done = settled(frame, rule)
    who = roles(done, places_of(sentence, end, rules), rules.jurisdictions.homes)
    return Found(
        sentence,
        order_of(sentence, document),
        done,
        rule,
        who,
        dates_of(sentence, end, document),
        (),
        rules.weights.bare,
        bare=True,
    )


def _object(reading: Reading) -> Mark:
    """What the first verb of the rules acts on, where no word of theirs names it: who stands before it acts."""
    words = len(reading.tokens)
    verb = next((mark for mark in reading.marks if mark.verbs and mark.start), None)
    return Mark(verb.end if verb is not None and verb.end < words else 0, words)
