"""What a measure is on, in comparable words, and whether a text speaks of it."""

import pytest

from streams.core.merge.goods import Named, adds, alike, goods, named_in

SAME = (
    ("the plural", "toys", "toy"),
    ("another language", "石墨", "graphite"),
    ("another word for it", "semiconductors", "chips"),
    ("words before it that say whose", "Chinese steel", "steel"),
    ("a model with and without its space", "RTX PRO 6000", "RTX PRO6000"),
)
# What it says, the good, the content words of a text as `detect` stems them, and whether they name it.
NAMED = (
    ("its own word", "graphite", ("china", "graphit"), Named.YES),
    ("another word for it", "chip", ("china", "gpu"), Named.YES),
    ("two words of which both are there", "rare earth", ("rar", "rare", "earth"), Named.YES),
    ("two words of which one is there", "rare earth", ("earth", "day"), Named.NO),
    ("a Chinese pair", "graphite", ("石墨", "出口"), Named.YES),
    ("a Chinese good of one character", "gallium", ("禁止", "止镓"), Named.YES),
    ("only a wider word", "graphite", ("mineral", "china"), Named.PERHAPS),
    ("only a narrower word", "grain", ("wheat", "russia"), Named.PERHAPS),
    ("another good", "graphite", ("tungsten", "china"), Named.NO),
    ("goods at large are named by anything", "good", ("china",), Named.PERHAPS),
)


@pytest.mark.parametrize(("says", "one", "other"), SAME, ids=[case[0] for case in SAME])
def test_one_good_has_one_name(says: str, one: str, other: str) -> None:
    assert goods((one,)) == goods((other,)), says


@pytest.mark.parametrize(("says", "good", "terms", "named"), NAMED, ids=[case[0] for case in NAMED])
def test_whether_a_text_names_a_good(says: str, good: str, terms: tuple[str, ...], named: Named) -> None:
    assert named_in(good, terms) is named, says


def test_a_wide_name_beside_a_narrow_one_says_nothing() -> None:
    assert goods(("goods", "steel")) == {"steel"}
    assert goods(("chips", "H20")) == {"h20"}


def test_two_models_exclude_each_other_and_chips_may_be_either() -> None:
    h20, h800, chips = (goods((name,)) for name in ("H20", "H800", "chips"))
    assert (alike(h20, h800), alike(h20, chips), alike(h20, h20)) == (0.0, 0.5, 1.0)


def test_only_what_no_told_name_holds_is_new() -> None:
    assert adds(goods(("steel", "cars")), goods(("steel",))) == {"car"}
    assert adds(goods(("H20",)), goods(("chips",))) == frozenset()
