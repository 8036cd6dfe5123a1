"""Detect: article -> findings."""

from streams.core.detect.found import Detected
from streams.core.detect.said import ARTICLE_RECORD, KEPT, ArticleRecord, key_of, said, withdrawals
from streams.core.detect.stage import DetectRules, detect

__all__ = [
    "ARTICLE_RECORD",
    "KEPT",
    "ArticleRecord",
    "DetectRules",
    "Detected",
    "detect",
    "key_of",
    "said",
    "withdrawals",
]
