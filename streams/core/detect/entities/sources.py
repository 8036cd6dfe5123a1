"""Reuters the agency is not Reuters the subject: mentions that only say who reports.

An agency in a dateline, a credit or "told Reuters" tells where the news comes from. It stays a hit, with the
reason `source_only` and next to no relevance.
"""

from typing import Final

from schemas.watch import Watch
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.scan import Spot
from streams.core.document import Document

# Named so that a list without roles is read rightly too; `metadata: {role: source}` adds any other.
AGENCIES: Final = frozenset(
    """reuters ap afp bloomberg xinhua kyodo yonhap tass interfax dpa ansa efe pti ani upi cnbc cnn bbc caixin nikkei
    yicai cctv""".split()
) | {
    "thomson reuters", "associated press", "the associated press", "agence france-presse", "bloomberg news",
    "xinhua news agency", "dow jones newswires", "financial times", "the financial times", "wall street journal",
    "the wall street journal", "new york times", "the new york times", "washington post", "the washington post",
    "the information", "global times", "people's daily", "china daily", "south china morning post", "politico", "axios",
    "semafor", "路透社", "路透", "法新社", "美联社", "彭博社", "彭博", "新华社", "财联社", "财新", "央视",
}  # fmt: skip

_BEFORE: Final = frozenset(
    """told tells by via photo photos picture image images credit source sources citing cited with from quoted
    reporting courtesy through to interview exclusive""".split()
)
_AFTER: Final = frozenset(
    """reported reports report reporter reporters said says news exclusive poll polls survey tally calculations
    interview cited citing photo photos image images review reviewed television tv article story analysis
    first earlier data breakingviews""".split()
)
_BEFORE_CJK: Final = ("据", "告诉", "接受", "图源", "来源", "援引", "摄")
_AFTER_CJK: Final = ("报道", "记者", "电", "援引", "消息", "讯", "称", "专访", "发")


def is_source(watch: Watch, name: str) -> bool:
    """Whether the watch is one that reports news."""
    return watch.metadata.get("role") in {"source", "news_agency"} or name.lower() in AGENCIES


def is_credited(document: Document, spot: Spot) -> bool:
    """Whether a mention of a source only says who reports: by its own neighbours, or by what reading found."""
    if is_credit(spot.reading, spot.start, spot.end):
        return True
    return any(
        text is spot.reading.text and start < spot.end and spot.start < end
        for text, start, end in document.source_spans
    )


def is_credit(reading: Reading, start: int, end: int) -> bool:
    """Whether a mention of such a watch only says who reports."""
    plain = reading.plain
    if plain[start - 1 : start] == "(" and plain[end : end + 1] in (")", "/"):
        return True
    if plain[end : end + 1] == "/" and plain[end + 1 : end + 2].isalpha():
        return True
    near = plain[max(0, start - 14) : start]
    if any(sign in near for sign in _BEFORE_CJK) or plain.startswith(_AFTER_CJK, end):
        return True
    if near.rstrip().endswith(":") and near.rstrip(": ").lower().endswith(
        ("photo", "source", "credit", "image")
    ):
        return True
    words = near.lower().replace("/", " ").split()
    if words and words[-1].strip(":,") in {"a", "an", "the"}:
        words = words[:-1] or words
    before = words[-1].strip(":,(") if words else ""
    after = reading.word_after(end).lower()
    return before in _BEFORE or after in _AFTER
