"""Sentences with the words of a move that report none: questions, suppositions, what stays, what is long past."""

import pytest

from schemas.finding import Currency
from streams.core.judge import Judge, Opinion
from tests.core.detect.policy.reading import policies, told

NEWS = "Carmaker posts higher profit for the quarter"
SURE = Opinion(
    current=0.99,
    instrument={"export_control": 1.0},
    direction={"tighten": 1.0},
    stage={"announced": 1.0},
    asserted={"asserted": 1.0},
)


NO_OPINION = Opinion(current=0.0, instrument={}, direction={}, stage={}, asserted={})
WORDS = ("ban", "barred", "tariff", "duty", "curbs", "export")


class _Certain:
    """A judge that takes every sentence with a word of trade for a move."""

    name = "certain"
    threshold = 0.5

    def __call__(self, sentences: list[str], headline: str) -> list[Opinion]:
        return [SURE if any(word in line for word in WORDS) else NO_OPINION for line in sentences]


CERTAIN: Judge = _Certain()  # type: ignore[assignment]

NO_MOVE = [
    (
        "a headline that asks whether a state should act",
        "Should Norway ban exports of salmon feed to Russia?",
        "",
    ),
    ("a headline that asks what a state will do", "Will Peru lift its ban on exports of anchovy?", ""),
    ("a supposition with a question mark", "What if Chile stopped exporting lithium to Japan?", ""),
    ("a supposition without one", "What if Chile stopped exporting lithium to Japan", ""),
    ("a rumour put as a question", "Egypt to lift its ban on exports of rice? Traders wait", ""),
    (
        "an answer to any measure that may come",
        "Moscow sets out its stance",
        "Russia would answer any EU ban on its wheat, a diplomat said on Wednesday.",
    ),
    (
        "what analysts expect a state to do",
        "Rice in focus",
        "Egypt could ease curbs on exports of rice if the crop is good, analysts at a bank in Cairo said.",
    ),
    ("curbs that will stay", "Canada says curbs on exports of helium to Iran will stay", ""),
    (
        "tariffs that a state will keep",
        "Trade chief speaks in Ottawa",
        "Canada will keep its tariffs on Chinese steel, the trade minister said on Wednesday.",
    ),
]


@pytest.mark.parametrize("judge", [None, CERTAIN], ids=["rules", "judge"])
@pytest.mark.parametrize(("what", "headline", "body"), NO_MOVE, ids=[row[0] for row in NO_MOVE])
def test_what_reports_no_move_rings_nothing(what: str, headline: str, body: str, judge: Judge | None) -> None:
    """Neither the rules alone nor a judge that is certain of every sentence can make it ring."""
    assert told(headline, body, judge=judge) == (), what


def test_a_question_that_asks_for_the_reason_takes_the_move_as_given() -> None:
    """ "Why is ... raising tariffs?" has the move in it; the scores decide."""
    assert told("Why is Brazil raising tariffs on Turkish steel?", judge=CERTAIN)


LONG_AGO = [
    (
        "since a year, with words between that end like verbs",
        "Tokyo has barred sales of the firm's most advanced lenses to Russia since 2021.",
    ),
    ("months after", "The results came months after Mexico raised import duty on car parts."),
    ("years after", "The plant opened two years after India banned imports of its engines."),
]


@pytest.mark.parametrize("judge", [None, CERTAIN], ids=["rules", "judge"])
@pytest.mark.parametrize(("what", "sentence"), LONG_AGO, ids=[row[0] for row in LONG_AGO])
def test_what_is_long_past_is_background(what: str, sentence: str, judge: Judge | None) -> None:
    """It is told as background where a verb did it, and rings nothing."""
    hits = policies(NEWS, f"The carmaker said profit rose 4%. {sentence}", judge=judge).hits
    assert all(hit.currency is Currency.BACKGROUND and not hit.alertable for hit in hits), what


LOOKS_BACK = [
    "Ten years ago today: Norway bans exports of krill to Japan",
    "On this day in 2016: Norway bans exports of krill to Japan",
]


@pytest.mark.parametrize("headline", LOOKS_BACK)
def test_a_headline_that_opens_with_an_old_date_looks_back(headline: str) -> None:
    """What comes behind the colon was long ago."""
    assert told(headline) == ()


def test_weeks_after_something_the_news_itself_rings() -> None:
    """Only what stands behind "months after" is old."""
    hits = told("Mexico lifts ban on imports of Thai shrimp months after it imposed curbs on squid")
    assert [(hit.direction, hit.stage) for hit in hits] == [("relax", "removed")]
