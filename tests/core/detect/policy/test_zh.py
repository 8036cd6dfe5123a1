"""Policy events in Chinese: what rings, what it is, and what does not ring and why."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.article import Article
from streams.core.admit.read import read
from streams.core.detect.found import Entities
from streams.core.detect.policy.hits import Policies
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.zh import ChineseRules, find_policies_zh
from streams.core.detect.policy.zh.cases import chinese_case_faults
from streams.core.errors import ConfigError
from streams.core.located import Located

CONFIG = Path(__file__).parents[4] / "config"


def located(path: Path) -> Located:
    return Located(file=path.name, data=yaml.safe_load(path.read_text(encoding="utf-8")), lines={})


def parsed(files: list[Located]) -> ChineseRules:
    rules = ChineseRules.parse(files)
    assert rules is not None
    return rules


@pytest.fixture(scope="module")
def files() -> list[Located]:
    return [located(path) for path in sorted((CONFIG / "policies" / "zh").glob("*.yaml"))]


@pytest.fixture(scope="module")
def rules(files: list[Located]) -> ChineseRules:
    return parsed(files)


@pytest.fixture(scope="module")
def jurisdictions() -> Jurisdictions:
    return Jurisdictions.parse(located(CONFIG / "jurisdictions.yaml"))


@pytest.fixture(scope="module")
def found(rules: ChineseRules, jurisdictions: Jurisdictions) -> Any:
    def find(headline: str, body: str = "", source: str | None = None) -> Policies:
        article = Article(
            id="test:1",
            headline=headline,
            body=body,
            source=source,
            published_at=datetime(2025, 10, 16, 8, tzinfo=UTC),
        )
        return find_policies_zh(read(article), rules, jurisdictions, Entities(()))

    return find


# Headline, then instrument, direction, stage, assertion, actors, targets.
RINGS = {
    "a levy from a day to come is announced": (
        "美国宣布自11月1日起对进口家具加征25%关税", "tariff tighten announced asserted", "US", "",
    ),
    "a levy from today is in force": (
        "加拿大对美国钢材加征的关税今起生效", "tariff tighten in_force asserted", "CA", "US",
    ),
    "a pause of a levy relaxes": (
        "中方暂停对美加征24%关税", "tariff relax suspended asserted", "CN", "US",
    ),
    "delaying an easing tightens": (
        "英国推迟下调进口税率", "tariff tighten delayed asserted", "GB", "",
    ),
    "ending an exemption tightens": (
        "美国取消小额包裹免税待遇", "tariff tighten announced asserted", "US", "",
    ),
    "a longer exemption relaxes": (
        "美国贸易代表办公室延长对华关税豁免期限", "tariff relax announced asserted", "US", "CN",
    ),
    "a threat is a threat": (
        "特朗普威胁对进口芯片加征100%关税", "tariff tighten threatened asserted", "US", "",
    ),
    "a condition set by who acts is a threat": (
        "特朗普：若西班牙不让步 将对其加征关税", "tariff tighten threatened asserted", "US", "",
    ),
    "not ruling out is weighing": (
        "印度不排除对钢材加征关税", "tariff tighten considered asserted", "IN", "",
    ),
    "a denial has the direction of what is denied": (
        "白宫否认将下调对华关税", "tariff relax rejected denied", "US", "CN",
    ),
    "traditional characters are read": (
        "美國擬對半導體課徵關稅", "tariff tighten considered asserted", "US", "",
    ),
    "a court that stops a levy relaxes": (
        "美国法院裁定对等关税违法", "tariff relax court asserted", "US", "",
    ),
    "a parliament proposes": (
        "墨西哥参议院通过法案 对纺织品加征关税", "tariff tighten proposed asserted", "MX", "",
    ),
    "a deal relaxes": (
        "日本与美国达成贸易协议", "tariff relax announced asserted", "JP US", "",
    ),
    "goods right before a measure say what it is about": (
        "商务部：暂停实施稀土等出口管制措施", "export_control relax suspended asserted", "CN", "",
    ),
    "a ban on exports tightens": (
        "印尼禁止铝土矿出口", "export_control tighten announced asserted", "ID", "",
    ),
    "lifting it relaxes": (
        "印度解除碎米出口禁令", "export_control relax removed asserted", "IN", "",
    ),
    "a licence granted relaxes": (
        "美国商务部批准芯片设备出口许可", "export_control relax removed asserted", "US", "",
    ),
    "a licence revoked tightens": (
        "荷兰撤销光刻机出口许可", "export_control tighten announced asserted", "NL", "",
    ),
    "a state in one character acts": (
        "美拟限制对华出口设计软件", "export_control tighten considered asserted", "US", "CN",
    ),
    "a listing tightens": (
        "美国商务部将12家中国企业列入实体清单", "entity_list tighten announced asserted", "US", "CN",
    ),
    "a listing told of the firm still has its actor": (
        "一家光伏公司被美列入实体清单", "entity_list tighten announced asserted", "US", "",
    ),
    "striking off a white list tightens": (
        "韩国将日本移出出口白名单", "export_control tighten announced asserted", "KR", "JP",
    ),
    "a designation tightens": (
        "美国财政部制裁两家俄罗斯油企", "sanctions tighten announced asserted", "US", "RU",
    ),
    "a refusal is a rejection": (
        "匈牙利否决欧盟对俄制裁", "sanctions tighten rejected denied", "HU", "EU RU",
    ),
    "an app blocked": (
        "印度封禁多款中国应用", "import_ban tighten announced asserted", "IN", "CN",
    ),
    "a forced sale": (
        "加拿大下令剥离一家中资矿企股权", "investment tighten announced asserted", "CA", "",
    ),
    "a probe is proposed": (
        "商务部对原产于日本的化学品发起反倾销调查", "other_trade tighten proposed asserted", "CN", "JP",
    ),
    "a longer probe puts the measure off": (
        "商务部延长对欧盟猪肉反倾销调查", "other_trade relax delayed asserted", "CN", "EU",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headline", "fields", "actors", "targets"), RINGS.values(), ids=RINGS.keys())
def test_rings(found: Any, headline: str, fields: str, actors: str, targets: str) -> None:
    [hit] = found(headline).hits
    assert f"{hit.instrument} {hit.direction} {hit.stage} {hit.asserted}" == fields
    assert (" ".join(hit.actors), " ".join(hit.targets)) == (actors, targets)
    assert hit.alertable
    assert hit.judged_by == "rules"


SILENT = {
    "an effect on trade": ("受加征关税影响 日本汽车出口下滑", "background"),
    "what came before": ("此前被列入实体清单的企业转向国产设备", "background"),
    "a scene": ("关税阴影下 美国零售商备货", None),
    "an analyst": ("分析师：美国加征关税将推高通胀", "opinion"),
    "an appeal": ("中方敦促美国取消制裁", "opinion"),
    "a state that asks another to act": ("日本要求美国取消汽车关税", "opinion"),
    "a firm": ("某芯片公司暂停向客户出口设备", "company_action"),
    "a question": ("美国会取消对华关税吗？", "hypothetical"),
    "a rumour": ("网传美国取消关税豁免", "hypothetical"),
    "a smuggler caught": ("美国男子违反出口管制走私芯片被捕", None),
    "a fine under an old rule": ("美国商务部因违反出口禁令对一企业罚款", None),
    "football": ("国际足联解除对该国足协的制裁", "not_trade"),
    "a share price": ("美国加征关税令股价大跌", None),
    "a licence of another kind": ("国家新闻出版署发放游戏版号", None),
    "a deal not reached": ("美欧未能达成贸易协议", "background"),
    "nobody acts": ("出口管制措施将实施", "no_actor"),
    "talks about duties": ("日美就汽车关税举行磋商", None),
    "export figures": ("海关总署：前9个月我国出口增长7%", None),
}


@pytest.mark.parametrize(("headline", "reason"), SILENT.values(), ids=SILENT.keys())
def test_silent(found: Any, headline: str, reason: str | None) -> None:
    policies = found(headline)
    assert [hit for hit in policies.hits if hit.alertable] == []
    if reason is not None:
        assert reason in {str(candidate.reason) for candidate in policies.dropped}


def test_two_measures_in_one_headline_are_two_hits(found: Any) -> None:
    hits = found("特朗普宣布对中国商品加征100%关税 并管制关键软件出口").hits
    assert [(hit.instrument, hit.direction) for hit in hits] == [
        ("tariff", "tighten"),
        ("export_control", "tighten"),
    ]


def test_one_measure_told_twice_is_one_hit(found: Any) -> None:
    hits = found("美国对巴西商品加征50%关税", "美国总统16日签署行政令，对巴西商品加征50%关税。").hits
    assert len(hits) == 1
    assert {item.field for item in hits[0].evidence} == {"headline", "body"}


def test_a_clause_without_subject_has_the_actor_of_the_lead(found: Any) -> None:
    hits = found("对欧盟猪肉征收反倾销税", "商务部16日发布公告。").hits
    assert [hit.actors for hit in hits] == [("CN",)]


def test_an_agency_at_home_may_leave_its_state_out(found: Any) -> None:
    assert [hit.actors for hit in found("部分商品进口关税下调", source="新华社").hits] == [("CN",)]
    assert found("部分商品进口关税下调", source="路透中文").hits == ()


def test_evidence_is_the_text_as_received(found: Any) -> None:
    headline = "美國將對半導體課徵關稅"
    [hit] = found(headline).hits
    assert all(headline[item.start : item.end] == item.text for item in hit.evidence)
    assert {"關稅", "課徵", "美國"} <= {item.text for item in hit.evidence}


def test_a_date_to_come_is_the_effective_date(found: Any) -> None:
    [hit] = found("美国宣布自2025年11月1日起对进口家具加征关税").hits
    assert str(hit.dates.effective) == "2025-11-01"


def test_deep_in_the_body_a_move_must_look_fresh(found: Any) -> None:
    filler = "公司公布了业绩。" * 6
    assert found("市场综述", filler + "美国对铜加征关税。").hits == ()
    assert len(found("市场综述", filler + "美国今日宣布对铜加征关税。").hits) == 1


def test_every_rule_holds_its_own_cases(rules: ChineseRules, jurisdictions: Jurisdictions) -> None:
    assert list(map(str, chinese_case_faults(rules, jurisdictions))) == []


def test_a_rule_without_near_miss_is_a_fault(files: list[Located]) -> None:
    rule = {
        "id": "zh.x",
        "version": "1",
        "instrument": "tariff",
        "things": {"measure": ["甲"]},
        "positives": [{"text": "甲"}],
    }
    extra = Located(file="x.yaml", data={"chinese": "x", "rules": [rule]}, lines={})
    with pytest.raises(ConfigError, match=r"zh\.x: needs at least one positive case and one near miss"):
        ChineseRules.parse([*files, extra])


def test_a_missing_cue_group_is_a_fault(files: list[Located]) -> None:
    grammar = next(file for file in files if file.data["chinese"] == "grammar")
    cues = {name: words for name, words in grammar.data["cues"].items() if name != "urge"}
    broken = Located(file="grammar.yaml", data={**grammar.data, "cues": cues}, lines={})
    with pytest.raises(ConfigError, match="cues: urge is missing"):
        ChineseRules.parse([broken])


def test_no_chinese_files_are_no_rules() -> None:
    assert ChineseRules.parse([Located(file="other.yaml", data={"family": "x"}, lines={})]) is None


HOSTILE = {
    "one endless sentence": "美国对华加征关税",
    "many clauses": "对美关税，",
    "many sentences": "暂停加征关税。",
    "nothing but verbs": "加征取消暂停",
    "dates": "7月1日起2018年",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_megabyte_of_hostile_text_is_read_in_time(found: Any, piece: str) -> None:
    started = time.perf_counter()
    found(piece, piece * (350_000 // len(piece)))
    assert time.perf_counter() - started < 10
