"""The rules as detection uses them: compiled once, without state between articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from streams.core.detect.policy.gate import Gate
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.reading import Lexicon
from streams.core.detect.policy.shapes import Rule, Weights
from streams.core.detect.policy.zh.rules import ChineseRules


@dataclass(frozen=True)
class Compiled:
    """What every article is read with."""

    version: str
    """Hash of the content of all files."""
    rules: Mapping[str, Rule]
    places: Mapping[str, tuple[str, int]]
    """File and line of each rule."""
    takers: Mapping[str, Sequence[tuple[Rule, tuple[str, ...]]]]
    """By rule: which rules take over from it, and where which words stand."""
    lexicon: Lexicon = field(repr=False)
    gate: Gate = field(repr=False)
    weights: Weights = field(repr=False)
    jurisdictions: Jurisdictions = field(repr=False)
    chinese: ChineseRules | None = field(repr=False, default=None)
    """The rules for articles in Chinese; None where the folder has none."""
