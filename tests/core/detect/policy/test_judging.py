"""Rules and judge together, with a judge of three lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from streams.core.judge import Opinion
from streams.core.reasons import Reason
from tests.core.detect.policy.reading import policies


@dataclass
class Fake:
    """Says `says(sentence)`; keeps what it was asked."""

    says: Callable[[str], float]
    fields: dict[str, dict[str, float]] = field(default_factory=dict)
    name: str = "fake-1"
    threshold: float = 0.5
    asked: list[str] = field(default_factory=list)

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        self.asked += sentences
        heads = {name: self.fields.get(name, {}) for name in ("instrument", "direction", "stage", "asserted")}
        return [Opinion(current=self.says(sentence), **heads) for sentence in sentences]


MOVE = "Washington slaps tariffs on Brazilian coffee"


def test_without_a_judge_the_finding_says_so() -> None:
    """`off`, and no score."""
    hit = policies(MOVE).hits[0]
    assert (hit.judged_by, hit.judge_score, hit.judge_threshold) == ("off", None, None)


def test_the_judge_is_named_with_its_score_and_threshold() -> None:
    """So that a say can be traced to its model."""
    hit = policies(MOVE, judge=Fake(lambda _: 0.9)).hits[0]
    assert (hit.judged_by, hit.judge_score, hit.judge_threshold) == ("fake-1", 0.9, 0.5)


def test_the_judge_rejects_what_the_rules_found() -> None:
    """It is dropped with both figures."""
    found = policies(MOVE, judge=Fake(lambda _: 0.001))
    assert found.hits == ()
    assert found.dropped[0].reason == Reason.JUDGED_DOWN
    assert "judge 0.00" in (found.dropped[0].detail or "")


def test_a_move_that_no_rule_read_is_told_from_its_words() -> None:
    """The judge's heads fill what no frame gives."""
    heads = {"instrument": {"investment": 0.9}, "direction": {"tighten": 0.8}, "stage": {"rejected": 0.7}}
    found = policies(
        "Cabinet refuses Chinese suitors a stake in power grid", judge=Fake(lambda _: 0.99, heads)
    )
    assert [(hit.instrument, hit.direction, hit.stage) for hit in found.hits] == [
        ("investment", "tighten", "rejected")
    ]
    assert found.hits[0].evidence


NOTICE = (
    "In this final rule, the Bureau of Industry and Security amends the Export Administration Regulations by adding "
    "nine entities to the Entity List."
)


@pytest.mark.parametrize("says", [0.01, 0.99])
def test_an_official_notice_is_read_by_the_rules(says: float) -> None:
    """The judge learned from news: it neither silences a notice nor gives it other fields."""
    heads = {"instrument": {"other_trade": 0.99}, "direction": {"relax": 0.99}, "stage": {"removed": 0.99}}
    hits = policies("Additions to the Entity List", NOTICE, judge=Fake(lambda _: says, heads)).hits
    got = [(hit.instrument, hit.direction, hit.stage) for hit in hits if hit.alertable]
    assert got == [("entity_list", "tighten", "in_force")]


def test_no_easing_is_threatened_and_no_tightening_lifted() -> None:
    """A stage of the judge's that does not fit the direction is not taken."""
    heads = {"stage": {"removed": 0.98, "announced": 0.01, "in_force": 0.01}}
    (hit,) = policies(
        "Cabinet refuses Chinese suitors a stake in power grid", judge=Fake(lambda _: 0.99, heads)
    ).hits
    assert (hit.direction, hit.stage) == ("tighten", "announced")


def test_the_judge_cannot_make_another_meaning_an_event() -> None:
    """An electricity tariff stays what it is."""
    assert (
        policies("Regulator raises electricity tariff for households", judge=Fake(lambda _: 0.99)).hits == ()
    )


def test_furniture_is_not_shown_to_the_judge() -> None:
    """Nor can it raise anything."""
    judge = Fake(lambda sentence: 0.99 if "sanctions" in sentence else 0.01)
    body = (
        "The fair opened on Monday with speeches.\n\nNext In World News\n\nUS lifts sanctions on steel firm\n"
    )
    assert policies("Trade fair opens with tariffs in mind", body, judge=judge).hits == ()
    assert not any("lifts sanctions" in sentence for sentence in judge.asked)


def test_an_article_without_the_words_is_not_judged() -> None:
    """The judge costs a thousand times the gate."""
    judge = Fake(lambda _: 0.99)
    assert (
        policies("Choir wins prize", "The singers were glad. The jury praised the altos.", judge=judge).hits
        == ()
    )
    assert judge.asked == []


@pytest.mark.parametrize("current", [0.0, 1.0])
def test_a_judge_that_is_certain_breaks_nothing(current: float) -> None:
    """Probabilities of exactly 0 and 1 have no log odds."""
    assert len(policies(MOVE, judge=Fake(lambda _: current)).hits) == int(current)
