"""The settings of merge: how long a story lives, how alike is alike, who is who."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.alert import Purpose
from streams.core.merge.sources import Sources


@dataclass(frozen=True, slots=True)
class Windows:
    """How long things live. All but `grace` are counted from the broker's time of arrival."""

    silence: timedelta = timedelta(hours=24)
    """A story closes after this long without a new article."""
    longest: timedelta = timedelta(hours=72)
    """A story closes this long after it opened, however busy it is."""
    kept: timedelta = timedelta(days=30)
    """A closed story is kept this long, for a cancel and for related stories."""
    expiry: timedelta = timedelta(hours=6)
    """An alert is of no use after this long."""
    ahead: timedelta = timedelta(minutes=10)
    """A publisher's clock may be this far ahead before its date counts as missing."""
    late: timedelta | None = None
    """An article older than this at arrival opens no story; None tells it all the same."""
    grace: timedelta = timedelta(hours=1)
    """A closed story is put away this much later by the clock, so that a replay never finds it half gone."""

    def takes(self, at: datetime, *, opened_at: datetime, last_at: datetime) -> bool:
        """Whether a story takes an article that arrives at `at`: by arrival times alone, whatever ticks have done."""
        return at <= last_at + self.silence and at <= opened_at + self.longest


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which similarity on two reports are one event (tuned as `bench/quality_stories.py` says)."""

    policy: float = 0.55
    entity: float = 0.48
    copy_bits: int = 3
    """Bits of 64 in which the sketches of two copies of one text may differ."""


@dataclass(frozen=True, slots=True)
class MergeRules:
    """Everything merge goes by, loaded once at the edge and passed in."""

    sources: Sources = field(default_factory=Sources)
    windows: Windows = Windows()
    thresholds: Thresholds = Thresholds()
    purpose: Purpose = Purpose.ACTUAL
