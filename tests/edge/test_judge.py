"""The judge that ships is quick and repeatable, tells moves from echoes, and fails in one clear line."""

import json
import shutil
from pathlib import Path

import pytest

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.errors import SettingsError
from streams.edge.judge import MODEL, SETTINGS, TOKENIZER, OnnxJudge, load_judge

SHIPPED = Path(__file__).parents[2] / "config" / "judge"

MOVES = {
    "a new licence requirement": "Washington will require a licence to sell lithography tools to China",
    "a new duty": "India raises import duty on walnuts to 30% from 15%",
    "a pause": "EU suspends tariffs on US bourbon for six months, Commission says",
    "a listing": "US adds nine chip designers to its export blacklist",
    "a lifting": "China lifts ban on Australian lobster imports",
    "sanctions": "Britain imposes sanctions on 14 oil traders over Russian crude",
    "a threat": "Trump threatens 40% tariff on Brazilian coffee",
    "a denial": "Commerce ministry denies it plans to cut export quotas on gallium",
}
ECHOES = {
    "market talk": "Shares slip as investors fret over tariffs",
    "an effect": "Toolmaker says tariffs cost it $40 million in the third quarter",
    "background": "The firm has been barred from the US market since 2019",
    "opinion": "Why import duties are a tax on the poor",
    "another sense": "Utility asks regulator to approve higher electricity tariff",
    "other news": "Striker signs new three-year deal with the club",
}


@pytest.fixture(scope="module")
def judge() -> OnnxJudge:
    return load_judge(SHIPPED)


@pytest.mark.parametrize("headline", MOVES.values(), ids=MOVES)
def test_a_move_is_over_the_threshold(judge: OnnxJudge, headline: str) -> None:
    assert judge([headline], headline)[0].current >= judge.threshold


@pytest.mark.parametrize("headline", ECHOES.values(), ids=ECHOES)
def test_talk_about_a_move_is_under_it(judge: OnnxJudge, headline: str) -> None:
    assert judge([headline], headline)[0].current < judge.threshold


@pytest.mark.parametrize(
    ("headline", "field", "value"),
    [
        (MOVES["a new duty"], "instrument", "tariff"),
        (MOVES["sanctions"], "instrument", "sanctions"),
        (MOVES["a new licence requirement"], "instrument", "export_control"),
        (MOVES["sanctions"], "direction", "tighten"),
        (MOVES["a pause"], "direction", "relax"),
        (MOVES["a threat"], "stage", "threatened"),
        (MOVES["a denial"], "asserted", "denied"),
    ],
)
def test_the_fields_are_filled(judge: OnnxJudge, headline: str, field: str, value: str) -> None:
    said = getattr(judge([headline], headline)[0], field)
    assert max(said, key=said.__getitem__) == value
    assert sum(said.values()) == pytest.approx(1.0, abs=1e-4)


def test_every_value_of_a_field_has_a_probability(judge: OnnxJudge) -> None:
    opinion = judge([MOVES["a pause"]], MOVES["a pause"])[0]
    assert list(opinion.instrument) == list(Instrument)
    assert list(opinion.direction) == list(Direction)
    assert list(opinion.stage) == list(Stage)
    assert list(opinion.asserted) == list(Asserted)


def test_an_opinion_does_not_depend_on_its_neighbours(judge: OnnxJudge) -> None:
    headline, *others = MOVES.values()
    alone = judge([headline], headline)
    among = judge([*others, headline, headline], headline)
    assert among[-1] == among[-2] == alone[0]


def test_nothing_asked_is_nothing_said(judge: OnnxJudge) -> None:
    assert judge([], "A headline") == []


@pytest.mark.parametrize(
    "text", ["", " ", "关税" * 4000, "tariff " * 40_000], ids=["empty", "space", "Chinese", "long"]
)
def test_any_text_gets_an_opinion(judge: OnnxJudge, text: str) -> None:
    assert 0.0 <= judge([text], text)[0].current <= 1.0


def test_the_name_tells_the_base_and_the_content(judge: OnnxJudge) -> None:
    assert judge.name.startswith("minilm-l6-int8-")
    assert judge.name == load_judge(SHIPPED).name


def test_the_files_are_small_enough_for_the_repository() -> None:
    assert (SHIPPED / MODEL).stat().st_size <= 25_000_000


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in (MODEL, TOKENIZER, SETTINGS):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, SETTINGS])
def test_a_missing_file_is_named_with_the_remedy(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(SettingsError, match=f"{name} is missing.*TOCSIN_JUDGE=off") as caught:
        load_judge(copied)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, SETTINGS])
def test_a_broken_file_is_named_in_one_line(copied: Path, name: str) -> None:
    (copied / name).write_bytes(b"\x00 not what it should be")
    with pytest.raises(SettingsError, match=name) as caught:
        load_judge(copied)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [("threshold", 1.5), ("threshold", "high"), ("tokens", None), ("fields", {"direction": ["tighten"]})],
)
def test_settings_that_do_not_fit_are_refused(copied: Path, key: str, value: object) -> None:
    settings = json.loads((copied / SETTINGS).read_text())
    (copied / SETTINGS).write_text(json.dumps({**settings, key: value}))
    with pytest.raises(SettingsError, match="settings"):
        load_judge(copied)
