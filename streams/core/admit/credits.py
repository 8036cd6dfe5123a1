"""Where an agency or a paper is named only as the source of the news, not as its subject.

"WASHINGTON, May 3 (Reuters) -", "an official told Reuters", "according to a Bloomberg report", "路透社报道".
Names are found first, by plain search, and what stands right before and after each decides.
"""

import re
from collections.abc import Iterator
from typing import Final

from streams.core.document import Text

# News agencies, papers and broadcasters that others quote, in folded form; the longer of two goes first.
_NAMES: Final = (
    "reuters", "bloomberg news", "bloomberg", "afp", "agence france-presse", "associated press", "ap",
    "dow jones newswires", "dow jones", "wall street journal", "wsj", "financial times", "ft",
    "new york times", "washington post", "economist", "guardian", "times of india", "globe and mail",
    "politico", "axios", "cnbc-tv18", "cnbc", "cnn", "bbc", "fox business", "fox news", "nbc news",
    "cbs news", "abc news", "sky news", "nikkei asia", "nikkei", "kyodo news", "kyodo", "jiji press",
    "yonhap", "xinhua", "people's daily", "global times", "china daily", "cctv", "caixin",
    "south china morning post", "scmp", "tass", "interfax", "dpa", "ansa", "bernama", "handelsblatt",
    "le monde", "les echos", "der spiegel", "barron's", "marketwatch", "semafor", "the information",
)  # fmt: skip
_WIDE_NAMES: Final = (
    "路透社", "路透", "彭博社", "彭博", "法新社", "美联社", "新华社", "中新社", "央视", "财新", "日经",
    "共同社", "韩联社", "华尔街日报", "金融时报", "纽约时报", "南华早报", "环球时报", "人民日报",
)  # fmt: skip
_NEAR: Final = 40

_BEFORE: Final = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|by|to)|according to|citing|quoting|(?:quoted|cited"
    r"|reported|seen|obtained"
    r"|reviewed|viewed|contacted|compiled|polled|surveyed|reports?) by|statement to|sp(?:oke"
    r"|eaking) to)(?: an?)?(?: the)? ?$"
)
_AFTER: Final = re.compile(
    r"(?:'s)?(?: (?:news|tv|television|radio|newspaper|magazine))? (?:(?:first |also |earlier "
    r"|previously |has |had )?"
    r"(?:reported|reports)\b|reports? (?:that|said|says|on|of|citing)\b|report\b|news agency\b"
    r"|could not\b|(?:reporter"
    r"|correspondent|journalist|survey|poll|calculation|analysis of)s?\b|said,? citing\b"
    r"|(?:later )?(?:cited|citing|quoting|quoted)\b)"
)
_WIDE_BEFORE: Final = re.compile(r"(?:据|援引|引述|告诉|接受)[英美法中日国]*[\"'《「]?$")
_WIDE_AFTER: Final = re.compile(r"[\"'》」]?[^。,，\n]{0,12}?(?:报道|消息|电[,:，]|援引|引述|记者|称)")
_DATELINE: Final = re.compile(r"\s*(?:[^\W\d_][^()\n]{0,70})?\(([^()\n]{2,40})\)\s*[-—:]")
_WIDE_DATELINE: Final = re.compile(
    rf"\s*[(【\[]?({'|'.join(_WIDE_NAMES)})[^。\n]{{0,24}}?(?:电|讯|报道|消息)"
)


def credit_spans(text: Text) -> tuple[tuple[Text, int, int], ...]:
    """Half-open spans of `text.plain` that name a source as the source."""
    spans: dict[int, int] = {}
    if text.name == "body":
        dateline = _DATELINE.match(text.plain, 0, 160) or _WIDE_DATELINE.match(text.folded, 0, 80)
        if dateline:
            spans[dateline.start(1)] = dateline.end(1)
    names = _NAMES if text.folded.isascii() else (*_NAMES, *_WIDE_NAMES)
    for name in names:
        if name in text.folded:
            for start, end in _credited(text.folded, name):
                spans.setdefault(start, end)
    return tuple((text, start, end) for start, end in sorted(spans.items()))


def _credited(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands as a whole word, and its surroundings make it the source."""
    wide = not name.isascii()
    before, after = (_WIDE_BEFORE, _WIDE_AFTER) if wide else (_BEFORE, _AFTER)
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        whole = wide or not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum())
        if whole and (
            before.search(folded, max(0, start - _NEAR), start) or after.match(folded, end, end + _NEAR)
        ):
            yield start, end
        start = folded.find(name, end)
