"""Scenarios (`config/stories`): articles in order, with the alerts they must and must not cause.

They are the configuration's own cases: `tocsin demo` publishes them, `explain` and the tests rehearse them.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, PrivateAttr, model_validator

from schemas.alert import AlertType, EntityAlert, PolicyAlert
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate
from streams.core.pipeline import Rules
from streams.core.rehearsal import Rehearsal, Told
from streams.edge.yaml_file import read_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Strict):
    """One alert that must come: every field given must be equal (sets for the lists)."""

    type: AlertType
    kind: Literal["policy", "entity"] = "policy"
    reason: str | None = None
    instrument: str | None = None
    direction: str | None = None
    stage: str | None = None
    asserted: str | None = None
    actors: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    products: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None

    def differs(self, alert: EntityAlert | PolicyAlert) -> str | None:
        """The first field that is not as expected, or None."""
        for name, wanted in self.model_dump(exclude_none=True, mode="json").items():
            given = _field(alert, name)
            missing = name == "entities" and not set(wanted) <= set(given)
            if missing or (name != "entities" and _plain(given) != _plain(wanted)):
                return f"{name} is {_plain(given)}, expected {_plain(wanted)}"
        return None


class Item(_Strict):
    """One record: an article with what it must cause, or raw bytes that must be refused."""

    says: str
    article: dict[str, Any] | None = None
    raw: str | None = None
    key: str | None = None
    after_seconds: int = 60
    alerts: tuple[Expected, ...] = ()
    silent: tuple[str, ...] = ()
    refused: str | None = None

    @model_validator(mode="after")
    def _one_of(self) -> "Item":
        if (self.article is None) == (self.raw is None):
            raise ValueError("give either `article` or `raw`")
        return self

    @property
    def record(self) -> tuple[bytes, bytes]:
        """Key and value as they are published."""
        if self.article is not None:
            value = json.dumps(self.article, ensure_ascii=False, default=str).encode()
            return (self.key or str(self.article.get("id", ""))).encode(), value
        return (self.key or "demo:raw").encode(), (self.raw or "").encode()


class Story(_Strict):
    """A story: its items in order."""

    story: str
    at: AwareDatetime
    items: tuple[Item, ...]
    _file: Located | None = PrivateAttr(None)

    def fault(self, number: int, message: str) -> Fault:
        """A fault of an item (the first is 0) at its line."""
        assert self._file is not None, "stories come from files"
        return self._file.fault(("items", number), message)


@dataclass(frozen=True, slots=True)
class Played:
    """One item, rehearsed: what came of it, and what was not as expected."""

    item: Item
    told: Told
    faults: tuple[str, ...]


def read_stories(folder: Path) -> list[Story]:
    """Every story of a folder, in the order of the file names; raises ConfigError."""
    return [read_story(path) for path in sorted(folder.glob("*.yaml"))]


def read_story(path: Path, *, root: Path | None = None) -> Story:
    """One story; raises ConfigError with file (from `root` on) and line."""
    located = read_yaml(path, root=root)
    if not isinstance(located.data, dict):
        raise ConfigError([located.fault((), "a scenario is a mapping with `story`, `at` and `items`")])
    story = validate(located, Story)
    story._file = located  # noqa: SLF001 the model is of this module
    return story


def play(story: Story, rules: Rules) -> list[Played]:
    """Rehearse a story and hold what it tells against what it must tell."""
    rehearsal = Rehearsal(rules)
    at = story.at
    played = []
    for item in story.items:
        at += timedelta(seconds=item.after_seconds)
        told = rehearsal.tick(at)
        key, value = item.record
        taken = rehearsal.take(value, key, at)
        told.outputs += taken.outputs
        told.refused += taken.refused
        played.append(Played(item, told, tuple(faults(item, told))))
    return played


def faults(item: Item, told: Told) -> list[str]:
    """What an item told that it must not, and did not tell that it must."""
    found = unmatched(item.alerts, told.alerts)
    given = {reason for decision in told.decisions for reason in decision.reasons}
    given |= {candidate.reason for decision in told.decisions for candidate in decision.candidates}
    found += [
        f"no silence for the reason {reason}; given: {sorted(given)}"
        for reason in item.silent
        if reason not in given
    ]
    refusals = [str(each.reason) for each in told.refused]
    if refusals != ([item.refused] if item.refused else []):
        found.append(f"refused {refusals}, expected {item.refused}")
    return found


def unmatched(expected: tuple[Expected, ...], alerts: list[EntityAlert | PolicyAlert]) -> list[str]:
    """Alerts that should have come and did not, and those that came unasked."""
    left = list(alerts)
    found = []
    for want in expected:
        differences = [(want.differs(alert), alert) for alert in left]
        match = next((alert for difference, alert in differences if difference is None), None)
        if match is not None:
            left.remove(match)
        else:
            near = "; ".join(str(difference) for difference, _ in differences) or "nothing was told"
            found.append(f"no {want.type.value} as expected: {near}")
    found += [f"unasked {alert.type.value}: {alert.summary}" for alert in left]
    return found


def _field(alert: EntityAlert | PolicyAlert, name: str) -> Any:
    if name == "entities":
        return [entity.watch_id for entity in alert.entities]
    if name in {"type", "kind", "reason"}:
        return getattr(alert, name)
    return getattr(alert.policy, name) if isinstance(alert, PolicyAlert) else None


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(str(each) for each in value)
    return None if value is None else str(value)
