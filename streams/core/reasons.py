"""The named reasons: one value for every yes and every no.

The same name stands in the log, the metric, the record and `explain`.
Each says in its description what a reader of it should know.
"""

from enum import StrEnum
from typing import Self


class Reason(StrEnum):
    """A reason with its description: `Reason.EMBARGOED.says`."""

    says: str

    def __new__(cls, value: str, says: str) -> Self:
        """A member is its value; what it says goes with it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.says = says
        return member

    # admit: refusals (the bytes go to `refusals`)
    NOT_JSON = "not_json", "the message is not JSON in UTF-8"
    NOT_AN_ARTICLE = "not_an_article", "the message is JSON, but not an article"
    WRONG_KEY = "wrong_key", "the message's key is not the article's id"
    TOO_LARGE = "too_large", "the message is over the limit of its topic"
    # admit: warnings (the article is used all the same)
    UNREADABLE_DATE = "unreadable_date", "a date could not be read and counts as missing"
    UNREADABLE_EMBARGO = "unreadable_embargo", "embargoed_until could not be read: the article is withheld"
    MISSING_DATE = "missing_date", "the article has no date: the time of arrival counts"
    FUTURE_DATE = "future_date", "the article's date lies ahead of the clock: the time of arrival counts"
    # admit: the article's life
    ADMITTED = "admitted", "the article is new, or newer than what was seen"
    SEEN_BEFORE = "seen_before", "the same version with the same text: worked again under the same ids"
    OLDER_VERSION = "older_version", "a newer version was seen already"
    EMBARGOED = "embargoed", "held until its embargo ends"
    EMBARGO_ENDED = "embargo_ended", "released at the end of its embargo"
    WITHHELD = "withheld", "withheld by the publisher: waits for a newer usable version"
    KILLED = "killed", "canceled by the publisher: what it raised is withdrawn"
    # detect: articles and sentences that raise nothing
    NOTHING_FOUND = "nothing_found", "no watched name and no words of a move are in the article"
    FURNITURE = "furniture", "page furniture (tag line, rail, caption, sign-off), not news"
    # detect: entities
    MENTIONED = "mentioned", "a watched entity is what the article is about"
    LOW_RELEVANCE = "low_relevance", "the entity's relevance is below its watch's minimum"
    NAME_NOT_THERE = "name_not_there", "none of the watch's names is in the text"
    WRONG_CASE = "wrong_case", "the letters' case is not that of the name"
    COMMON_WORD = "common_word", "the name is also a common word, and nothing near says that it is meant"
    WORD_EDGE = "word_edge", "the name is only a part of a longer word or number"
    LONGER_NAME = "longer_name", "a longer name of another watch covers it"
    CONTEXT_MISSING = "context_missing", "none of the words that must be near the name is there"
    CONTEXT_EXCLUDED = "context_excluded", "a word near the name rules it out"
    SOURCE_ONLY = "source_only", "named only as the source, in a byline or a photo credit"
    TOLD_WITH_POLICY = "told_with_policy", "the entity takes part in a policy finding and is told with it"
    # detect: policy findings
    POLICY_EVENT = "policy_event", "a state moves, and the article tells it as news"
    BACKGROUND = "background", "an older measure, told as background"
    HYPOTHETICAL = "hypothetical", "an if, a question, a forecast"
    OPINION = "opinion", "opinion, lobbying or analysis, not a move"
    NO_ACTOR = "no_actor", "no state or public body acts"
    COMPANY_ACTION = "company_action", "a company acts, not a state"
    NOT_TRADE = "not_trade", "the words have another meaning here"
    DENIED_BY_FIRM = "denied_by_firm", "a firm's denial of a report, not an event of its own"
    ENFORCEMENT = "enforcement", "an old rule is enforced: not a change"
    REPEATED_IN_ARTICLE = "repeated_in_article", "the same measure is told already in this article"
    JUDGED_DOWN = "judged_down", "the judge finds no current event in the sentence"
    OTHER_LANGUAGE = "other_language", "no policy rules for this language: entities only"
    RULE_FAILED = "rule_failed", "a rule failed on this article and was left out"
    # merge: which story it belongs to
    SAME_EVENT = "same_event", "the story tells of the same event"
    OTHER_EVENT = "other_event", "the story tells of another event"
    # merge: why something is sent
    FIRST_REPORT = "first_report", "the first report of the event"
    STAGE_CHANGED = "stage_changed", "the measure moved to another stage"
    DIRECTION_CHANGED = "direction_changed", "the direction turned"
    TARGET_ADDED = "target_added", "a new target or product"
    DATE_SET = "date_set", "an effective date became known or changed"
    SECOND_SOURCE = "second_source", "a second independent source reports it"
    OFFICIALLY_CONFIRMED = "officially_confirmed", "an official source confirms it"
    DENIED = "denied", "what was told is denied"
    CORRECTED = "corrected", "a newer version of the article changes what was told"
    SOURCE_WITHDRAWN = "source_withdrawn", "an article was withdrawn; others still carry the event"
    CANCELED = "canceled", "every article that carried the event was withdrawn"
    REINSTATED = "reinstated", "reported again after it was withdrawn"
    # merge: why nothing is sent
    WIRE_COPY = "wire_copy", "a copy of an agency's wire that was told already"
    REPEAT = "repeat", "nothing that a reader acts on is new"
    NOT_ALERTABLE = "not_alertable", "the finding is not news by itself"
    ALREADY_SEEN = "already_seen", "this very finding was merged already"
    REPLACED = "replaced", "withdrawn, but a newer version of the article took its place in the story already"
    NOTHING_TOLD = "nothing_told", "withdrawn, but nobody had been told"
    RULE_CHANGED = "rule_changed", "withdrawn only because a watch or a rule changed: nobody is told"
    OUT_OF_WINDOW = "out_of_window", "too old to be told as news"
    # route
    ROUTED = "routed", "a line of the routing table names a destination"
    NO_ROUTE = "no_route", "no line of the routing table matches"
    MUTED = "muted", "muted by the routing table"
    # any stage
    BAD_MESSAGE = "bad_message", "the message is not of the topic's model"
    STEP_FAILED = "step_failed", "the stage failed on this message"
    OUTPUT_TOO_LARGE = "output_too_large", "what came of the message is over the limit of its topic"


_SAYS = {reason.value: reason.says for reason in Reason}


def says(value: str) -> str:
    """What a reason says; the value itself where a newer version wrote it."""
    return _SAYS.get(value, value)
