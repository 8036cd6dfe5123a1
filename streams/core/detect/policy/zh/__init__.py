"""Policy events in Chinese: rules alone, on substrings of clauses, since Chinese writes no spaces.

The order is that of the English half: read clauses, join things with the verbs that act on them,
settle stage and assertion, drop what is not news, and make one hit a measure.
"""

from streams.core.detect.policy.zh.find import find_policies_zh
from streams.core.detect.policy.zh.rules import ChineseRules

__all__ = ["ChineseRules", "find_policies_zh"]
