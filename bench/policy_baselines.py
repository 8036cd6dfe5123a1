"""What people have today, to measure against: a keyword alert, and a linear model over word n-grams."""

import re
from collections.abc import Sequence
from typing import Final

from bench.policy_items import Item
from bench.policy_scoring import Verdict

# A keyword alert as a desk would set it up: the words of the seven instruments.
_KEYWORDS: Final = re.compile(
    r"\b(?:tariffs?|sanction(?:s|ed)?|embargo(?:es|ed)?|export (?:controls?|curbs?|bans?|licen[cs]es?|restrictions?)"
    r"|import (?:bans?|dut(?:y|ies)|quotas?|curbs?|tax(?:es)?)|entity list|blacklist(?:s|ed)?"
    r"|trade (?:ban|curbs?|restrictions?)"
    r"|anti-?dumping|countervailing|(?:trade|customs) dut(?:y|ies)|trade deal|trade war|cfius|divest(?:iture|ment))\b",
    re.IGNORECASE,
)
_KEYWORDS_ZH: Final = re.compile(
    "关税|關稅|制裁|出口管制|实体清单|實體清單|反倾销|反傾銷|许可证|許可證|禁令|黑名单|黑名單"
)


def keywords(items: Sequence[Item]) -> list[Verdict]:
    """Alert wherever one of the words stands."""
    return [Verdict(bool(_KEYWORDS.search(item.text) or _KEYWORDS_ZH.search(item.text))) for item in items]


def linear(train: Sequence[Item], items: Sequence[Item]) -> list[Verdict] | None:
    """A logistic regression over word n-grams trained on `train`; None without scikit-learn."""
    try:  # the bench alone uses it, and says so where it is not installed
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    except ImportError:
        return None
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000),
    )
    model.fit([item.text for item in train], [bool(item.alert) for item in train])
    scores = model.predict_proba([item.text for item in items])[:, 1]
    return [Verdict(bool(score >= 0.5), score=float(score)) for score in scores]
