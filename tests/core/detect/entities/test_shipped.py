"""The starter list that ships."""

from pathlib import Path

from streams.core.detect.entities import WatchList, check_watches, parse_watches
from streams.edge.yaml_file import read_yaml
from tests.core.detect.entities.lists import found, mentions

CONFIG = Path(__file__).parents[4] / "config"
WATCHES = parse_watches(read_yaml(CONFIG / "watches.yaml", root=CONFIG))
LIST = WatchList.build(WATCHES)


def test_it_is_without_faults_and_names_do_not_clash() -> None:
    checked = check_watches(WATCHES)
    assert checked.faults == ()
    assert not [note for note in checked.warnings if "too: both" in note.message]


def test_it_covers_every_kind() -> None:
    assert {watch.type.value for watch in WATCHES} == {"organization", "person", "product", "body"}
    assert 80 <= len(WATCHES) <= 200


def test_a_chip_story_names_its_firms_people_and_products() -> None:
    body = (
        "Shanghai (Reuters) - Jensen Huang said on Tuesday that Nvidia may ship its H20 again. The A100, H100, A800 and"
        " H800 chips stay banned. Tencent, ByteDance, Alibaba, DeepSeek, Baidu and MiniMax wait, analysts at Bank of"
        " America said. An RTX PRO chip comes next, Huang said."
    )
    entities = found("Chip maker may sell in China again", body, watches=LIST)
    assert set(mentions(entities)) == {
        "nvidia",
        "jensen-huang",
        "tencent",
        "bytedance",
        "alibaba",
        "deepseek",
        "baidu",
        "minimax",
        "bank-of-america",
        "reuters",
        "h20",
        "a100",
        "h100",
        "a800",
        "h800",
        "rtx-pro",
    }
    assert {hit.watch.id for hit in entities.hits if hit.reason.value == "source_only"} == {"reuters"}


def test_chinese_names_are_found() -> None:
    entities = found("美國商務部批准英偉達H20出口", "商务部新闻发言人表示，黄仁勋已抵京。", watches=LIST)
    assert {"us-commerce", "h20", "jensen-huang"} <= set(mentions(entities))
