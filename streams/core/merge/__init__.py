"""merge: findings -> one alert for one event, its updates and its cancel, or a reason for silence."""

from streams.core.merge.records import MERGE_RECORD
from streams.core.merge.rules import MergeRules, Thresholds, Windows
from streams.core.merge.sources import Sources
from streams.core.merge.stage import merge

__all__ = ["MERGE_RECORD", "MergeRules", "Sources", "Thresholds", "Windows", "merge"]
