"""Which words are a mention of which watch: a named table of texts, and the traps that real text sets."""

import pytest

from streams.core.detect.entities import WatchList
from tests.core.detect.entities.lists import WATCHES, found, mentions, reasons, watch

FOUND = {
    "a possessive is the name": ("Chips", "Shares of Nvidia's rivals fell.", {"nvidia": ["Nvidia"]}),
    "a hyphen behind joins no other name": (
        "Chips",
        "An Nvidia-backed firm said so.",
        {"nvidia": ["Nvidia"]},
    ),
    "a typographic apostrophe is an apostrophe": (
        "Chips",
        "It is Nvidia\u2019s turn.",
        {"nvidia": ["Nvidia"]},
    ),
    "full-width letters are letters": (
        "Chips",
        "It is \uff2e\uff56\uff49\uff44\uff49\uff41 again.",
        {"nvidia": ["\uff2e\uff56\uff49\uff44\uff49\uff41"]},
    ),
    "small letters are enough for a name that is no word": (
        "Chips",
        "what nvidia sells",
        {"nvidia": ["nvidia"]},
    ),
    "a legal form may be left out": (
        "Banks",
        "He left Goldman Sachs in May.",
        {"goldman": ["Goldman Sachs"]},
    ),
    "commas and dots of a legal form may be left out": (
        "Banks",
        "He left Goldman Sachs Group Inc in May.",
        {"goldman": ["Goldman Sachs Group Inc"]},
    ),
    "the legal form as printed is part of the name": (
        "Banks",
        "He left Goldman Sachs Group, Inc. in May.",
        {"goldman": ["Goldman Sachs Group, Inc"]},
    ),
    "a structure word may be left out of a distinctive name": (
        "Shops",
        "It sold to Alibaba.",
        {"alibaba": ["Alibaba"]},
    ),
    "traditional characters are the simplified name": ("騰訊擴大投資", "", {"tencent": ["騰訊"]}),
    "a Latin name touches Chinese on both sides": ("出口", "获准出口H20芯片。", {"h20": ["H20"]}),
    "a Chinese name needs no edges": ("芯片", "据悉英伟达芯片获准。", {"nvidia": ["英伟达"]}),
    "the longest name wins across watches": (
        "Steel",
        "Output at Tata Steel rose.",
        {"tata-steel": ["Tata Steel"]},
    ),
    "a slash joins two names": ("Chips", "The H20/H100 chips ship.", {"h20": ["H20"]}),
    "a sign inside a name is part of it": ("Phones", "Customers of AT&T's network", {"att": ["AT&T"]}),
    "a common noun is met in small letters and at the head": (
        "Tariff talks",
        "A tariff on steel",
        {"tariff": ["Tariff", "tariff"]},
    ),
    "a whole number is a number name": ("Index", "The 600 index rose.", {"number": ["600"]}),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_mention_is_found(name: str) -> None:
    headline, body, expected = FOUND[name]
    assert mentions(found(headline, body)) == expected


DROPPED = {
    "a name inside a glued word is none": ("News", "They purchaseSMICroStrategy shares.", "smic", None),
    "a prefix of negation makes another word": (
        "Phones",
        "Sales of non-Apple phones rose.",
        "apple",
        "word_edge",
    ),
    "a letter and a hyphen make another name": ("Phones", "Shares of T-Mobile rose.", "mobile", "word_edge"),
    "an Irish name is another name": ("People", "Mr O'Reilly resigned.", "reilly", "word_edge"),
    "a number inside a number is none": ("Jobs", "About 2,600 people came.", "number", "word_edge"),
    "a number before decimals is none": ("Rates", "It stood at 600.5 points.", "number", "word_edge"),
    "a sum of money is no number name": ("Prices", "It costs $600 a month.", "number", "word_edge"),
    "a web address is no mention": ("Shops", "Look at www.Target.com for more.", "target", "word_edge"),
    "a fruit is no firm": ("Food", "They ate apple pie.", "apple", None),
    "a common noun is no firm": ("Goals", "They set a target for growth.", "target", None),
    "two common words in small letters are no firm": (
        "Weather",
        "It fell to five below overnight.",
        "five",
        None,
    ),
    "a word at the head of a sentence is no firm by itself": (
        "Goals",
        "Growth is the aim. Target figures were missed again.",
        "target",
        "common_word",
    ),
    "a title-case headline tells no firm from a word": (
        "Regulators Set New Target For Cleaner Air",
        "",
        "target",
        "common_word",
    ),
    "a headline in capitals tells no firm from a word": (
        "REGULATORS SET NEW TARGET FOR CLEANER AIR",
        "",
        "target",
        "common_word",
    ),
    "a generation gap in small letters is not GAP": ("Schools", "The gap widens.", "gap", None),
    "a given name makes it a person": (
        "Cinema",
        "The role went to Harrison Ford again.",
        "ford",
        "longer_name",
    ),
    "a foundation of that name is another body": (
        "Aid",
        "A grant by the Ford Foundation helped.",
        "ford",
        "longer_name",
    ),
    "an excluding word near by rules it out": (
        "Mining",
        "The chip of rock came from drill hole H20.",
        "h20",
        "context_excluded",
    ),
    "without its context a name is none": ("Mining", "Assays of H20 showed gold.", "h20", "context_missing"),
    "the name is not joined across a full stop": (
        "Cars",
        "He praised Tata. Steel prices rose.",
        "tata-steel",
        None,
    ),
    "a bare symbol is no ticker": ("Markets", "NVDA was up.", "nvidia", None),
    "the exact case of a name is exact": ("Names", "A man named Smic spoke.", "smic", "wrong_case"),
    "an abbreviation introduced for something else is not the watch": (
        "Science",
        "The Global Air Panel (GAP) met. The GAP will meet again.",
        "gap",
        "longer_name",
    ),
}


@pytest.mark.parametrize("name", DROPPED)
def test_a_trap_is_not_fallen_into(name: str) -> None:
    headline, body, watch_id, reason = DROPPED[name]
    entities = found(headline, body)
    assert watch_id not in mentions(entities)
    assert reason is None or reason in reasons(entities, watch_id)


EVIDENCE = {
    "a possessive": "Target's shelves are full.",
    "a verb of business": "Target raised its forecast.",
    "a legal form": "Target Corp. is a chain.",
    "words of markets in the sentence": "Target, the retailer, has trouble.",
    "a capital mid-sentence elsewhere": "Target is late. Shoppers at Target know.",
}


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_common_name_at_the_head_of_a_sentence_is_kept_for(name: str) -> None:
    assert "target" in mentions(found("Shops", EVIDENCE[name]))


def test_one_mention_in_its_context_vouches_for_the_others() -> None:
    far = "Nothing else happened. " * 12
    assert mentions(found("Trade", f"Nvidia sells the H20 chip. {far} The H20 sells well."))["h20"] == [
        "H20",
        "H20",
    ]


def test_a_shortened_name_gives_way_to_the_name_of_another_watch() -> None:
    watches = WatchList.build([watch("a", "Zentra Holdings Ltd"), watch("b", "Zentra")])
    assert mentions(found("Firms", "They met Zentra today.", watches=watches)) == {"b": ["Zentra"]}


def test_a_name_that_many_watches_share_the_head_of_is_not_shortened() -> None:
    watches = WatchList.build([watch("a", "Zentra Holdings Ltd"), watch("b", "Zentra Corp")])
    assert mentions(found("Firms", "They met Zentra today.", watches=watches)) == {}


def test_furniture_raises_nothing_and_says_why() -> None:
    entities = found(
        "Trade talks", "Talks ended on Monday.\n\nFollow us on our official WhatsApp channel for Nvidia news!"
    )
    assert mentions(entities) == {}
    assert reasons(entities, "nvidia") == {"furniture"}


def test_an_article_of_nothing_but_names_remembers_a_bounded_number_of_near_misses() -> None:
    assert len(found("Weather", "apple target meta. Target Apple Meta. " * 400).missed) <= 24


def test_the_shortest_and_the_oddest_texts_are_read() -> None:
    for text in (
        "",
        " ",
        "\n",
        "-",
        "'s",
        "H20",
        "$",
        ":",
        ".N",
        "(SMIC",
        "SMIC)",
        "\ud83d\ude00 Nvidia \ud83d\ude00",
        "\u200b",
    ):
        found(text, text)


def test_every_watch_of_the_list_is_found_by_its_own_name_in_a_sentence_about_business() -> None:
    for one in WATCHES:
        if not one.context.any_of:
            assert one.id in mentions(found("Business", f"Investors said that {one.name} will gain.")), (
                one.name
            )
