"""What an article recalls: old measures are told as background, ring nothing, and never hide the news.

The same article in other turns: the reverse event, the background alone, other names, denials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.finding import Currency, PolicyFinding
from streams.core.admit.read import read
from streams.core.detect.policy import PolicyHit
from streams.core.detect.stage import DetectRules, detect
from streams.core.judge import Opinion
from streams.core.reasons import Reason
from tests.core.detect.policy.reading import policies, shipped_rules, watch_list

HEADLINE = "Chip firms draw crowds at Shanghai trade fair"
LEAD = (
    "Visitors filled the halls of a chip fair in Shanghai on Wednesday, where suppliers showed new boards.\n\n"
    "Nvidia chief executive Jensen Huang spoke to students and signed books.\n\n"
)
GRANTED = "Washington has assured Nvidia that licences will be granted for exports of the H20 to China, the company said on Tuesday.\n\n"
REQUIRED = "The US government told Nvidia on Tuesday that it will require a licence for exports of the H20 chip to China.\n\n"
OLD_BAN = (
    "The H20 was built for the Chinese market after exports of stronger chips such as the A100, H100 and A800 were "
    "banned under tightening US export controls.\n\n"
)
OLD_RULE = "The chip designer said in April that Washington would start to require a licence to export H20 chips to China.\n\n"
OLD_EASING = (
    "The chip designer said in March that Washington had lifted its export controls on the H20 for China.\n\n"
)
Row = tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def row(hit: PolicyHit) -> Row:
    """What a reader acts on."""
    return hit.instrument, hit.direction, hit.stage, hit.actors, hit.targets, hit.products


BAN: Row = ("export_control", "tighten", "in_force", ("US",), ("CN",), ("A100", "H100", "A800"))
RULE: Row = ("export_control", "tighten", "announced", ("US",), ("CN",), ("H20",))
ARTICLES: list[tuple[str, str, list[Row], list[Row]]] = [
    (
        "an easing rings, the bans before it are its background",
        LEAD + GRANTED + OLD_BAN + OLD_RULE,
        [("export_control", "relax", "removed", ("US",), ("CN",), ("H20",))],
        [BAN, RULE],
    ),
    (
        "a fresh requirement rings, the easing before it is its background",
        LEAD + REQUIRED + OLD_EASING,
        [("export_control", "tighten", "announced", ("US",), ("CN",), ("H20",))],
        [("export_control", "relax", "removed", ("US",), ("CN",), ("H20",))],
    ),
    ("the background alone rings nothing", LEAD + OLD_BAN + OLD_RULE, [], [BAN, RULE]),
    (
        "background told without any date",
        LEAD + "Nvidia had said that Washington would require a licence for exports of the H20 to China.\n\n",
        [],
        [RULE],
    ),
    (
        "another country, firm and product",
        LEAD
        + "The Netherlands will require a licence for exports of ASML's older chip tools to China, the trade "
        "ministry said on Monday.\n\nThe Hague had restricted sales of the firm's newest tools in 2023.\n\n",
        [("export_control", "tighten", "announced", ("NL",), ("CN",), ("chip equipment",))],
        [("export_control", "tighten", "in_force", ("NL",), (), ())],
    ),
    (
        "another pair of countries",
        LEAD
        + "Tokyo has lifted its export curbs on photoresists for South Korea, the industry ministry said on "
        "Wednesday.\n\nJapan imposed the curbs on exports of the chemicals in July 2019.\n\n",
        [("export_control", "relax", "removed", ("JP",), ("KR",), ())],
        [("export_control", "tighten", "in_force", ("JP",), (), ())],
    ),
    (
        "a tariff story with the old round in its tail",
        "Brazil raised its tariffs on imported steel to 30% on Tuesday, the trade ministry said.\n\nMills had asked for "
        "it for a year.\n\nThe country had cut the duties in 2022 when prices were high.\n\n",
        [("tariff", "tighten", "announced", ("BR",), (), ("steel",))],
        [("tariff", "relax", "announced", ("BR",), (), ())],
    ),
    (
        "sanctions that are extended, though they were imposed long ago",
        "The EU on Monday extended its sanctions on Russian banks, which it imposed in 2022, for six months.\n\n",
        [("sanctions", "tighten", "announced", ("EU",), ("RU",), ())],
        [],
    ),
]


@pytest.mark.parametrize(("what", "body", "rings", "recalled"), ARTICLES, ids=[case[0] for case in ARTICLES])
@pytest.mark.parametrize("published", ["2025-07-16T10:00:00", ""])
def test_news_rings_and_what_is_recalled_does_not(
    what: str, body: str, rings: list[Row], recalled: list[Row], published: str
) -> None:
    """With the article's date and without it."""
    hits = policies(HEADLINE, body, published=published).hits
    assert [row(hit) for hit in hits if hit.alertable] == rings, what
    old = [hit for hit in hits if not hit.alertable]
    assert sorted(row(hit) for hit in old) == sorted(recalled), what
    assert {(hit.currency, hit.reason) for hit in old} <= {(Currency.BACKGROUND, Reason.BACKGROUND)}


@dataclass
class Certain:
    """A judge that takes every sentence with some words in it for news."""

    words: str = ""
    name: str = "certain"
    threshold: float = 0.5

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        """The same opinion each time."""
        return [
            Opinion(
                0.99 if self.words in sentence else 0.01, instrument={}, direction={}, stage={}, asserted={}
            )
            for sentence in sentences
        ]


UNDONE: list[tuple[str, tuple[str, str, str]]] = [
    (
        "The US on Tuesday lifted export curbs that the previous administration imposed on AI chips in January.",
        ("export_control", "relax", "removed"),
    ),
    (
        "India on Tuesday removed the export ban on rice that it had imposed last year.",
        ("export_control", "relax", "removed"),
    ),
    (
        "China lifted tariffs on Australian barley that were imposed in 2020, the commerce ministry said on Tuesday.",
        ("tariff", "relax", "removed"),
    ),
    (
        "A month after it imposed them, Brazil on Tuesday withdrew duties on Chinese steel.",
        ("tariff", "relax", "removed"),
    ),
    (
        "Nvidia said on Tuesday that Washington had dropped its licence requirement for exports of the H20 chip.",
        ("export_control", "relax", "removed"),
    ),
]


@pytest.mark.parametrize(("sentence", "told"), UNDONE, ids=[case[0][:40] for case in UNDONE])
def test_undoing_an_old_measure_is_news(sentence: str, told: tuple[str, str, str]) -> None:
    """The date and the tense of the old measure are not those of the move."""
    hits = policies(HEADLINE, sentence).hits
    assert [(hit.instrument, hit.direction, hit.stage, hit.alertable) for hit in hits] == [(*told, True)]


OLD = [
    "In 2022, the United States barred Nvidia from selling its A100 and H100 chips to China.",
    "Since 2022 Washington has restricted exports of advanced chips to China.",
    "The H20 was designed to comply with export controls that Washington imposed in 2023.",
    "Beijing, which last year banned exports of gallium to the United States, has called the curbs bullying.",
    "Three months ago the Trump administration halted sales of the H20 to China, which cost the firm billions.",
    "Earlier this year the US added dozens of Chinese firms to its Entity List.",
    "The firm's sales have suffered under US export curbs introduced by the previous administration.",
]


@pytest.mark.parametrize("sentence", OLD, ids=[sentence[:30] for sentence in OLD])
def test_an_old_measure_is_told_in_many_ways(sentence: str) -> None:
    """Each gives one finding that rings nothing, whoever judges."""
    for judge in (None, Certain(sentence)):
        hits = policies(HEADLINE, LEAD + sentence, judge=judge).hits
        assert [(hit.currency, hit.alertable, hit.direction) for hit in hits] == [
            (Currency.BACKGROUND, False, "tighten")
        ]


@pytest.mark.parametrize(("what", "body", "rings", "recalled"), ARTICLES, ids=[case[0] for case in ARTICLES])
def test_no_judge_makes_an_old_measure_news(
    what: str, body: str, rings: list[Row], recalled: list[Row]
) -> None:
    """What its own words date long before the article stays background."""
    old = [hit for hit in policies(HEADLINE, body, judge=Certain()).hits if not hit.alertable]
    assert {row(hit) for hit in old} >= set(recalled), what


def test_the_words_that_make_it_old_are_evidence() -> None:
    """A reader sees why it did not ring."""
    hits = policies(HEADLINE, LEAD + OLD_BAN + OLD_RULE).hits
    said = {item.text for hit in hits for item in hit.evidence if item.rule == "currency"}
    assert said == {"after", "April"}


SAYS = [
    ("a report", "ByteDance said a report of its application was not accurate.", "not accurate"),
    ("in the words of a measure", "ByteDance denied that it had applied for an export licence.", "denied"),
    ("a claim", "Tencent called the story about its order untrue.", "untrue"),
]


@pytest.mark.parametrize(("what", "sentence", "words"), SAYS, ids=[case[0] for case in SAYS])
@pytest.mark.parametrize("news", [GRANTED, ""], ids=["beside news", "alone"])
def test_a_firms_denial_is_no_event_and_is_shown(what: str, sentence: str, words: str, news: str) -> None:
    """It stands among the dropped candidates with its reason."""
    found = policies(HEADLINE, LEAD + news + sentence)
    assert [hit.direction for hit in found.hits if hit.alertable] == (["relax"] if news else []), what
    lines = [line for line in found.dropped if line.reason == Reason.DENIED_BY_FIRM]
    assert len(lines) == 1
    assert words in {item.text for item in lines[0].evidence}


def test_a_states_denial_is_told_as_denied() -> None:
    """The direction is that of the move denied."""
    body = (
        LEAD
        + "The US Commerce Department denied on Tuesday that licences will be granted for exports of the H20 to China.\n"
    )
    (hit,) = [hit for hit in policies(HEADLINE, body).hits if hit.alertable]
    assert (hit.direction, hit.stage, hit.asserted) == ("relax", "rejected", "denied")


def test_old_measures_are_not_listed_without_end() -> None:
    """A chronicle of bans gives a few findings and not one a line."""
    lines = "".join(
        f"Washington banned exports of X{n:03d} chips to China in 20{n:02d}.\n\n" for n in range(10, 24)
    )
    hits = policies(HEADLINE, LEAD + lines).hits
    assert 0 < len(hits) <= 6
    assert not any(hit.alertable for hit in hits)


def test_a_chinese_article_recalls_old_measures_too() -> None:
    """The new listing rings, the old control is background."""
    body = "美国商务部7月15日将12家中国企业列入实体清单。\n\n2022年10月，美国对先进芯片实施出口管制。\n"
    hits = policies("美国将12家中国企业列入实体清单", body).hits
    assert [(hit.instrument, hit.alertable, hit.currency) for hit in hits] == [
        ("entity_list", True, Currency.CURRENT),
        ("export_control", False, Currency.BACKGROUND),
    ]


def test_an_old_measure_has_an_id_of_its_own() -> None:
    """The same measure told as news and recalled are two findings."""
    body = LEAD + REQUIRED + OLD_RULE
    article = Article(
        id="test:1", headline=HEADLINE, body=body, published_at=datetime(2025, 7, 16, tzinfo=UTC)
    )
    rules = DetectRules(watches=watch_list(), policies=shipped_rules(), judge=None)
    findings = detect(read(article), rules, fingerprint="f", received_at=None, now=None).findings
    measures = [finding for finding in findings if isinstance(finding, PolicyFinding)]
    assert [finding.alertable for finding in measures] == [True, False]
    assert len({finding.id for finding in measures}) == 2
