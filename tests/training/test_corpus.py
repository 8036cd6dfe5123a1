"""What a labelled item teaches about each of its sentences."""

from typing import Any

import pytest

from schemas.finding import Asserted, Direction, Instrument, Stage
from training import corpus

HEADLINE = "Ruritania weighs duty on glass"
BODY = (
    "Shops expect higher prices. The finance minister said a duty of 9% is being weighed. No date was given."
)


def row(**changes: Any) -> dict[str, Any]:
    event = {
        "instrument": "tariff",
        "direction": "tighten",
        "stage": "considered",
        "asserted": "asserted",
        "quote": "a duty of 9% is being weighed",
    }
    return {"id": "x:1", "alert": "yes", "headline": HEADLINE, "body": BODY, "events": [event]} | changes


def test_the_headline_is_sentence_nought() -> None:
    item = corpus.cut(row())
    assert item.sentences[0] == item.headline == HEADLINE
    assert len(item.sentences) == 4


def test_a_quote_decides_the_sentence_it_stands_in_and_no_other() -> None:
    assert corpus.cut(row()).reporting() == {2}


def test_a_quote_that_stands_in_headline_and_body_decides_both() -> None:
    event = row()["events"][0] | {"quote": "duty on glass"}
    assert corpus.cut(row(body="A duty on glass may come.", events=[event])).reporting() == {0, 1}


def test_a_bare_headline_reports_what_its_item_is_labelled_with() -> None:
    event = {**row()["events"][0], "quote": None}
    item = corpus.cut(row(body="", events=[event]))
    assert item.reporting() == {0}
    assert not item.story


def test_a_story_without_a_quote_leaves_its_sentences_undecided() -> None:
    event = {**row()["events"][0], "quote": None}
    assert corpus.cut(row(events=[event])).reporting() == frozenset()


def test_our_own_headlines_carry_values_of_the_schema() -> None:
    allowed: list[set[str]] = [set(Instrument), set(Direction), set(Stage), set(Asserted)]
    items = corpus.written()
    assert {item.alert for item in items} == {"yes", "no"}
    for item in items:
        assert item.positive == bool(item.events), item.headline
        for event in item.events:
            assert all(value in known for value, known in zip(event.values, allowed, strict=True)), (
                item.headline
            )


def test_the_fold_of_an_item_hangs_on_its_id_alone() -> None:
    folds = [corpus.fold(f"x:{number}", 6) for number in range(600)]
    assert folds == [corpus.fold(f"x:{number}", 6) for number in range(600)]
    assert {folds.count(fold) > 60 for fold in range(6)} == {True}


def test_a_missing_folder_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("TOCSIN_CORPUS", str(tmp_path))
    with pytest.raises(SystemExit, match="TOCSIN_CORPUS"):
        corpus.load([corpus.DEV])
