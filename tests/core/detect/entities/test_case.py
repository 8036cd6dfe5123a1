"""The automatic case rule of a name, from its words alone."""

import pytest

from streams.core.detect.entities.case import CaseRule, is_descriptive, rule_of

RULES = {
    "a made-up word is distinctive": ("Nvidia", CaseRule.PROPER),
    "several words of which one is made up are distinctive": ("Goldman Sachs", CaseRule.PROPER),
    "a common word is common": ("Target", CaseRule.COMMON),
    "an inflected common word is common": ("Gaps", CaseRule.COMMON),
    "common words together are common": ("Five Below", CaseRule.COMMON),
    "small words do not make a name distinctive": ("Bank of the Year", CaseRule.COMMON),
    "a short run of capitals is letters": ("BIS", CaseRule.LETTERS),
    "a common word in capitals is letters": ("TARGET", CaseRule.LETTERS),
    "a name in small letters is a noun": ("oil stocks", CaseRule.NOUN),
    "Chinese has no case": ("英伟达", CaseRule.ANY),
    "a number has no case": ("600", CaseRule.ANY),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    written, rule = RULES[name]
    assert rule_of(written, descriptive=False) is rule


def test_a_watch_of_common_nouns_is_descriptive() -> None:
    assert is_descriptive(["IT stocks", "software companies", "large cap IT", "ITSPACE"])
    assert not is_descriptive(["Summit Securities Ltd.", "Summit Securities", "SUMMITSEC"])
