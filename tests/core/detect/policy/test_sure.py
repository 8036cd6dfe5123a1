"""Where the rules are sure, the judge is not asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.core.judge import Opinion
from tests.core.detect.policy.reading import policies

HEADLINE = "Brussels imposes tariffs on Chinese electric cars"
FILLER = "The valley was quiet. People met in the square. The band played on. Rain fell at noon. A dog slept."


@dataclass
class Listener:
    """Says no to all; keeps what it was asked."""

    name: str = "fake-1"
    threshold: float = 0.5
    asked: list[str] = field(default_factory=list)

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        self.asked += sentences
        return [Opinion(0.01, {}, {}, {}, {}) for _ in sentences]


def asked(headline: str, body: str) -> list[str]:
    listener = Listener()
    policies(headline, body, judge=listener)
    return listener.asked


def test_the_headline_is_always_asked_about() -> None:
    assert HEADLINE in asked(HEADLINE, "")


def test_a_sentence_without_a_frame_that_names_no_state_and_no_trade_is_not_asked_about() -> None:
    sentence = "The owner plans to let a cousin stop the stall."
    assert sentence not in asked(HEADLINE, f"{sentence} {FILLER}")


def test_a_sentence_that_names_a_state_and_trade_is_asked_about() -> None:
    sentence = "China will stop buying imported beef from Canada."
    assert sentence in asked(HEADLINE, f"{sentence} {FILLER}")


def test_late_in_the_story_one_more_sign_is_enough() -> None:
    sentence = "Poland may block the bridge."
    body = f"{sentence} {FILLER} {FILLER}"
    late = f"{FILLER} {FILLER} {sentence}"
    assert (sentence in asked(HEADLINE, body), sentence in asked(HEADLINE, late)) == (True, False)


def test_a_sentence_that_the_rules_read_is_asked_about_while_they_doubt() -> None:
    sentence = "Washington may yet delay its own tariffs on such cars."
    assert sentence in asked(HEADLINE, f"{sentence} {FILLER}")
