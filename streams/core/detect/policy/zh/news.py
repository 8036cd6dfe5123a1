"""Whether a Chinese move is news: what speaks against it, as a reason with the words that say so."""

import re
from typing import Final

from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.zh.frames import Frame
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.detect.policy.zh.scene import Cue, Scene
from streams.core.detect.policy.zh.settle import is_ultimatum
from streams.core.reasons import Reason

Against = tuple[Reason, str]

_ASKING: Final = ("要求", "请求", "说服", "促使", "游说", "盼", "请", "求", "促", "劝")
_NEGATIONS: Final = ("未", "未能", "无法", "没能", "没有", "尚未", "并未", "不曾", "没")
# What may follow "的" and still be the move itself: "加征关税的决定".
_MOVE_NOUNS: Final = tuple(
    "决定 计划 措施 期限 提案 法案 行政 做法 公告 命令 禁令 方案 时间 清单 规定 规则 新规 日期 实施 执行 有效"
    " 保障 有关 相关 部分 法令 政令 总统 惩罚".split()
)
# What may not follow a word that is measure and act in one ("制裁"), where it is the act.
_NOT_AN_ACT: Final = frozenset("的后下之与和及、风压名清措方力豁阴成法行性案委")
# Behind a thing these make another thing of it: "关税谈判延期" says nothing of the duty.
_COMPOUNDS: Final = tuple(
    "谈判 磋商 协商 会谈 战 收入 收益 影响 压力 阴影 风险 冲击 担忧 争端 摩擦 议题 成本".split()
)
_DECIDING: Final = ("达成", "宣布", "签署", "决定")
_PASSIVE: Final = ("被", "遭", "遭到", "再遭", "再被")
_OBJECT: Final = ("将", "把", "对", "向", "给", "允许", "要求", "禁止", "批准", "令", "准", "让")
_SINCE: Final = re.compile(r"[\d一二三四五六七八九十两多]{1,3}(?:周年|年|个月|载)")
_HOME: Final = 5
"""Characters between a state and a firm at home there, at most."""
_DATE_CLAUSE: Final = 14
"""Characters of a clause that is no more than a date."""
_RECENT: Final = {"day": 10, "month": 31}
"""Days before the article within which a dated move is news, by the date's precision."""


def against(frame: Frame, scene: Scene, rules: ChineseRules) -> Against | None:
    """What speaks against the frame; None where nothing does."""
    if scene.folded.startswith(("?", "？"), frame.clause.end) or scene.folded.startswith(
        "吗", frame.clause.end - 1
    ):
        return Reason.HYPOTHETICAL, scene.folded[frame.clause.end - 1 : frame.clause.end + 1]
    return (
        _cued(frame, scene)
        or _asked_of_another(frame, scene)
        or _only_named(frame, scene.folded, rules)
        or _negated(frame, scene.folded)
        or old(frame, scene)
        or _of_a_firm(frame, scene)
    )


def _cued(frame: Frame, scene: Scene) -> Against | None:
    clause = frame.clause
    spans = (
        ("other_sense", Reason.NOT_TRADE, scene.start, scene.end),
        ("opinion", Reason.OPINION, scene.start, frame.start),
        ("hypothetical", Reason.HYPOTHETICAL, clause.start, clause.end),
        ("enforcement", Reason.ENFORCEMENT, clause.start, clause.end),
        ("urge", Reason.OPINION, clause.start, frame.match.start),
        ("caused", Reason.BACKGROUND, clause.start, frame.start),
        ("background", Reason.BACKGROUND, clause.start, frame.start),
        ("market", Reason.BACKGROUND, clause.start, clause.end),
    )
    for name, reason, start, end in spans:
        cue = scene.within(start, end, name)
        if cue is not None and not _excused(cue, frame, scene):
            return reason, cue.text
    return None


def _excused(cue: Cue, frame: Frame, scene: Scene) -> bool:
    """A condition may be a threat or part of a rule ("若含……须申请许可"); "就……达成一致" decides something."""
    if cue.name == "hypothetical":
        ruled = frame.thing.kind == "act" and "许可" in frame.match.word.text
        return ruled or is_ultimatum(frame, scene)
    return cue.text == "就" and any(
        word in scene.folded[frame.start : frame.clause.end] for word in _DECIDING
    )


def _asked_of_another(frame: Frame, scene: Scene) -> Against | None:
    """Who asks another state to act does not act: "要求美国取消关税"."""
    for item in scene.names_in(frame.clause.start + 1, frame.match.start):
        before = scene.folded[max(frame.clause.start, item.place.start - 3) : item.place.start]
        if before.endswith(_ASKING):
            return Reason.OPINION, before + scene.folded[item.place.start : item.place.end]
    return None


def _only_named(frame: Frame, folded: str, rules: ChineseRules) -> Against | None:
    """Words right behind the frame that make it a part of the scene: "加征关税后", "制裁背景下", "制裁措施"."""
    end = frame.end
    if folded.startswith(_COMPOUNDS, frame.match.end):
        return Reason.BACKGROUND, folded[frame.match.start : frame.match.end + 2]
    since = _SINCE.match(folded, end)
    if since is not None and frame.chain and frame.chain[-1].verb.name in ("list", "unlist"):
        return Reason.BACKGROUND, since.group()
    if folded.startswith("的", end):
        return None if folded.startswith(_MOVE_NOUNS, end + 1) else (Reason.BACKGROUND, folded[end : end + 3])
    behind = next((word for word in rules.behind if folded.startswith(word, end)), None)
    if behind is not None and not folded.startswith("后续", end):
        return Reason.BACKGROUND, behind
    following = folded[end : end + 1]
    both = len(frame.match.word.things) > 1 and frame.thing.kind == "act" and not frame.chain
    if both and (not following or following in _NOT_AN_ACT):
        return Reason.BACKGROUND, folded[frame.start : end + 1]
    return None


def _negated(frame: Frame, folded: str) -> Against | None:
    for at in (frame.match.start, *(link.match.start for link in frame.chain)):
        before = folded[max(frame.clause.start, at - 2) : at]
        if before.endswith(_NEGATIONS):
            return Reason.BACKGROUND, before
    return None


def old(frame: Frame, scene: Scene) -> Against | None:
    """A date long past before or in the frame, or alone before its clause ("2022年10月，美国……")."""
    clause, anchor = frame.clause, scene.anchor
    first = _dated_from(frame, scene)
    for found in find_dates(scene.folded[first : clause.end], anchor):
        start, end = first + found.start, first + found.end
        # "10月9日公布的措施": the date is the old measure's, and something is done to it now.
        if start > frame.end or found.relation != "past" or "的" in scene.folded[end : end + 6]:
            continue
        days = _RECENT.get(found.precision)
        far = (
            days is not None
            and found.date is not None
            and anchor is not None
            and (anchor - found.date).days > days
        )
        if far or found.precision == "year":
            return Reason.BACKGROUND, scene.folded[start:end]
    return None


def _dated_from(frame: Frame, scene: Scene) -> int:
    """Where the frame's clause begins, with a date that stands before it as a clause of its own."""
    before = max(
        (clause for clause in scene.clauses if clause.end <= frame.clause.start),
        key=lambda clause: clause.end,
        default=None,
    )
    if before is None or before.mark not in (",", "，") or before.end - before.start > _DATE_CLAUSE:
        return frame.clause.start
    dates = find_dates(scene.folded[before.start : before.end], scene.anchor)
    alone = sum(found.end - found.start for found in dates) * 2 > before.end - before.start
    return before.start if alone else frame.clause.start


def _of_a_firm(frame: Frame, scene: Scene) -> Against | None:
    """A firm acts or speaks: it stands before the frame, and no state does, or only as its home ("美国公司")."""
    first = min([frame.match.start, *(link.match.start for link in frame.chain)])
    cue = scene.within(scene.start, first, "company")
    if cue is None or any(not item.meant for item in scene.names_in(cue.end, first)):
        return None
    if scene.folded[scene.start : first].endswith(_PASSIVE):
        return None
    before = [item for item in scene.named if item.place.end <= cue.start and not item.meant]
    official = any(item.place.kind in ("agency", "official", "bloc") for item in before)
    between = scene.folded[before[-1].place.end : cue.start] if before else ""
    if official or len(between) > _HOME or any(word in between for word in _OBJECT):
        return None
    return Reason.COMPANY_ACTION, cue.text
