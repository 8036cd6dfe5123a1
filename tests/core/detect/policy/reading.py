"""How the tests of policy detection read a text: the rules that ship, real entities, no judge unless given."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from schemas.article import Article
from schemas.watch import Watch, WatchType
from streams.core.admit.read import read
from streams.core.detect.entities import WatchList, find_entities
from streams.core.detect.policy import Policies, PolicyHit, PolicyRules, find_policies
from streams.core.judge import Judge
from streams.edge.yaml_file import read_yaml

CONFIG = Path(__file__).parents[4] / "config"
WATCHES = (
    Watch(id="nvidia", name="Nvidia"),
    Watch(id="h20", name="H20", type=WatchType.PRODUCT, parent="nvidia"),
    Watch(id="jensen-huang", name="Jensen Huang", type=WatchType.PERSON, parent="nvidia"),
    Watch(id="tencent", name="Tencent"),
    Watch(id="bytedance", name="ByteDance"),
    Watch(id="asml", name="ASML"),
)


@cache
def shipped_rules() -> PolicyRules:
    """The rules of the config folder."""
    files = (*sorted((CONFIG / "policies").rglob("*.yaml")), CONFIG / "jurisdictions.yaml")
    return PolicyRules.parse([read_yaml(path, root=CONFIG) for path in files])


@cache
def watch_list() -> WatchList:
    """A few names of the chip world."""
    return WatchList.build(WATCHES)


def policies(
    headline: str, body: str = "", *, published: str = "2025-07-16T10:00:00", judge: Judge | None = None
) -> Policies:
    """What policy detection says of an article."""
    article = Article(
        id="test:1",
        headline=headline,
        body=body,
        published_at=datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
    )
    document = read(article)
    return find_policies(document, shipped_rules(), find_entities(document, watch_list()), judge)


def told(
    headline: str, body: str = "", *, published: str = "2025-07-16T10:00:00", judge: Judge | None = None
) -> tuple[PolicyHit, ...]:
    """The hits that ring."""
    return tuple(
        hit for hit in policies(headline, body, published=published, judge=judge).hits if hit.alertable
    )
