"""The configuration folder, read once: watches, policies, routes, sources, and the judge's model.

`load` raises ConfigError with every fault of every file at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from schemas.watch import Watch
from streams.core.detect import DetectRules
from streams.core.detect.entities import WatchList, parse_watches
from streams.core.detect.policy import PolicyRules
from streams.core.errors import ConfigError, Fault
from streams.core.judge import Judge
from streams.core.merge import MergeRules, Sources, Windows
from streams.core.pipeline import Rules
from streams.core.route import Routes
from streams.edge.judge import load_judge
from streams.edge.settings import Settings
from streams.edge.yaml_file import read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration folder says, compiled."""

    folder: Path
    watches: tuple[Watch, ...]
    """Those of the folder, or that stood in for them; none where a compiled list did."""
    rules: Rules


def load(settings: Settings, *, watches: tuple[Watch, ...] | WatchList | None = None) -> Config:
    """Read the folder; `watches` stands in for its watch list (the one of the topic, or a long one, compiled)."""
    folder = settings.config
    faults: list[Fault] = []
    if not folder.is_dir():
        raise ConfigError(
            [Fault(str(folder), 1, "no such folder; set TOCSIN_CONFIG to the configuration folder")]
        )
    listed = watches if watches is not None else _try(lambda: tuple(read_watches(folder)), faults)
    policies = _try(lambda: read_policies(folder), faults)
    routes = _try(lambda: Routes.parse(read_yaml(folder / "routes.yaml", root=folder)), faults)
    sources = _try(lambda: Sources.parse(read_yaml(folder / "sources.yaml", root=folder)), faults)
    if faults or listed is None or policies is None or routes is None or sources is None:
        raise ConfigError(faults)
    compiled = listed if isinstance(listed, WatchList) else WatchList.build(listed)
    rules = Rules(
        detect=DetectRules(watches=compiled, policies=policies, judge=judge_of(settings)),
        merge=MergeRules(sources=sources, windows=windows_of(settings), purpose=settings.purpose),
        routes=routes,
    )
    return Config(folder=folder, watches=() if isinstance(listed, WatchList) else listed, rules=rules)


def read_watches(folder: Path) -> list[Watch]:
    """The watch list of the folder."""
    return parse_watches(read_yaml(folder / "watches.yaml", root=folder))


def read_policies(folder: Path) -> PolicyRules:
    """The policy rules: every YAML file below `policies/`, with the states of `jurisdictions.yaml`."""
    files = sorted((folder / "policies").rglob("*.yaml"))
    if not files:
        raise ConfigError(
            [Fault(str(folder / "policies"), 1, "no policy file here; a family is one YAML file")]
        )
    located = [read_yaml(path, root=folder) for path in (*files, folder / "jurisdictions.yaml")]
    return PolicyRules.parse(located)


def windows_of(settings: Settings) -> Windows:
    """How long stories live, as the settings say."""
    late = settings.story_late_hours
    return Windows(
        silence=timedelta(hours=settings.story_silence_hours),
        longest=timedelta(hours=settings.story_longest_hours),
        kept=timedelta(days=settings.story_kept_days),
        expiry=timedelta(seconds=settings.alert_expiry_seconds),
        ahead=timedelta(minutes=settings.story_ahead_minutes),
        late=None if late is None else timedelta(hours=late),
    )


def judge_of(settings: Settings) -> Judge | None:
    """The judge that the settings name; None for `off`."""
    if settings.judge == "off":
        return None
    return load_judge(settings.config / "judge" if settings.judge == "on" else Path(settings.judge))


def _try(read: Callable[[], T], faults: list[Fault]) -> T | None:
    try:
        return read()
    except ConfigError as error:
        faults += error.faults
        return None
