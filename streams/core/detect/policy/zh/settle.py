"""How far a Chinese move has come, whether it is told as fact, and whether it is news.

Every no has a reason, so that `explain` can show what spoke against a candidate.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.zh.clauses import Clause, Named
from streams.core.detect.policy.zh.frames import Frame
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.reasons import Reason

_ASKING: Final = ("要求", "请求", "说服", "促使", "游说", "盼", "请", "求", "促", "劝")
_DEADLINE: Final = re.compile("期限|时限|大限|宽限|生效日")
_SINCE: Final = re.compile("[\\d一二三四五六七八九十两多]{1,3}(?:周年|年|个月|载)")
_IFS: Final = frozenset({"若", "如果", "一旦", "倘若", "假如"})
_OBJECT: Final = ("将", "把", "对", "向", "给", "允许", "要求", "禁止", "批准", "令", "准", "让")
_LOOSE: Final = frozenset("拟将欲已")
_NEGATIONS: Final = ("未", "未能", "无法", "没能", "没有", "尚未", "并未", "不曾", "没")
_DECIDED: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE})
# What may follow "的" and still be the move itself: "加征关税的决定".
_MOVE_NOUNS: Final = tuple(
    "决定 计划 措施 期限 提案 法案 行政 做法 公告 命令 禁令 方案 时间 清单 规定 规则 新规 日期 实施 执行 有效 保障 有关 相关 部分 法令 政令 总统 惩罚".split()
)
_NOT_A_VERB: Final = frozenset("的后下之与和及、风压名清措方力豁阴成法行性案委")
_HOME: Final = 5
"""Characters between a state and a firm at home there, at most."""
RECENT: Final = 10
"""Days before the article within which a dated move is news."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how, where it stands in the field."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its clauses, cues and states, and the article's date."""

    folded: str
    clauses: Sequence[Clause]
    cues: Sequence[Cue]
    named: Sequence[Named]
    anchor: date | None
    headline: bool
    order: int
    things: frozenset[int]
    """Where the things start that verbs may act on."""

    def within(self, start: int, end: int, *names: str) -> Cue | None:
        """The first cue of these names in a span."""
        return next(
            (cue for cue in self.cues if cue.name in names and start <= cue.start and cue.end <= end), None
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """A frame with its stage and assertion, the cues that decided, and why it is no news (None: it is)."""

    frame: Frame
    stage: Stage
    asserted: Asserted
    decided: tuple[tuple[str, int, int], ...]
    dropped: tuple[Reason, str] | None


def cues_of(folded: str, start: int, end: int, rules: ChineseRules, edges: frozenset[int]) -> list[Cue]:
    """Cues in a span; one character alone counts only at an edge (a clause's start, the end of a state's name)."""
    found: list[Cue] = []
    for index, first, last in rules.cues.find_matches_as_indexes(folded[start:end]):
        text, names = rules.cue_names[index]
        if last - first == 1 and text not in _LOOSE and first + start not in edges:
            continue
        found += [Cue(name, text, first + start, last + start) for name in sorted(names)]
    return found


def settled(frame: Frame, scene: Scene, rules: ChineseRules) -> Settled:
    """Stage, assertion and currency of a frame."""
    begin = frame.clause.start
    decided: list[tuple[str, int, int]] = []
    stage, asserted = frame.stage, Asserted.ASSERTED

    def says(*names: str) -> Cue | None:
        cue = scene.within(begin, frame.end, *names)
        if cue is not None:
            decided.append(("stage", cue.start, cue.end))
        return cue

    if scene.within(begin, frame.end, "not_denied"):
        says("not_denied")
        stage = Stage.CONSIDERED
    elif (cue := scene.within(begin, frame.end, "denied")) is not None:
        decided.append(("asserted", cue.start, cue.end))
        stage, asserted = Stage.REJECTED, Asserted.DENIED
    elif stage is Stage.REJECTED:
        asserted = Asserted.DENIED if frame.thing.kind == "measure" else Asserted.ASSERTED
    elif frame.chain and says("court"):
        stage = Stage.COURT
    elif says("threatened") or _is_ultimatum(frame, scene):
        stage = Stage.THREATENED
    elif stage is Stage.ANNOUNCED and frame.direction is Direction.TIGHTEN and _is_vow(frame, scene):
        stage = Stage.THREATENED
    elif says("considered"):
        stage = Stage.CONSIDERED
    elif stage in _DECIDED and says("proposed"):
        stage = Stage.PROPOSED
    elif stage in _DECIDED and "调查" in frame.match.word.text and frame.chain:
        stage = Stage.PROPOSED
    elif stage in (Stage.ANNOUNCED, Stage.REMOVED, Stage.IN_FORCE):
        stage = _by_date(frame, scene, stage, decided)
    if stage in (Stage.ANNOUNCED, Stage.REMOVED):
        cue = scene.within(_lead_in(frame, scene), frame.end, "legislature")
        if cue is not None:
            decided.append(("stage", cue.start, cue.end))
            stage = Stage.PROPOSED
    return Settled(frame, stage, asserted, tuple(decided), _dropped(frame, scene, rules, begin))


def turned(item: Settled) -> Settled:
    """A longer probe or a later deadline puts the measure off: it relaxes, though a longer measure tightens."""
    frame = item.frame
    word = frame.match.word.text
    longer = any(link.verb.name in ("extend", "delay") for link in frame.chain)
    if longer and (
        "调查" in word or (_DEADLINE.search(word) and frame.thing.rule.instrument == Instrument.INVESTMENT)
    ):
        return replace(item, frame=replace(frame, direction=Direction.RELAX), stage=Stage.DELAYED)
    return item


def _lead_in(frame: Frame, scene: Scene) -> int:
    """Where the say of who acts begins: the sentence where the frame's own clause names nobody who acts."""
    own = any(frame.clause.start <= item.place.start < frame.start and not item.meant for item in scene.named)
    return frame.clause.start if own else scene.clauses[0].start


def _by_date(frame: Frame, scene: Scene, stage: Stage, decided: list[tuple[str, int, int]]) -> Stage:
    """In force where it says so or began by now; announced where its day is still to come."""
    clause = frame.clause
    text = scene.folded[clause.start : clause.end]
    dated = [found for found in find_dates(text, scene.anchor) if found.lead == "from" or "起" in text]
    for found in dated:
        if found.relation == "future":
            decided.append(("stage", clause.start + found.start, clause.start + found.end))
            return Stage.ANNOUNCED
    cue = scene.within(clause.start, clause.end, "in_force")
    future = scene.within(clause.start, frame.end, "future")
    # "将12家企业列入" takes its object with 将: no future.
    if future is not None and not (future.text == "将" and frame.thing.kind == "list"):
        decided.append(("stage", future.start, future.end))
        return Stage.ANNOUNCED
    if stage is Stage.REMOVED:
        return stage
    if cue is not None or any(found.relation == "today" for found in dated):
        if cue is not None:
            decided.append(("stage", cue.start, cue.end))
        return Stage.IN_FORCE
    return stage


def _dropped(frame: Frame, scene: Scene, rules: ChineseRules, begin: int) -> tuple[Reason, str] | None:
    """Why the frame is no news, with the words that say so; None where nothing speaks against it."""
    clause, folded = frame.clause, scene.folded
    sentence_start = scene.clauses[0].start
    last = scene.clauses[-1]
    tail = folded[clause.end : clause.end + 1]
    if tail in ("?", "?") or folded.startswith("吗", clause.end - 1):
        return Reason.HYPOTHETICAL, tail
    checks = (
        ("other_sense", Reason.NOT_TRADE, sentence_start, last.end),
        ("opinion", Reason.OPINION, sentence_start, frame.start),
        ("hypothetical", Reason.HYPOTHETICAL, clause.start, clause.end),
        ("enforcement", Reason.ENFORCEMENT, clause.start, clause.end),
        ("urge", Reason.OPINION, clause.start, frame.match.start),
        ("caused", Reason.BACKGROUND, clause.start, frame.start),
        ("background", Reason.BACKGROUND, clause.start, frame.start),
        ("market", Reason.BACKGROUND, clause.start, clause.end),
    )
    for name, reason, start, end in checks:
        cue = scene.within(start, end, name)
        if cue is not None and not (name == "hypothetical" and _is_ultimatum(frame, scene)):
            return reason, cue.text
    asked = _asked_of_another(frame, scene)
    if asked:
        return Reason.OPINION, asked
    behind = _behind(frame, folded, rules)
    if behind:
        return Reason.BACKGROUND, behind
    if _is_noun(frame, folded):
        return Reason.BACKGROUND, folded[frame.start : frame.end + 1]
    for at in (frame.match.start, *(link.match.start for link in frame.chain)):
        before = folded[max(clause.start, at - 2) : at]
        if before.endswith(_NEGATIONS):
            return Reason.BACKGROUND, before
    return _old(frame, scene) or _of_a_firm(frame, scene)


def _is_ultimatum(frame: Frame, scene: Scene) -> bool:
    """ "特朗普：若……将加征关税": a condition set by who acts is a threat, not a guess."""
    begin = scene.clauses[0].start
    cue = next((cue for cue in scene.cues if cue.text in _IFS and begin <= cue.start < frame.start), None)
    if cue is None or scene.within(cue.start, frame.end, "future") is None:
        return False
    return any(item.place.end <= cue.start and not item.meant for item in scene.named)


def _is_vow(frame: Frame, scene: Scene) -> bool:
    """An official's word on what is to come ("特朗普：11月1日起加征") threatens until a body announces it."""
    speaker = next((clause for clause in scene.clauses if clause.speaks and clause.end <= frame.start), None)
    if speaker is None:
        return False
    official = any(
        speaker.start <= item.place.start < speaker.end and item.place.kind == "official" for item in scene.named
    )
    text = scene.folded[speaker.end : frame.clause.end]
    return official and ("将" in text or "起" in text) and not any(word in text for word in ("宣布", "签署", "决定"))


def _asked_of_another(frame: Frame, scene: Scene) -> str | None:
    """ "要求美国取消关税": who asks another state to act does not act."""
    for item in scene.named:
        before = scene.folded[max(frame.clause.start, item.place.start - 3) : item.place.start]
        if frame.clause.start < item.place.start < frame.match.start and before.endswith(_ASKING):
            return before + scene.folded[item.place.start : item.place.end]
    return None


def _is_noun(frame: Frame, folded: str) -> bool:
    """Whether a word that may be measure and act in one ("制裁") is only named here: "制裁措施"."""
    following = folded[frame.end : frame.end + 1]
    both = len(frame.match.word.things) > 1
    return (
        both and frame.thing.kind == "act" and not frame.chain and (not following or following in _NOT_A_VERB)
    )


def _behind(frame: Frame, folded: str, rules: ChineseRules) -> str | None:
    """Words right behind the frame that make it a scene: "加征关税后", "制裁背景下"."""
    end = frame.end
    since = _SINCE.match(folded, end)
    if since is not None and frame.chain and frame.chain[-1].verb.name in ("list", "unlist"):
        return since.group()
    if folded.startswith("的", end):
        return None if folded.startswith(_MOVE_NOUNS, end + 1) else folded[end : end + 3]
    return next(
        (
            word
            for word in rules.behind
            if folded.startswith(word, end) and not folded.startswith("后续", end)
        ),
        None,
    )


def _old(frame: Frame, scene: Scene) -> tuple[Reason, str] | None:
    """A date long past in the frame's own clause."""
    clause = frame.clause
    for found in find_dates(scene.folded[clause.start : clause.end], scene.anchor):
        # "10月9日公布的措施": the date is the old measure's, and something is done to it now.
        if found.start + clause.start > frame.end or "的" in scene.folded[clause.start + found.end :][:6]:
            continue
        words = scene.folded[clause.start + found.start : clause.start + found.end]
        if found.precision == "year" and found.relation == "past":
            return Reason.BACKGROUND, words
        if found.relation == "past" and found.precision in ("day", "month") and found.date and scene.anchor:
            if (scene.anchor - found.date).days > RECENT + (21 if found.precision == "month" else 0):
                return Reason.BACKGROUND, words
    return None


def _of_a_firm(frame: Frame, scene: Scene) -> tuple[Reason, str] | None:
    """A firm acts or speaks: it stands before the frame, and no state does, or only as its home ("美国公司")."""
    first = min([frame.match.start, *(link.match.start for link in frame.chain)])
    cue = scene.within(scene.clauses[0].start, first, "company")
    if cue is None:
        return None
    if any(cue.end <= item.place.start < first and not item.meant for item in scene.named):
        return None
    acting = [item for item in scene.named if item.place.end <= cue.start and not item.meant]
    official = [item for item in acting if item.place.kind in ("agency", "official", "bloc")]
    between = scene.folded[acting[-1].place.end : cue.start] if acting else ""
    if official or len(between) > _HOME or any(word in between for word in _OBJECT):
        return None
    return Reason.COMPANY_ACTION, cue.text
