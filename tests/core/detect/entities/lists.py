"""Watches and articles for the tables below, each from the few words that a case is about."""

from collections.abc import Iterable
from typing import Any

from schemas.article import Article
from schemas.watch import Watch
from streams.core.admit.read import read
from streams.core.detect.entities import WatchList, find_entities
from streams.core.detect.found import Entities
from streams.core.document import Document


def watch(watch_id: str, name: str, *names: Any, **fields: Any) -> Watch:
    """A watch; further names are texts or mappings."""
    spelled = [{"text": one} if isinstance(one, str) else one for one in names]
    return Watch.model_validate({"id": watch_id, "name": name, "names": spelled, **fields})


CHIPS = {"any_of": ["nvidia", "chip", "芯片"], "none_of": ["drill", "borehole"]}
WATCHES = (
    watch("nvidia", "Nvidia", "英伟达", tickers=[{"symbol": "NVDA", "exchange": "NASDAQ"}]),
    watch("huang", "Jensen Huang", "黄仁勋", type="person", parent="nvidia"),
    watch("leyen", "Ursula von der Leyen", type="person"),
    watch("wang", "Wang Wentao", type="person"),
    watch("h20", "H20", type="product", parent="nvidia", context=CHIPS),
    watch(
        "smic",
        "Semiconductor Manufacturing International Corp",
        {"text": "SMIC", "case": "exact"},
        "中芯国际",
    ),
    watch("apple", "Apple Inc.", "Apple"),
    watch("target", "Target Corp", "Target"),
    watch("meta", "Meta Platforms", "Meta"),
    watch("gap", "GAP"),
    watch("five", "Five Below, Inc.", "Five Below"),
    watch("goldman", "Goldman Sachs Group, Inc."),
    watch(
        "alibaba",
        "Alibaba Group Holding Ltd",
        "阿里巴巴",
        tickers=[{"symbol": "BABA.N"}, {"symbol": "9988.HK"}],
    ),
    watch("tata", "Tata"),
    watch("tata-steel", "Tata Steel"),
    watch("tencent", "腾讯"),
    watch("reuters", "Reuters"),
    watch("mobile", "Mobile"),
    watch("reilly", "Reilly"),
    watch("number", "600"),
    watch("att", "AT&T"),
    watch("ford", "Ford"),
    watch("tariff", "tariff"),
)
LIST = WatchList.build(WATCHES)


def read_article(headline: str, body: str = "") -> Document:
    """An article, read as the product reads it."""
    return read(Article(id="desk:1", headline=headline, body=body))


def found(headline: str, body: str = "", *, watches: WatchList = LIST) -> Entities:
    """What detection says of an article."""
    return find_entities(read_article(headline, body), watches)


def mentions(entities: Entities) -> dict[str, list[str]]:
    """By watch the words as received of each mention, in order."""
    return {
        hit.watch.id: [
            mention.text.evidence(start=mention.start, end=mention.end, rule="watch").text
            for mention in hit.mentions
        ]
        for hit in entities.hits
    }


def reasons(entities: Entities, watch_id: str) -> set[str]:
    """The reasons of a watch's near misses."""
    return {missed.reason.value for missed in entities.missed if missed.watch_id == watch_id}


def ids(watches: Iterable[Watch]) -> set[str]:
    """The ids of watches."""
    return {one.id for one in watches}
