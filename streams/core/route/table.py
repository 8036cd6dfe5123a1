"""The routing table: which alert goes to which destination; first match, `continue`, default; mutes, quiet hours."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.alert import AlertType, Earlier, EntityAlert, PolicyAlert, Severity
from schemas.finding import Direction, Instrument, Stage
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate

AnyAlert = EntityAlert | PolicyAlert


class _Strict(BaseModel):
    """A part of a configuration file: an unknown key is a fault, since it is a misspelt one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Match(_Strict):
    """What an alert must be; every line given must hold, a line with several values holds with any of them."""

    kind: Literal["entity", "policy"] | None = None
    type: tuple[AlertType, ...] = ()
    instrument: tuple[Instrument, ...] = ()
    direction: tuple[Direction, ...] = ()
    stage: tuple[Stage, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    metadata: dict[str, str] = {}
    severity_at_least: Severity | None = None

    def fails(self, alert: AnyAlert, *, followed: bool) -> str | None:
        """The first line that does not hold, or None where the alert matches.

        Where it is `followed`, a line holds also by what the story's earlier alerts said: whoever was told hears the
        rest, and its cancel.
        """
        said = _said(alert, alert.earlier if followed else Earlier())
        tests: tuple[tuple[str, bool], ...] = (
            ("kind", self.kind in (None, alert.kind)),
            ("type", not self.type or alert.type in self.type),
            ("instrument", not self.instrument or _meet(self.instrument, said.instruments)),
            ("direction", not self.direction or _meet(self.direction, said.directions)),
            ("stage", not self.stage or _meet(self.stage, said.stages)),
            ("actor", not self.actor or _meet(self.actor, said.actors)),
            ("target", not self.target or _meet(self.target, said.targets)),
            ("product", not self.product or _meet(self.product, said.products)),
            ("watch", not self.watch or _meet(self.watch, (entity.watch_id for entity in said.entities))),
            ("owner", not self.owner or _meet(self.owner, (entity.owner for entity in said.entities))),
            ("metadata", all(_has(said, key, value) for key, value in self.metadata.items())),
            (
                "severity_at_least",
                self.severity_at_least is None
                or _reaches(said.severity or alert.severity, self.severity_at_least),
            ),
        )
        return next((name for name, holds in tests if not holds), None)


class QuietHours(_Strict):
    """No delivery between these hours; what comes then waits for their end, unless it is severe enough."""

    start: time
    end: time
    zone: str = "UTC"
    unless_severity: Severity = Severity.EXTREME

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"no such time zone: {zone}; use an IANA name such as Asia/Shanghai") from None
        return zone

    def until(self, now: datetime, severity: Severity) -> datetime | None:
        """The end of the quiet hours that `now` lies in, or None."""
        if _reaches(severity, self.unless_severity):
            return None
        local = now.astimezone(ZoneInfo(self.zone))
        clock = local.time()
        inside = (
            self.start <= clock < self.end
            if self.start <= self.end
            else clock >= self.start or clock < self.end
        )
        if not inside:
            return None
        end = local.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if end > local else end + timedelta(days=1)


class Destination(_Strict):
    """Where deliveries go. The id is opaque: no phone number, no address."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    channel: Literal["console", "slack", "whatsapp", "webhook", "desk"]
    quiet_hours: QuietHours | None = None


class Route(_Strict):
    """One line of the table."""

    name: Annotated[str, Field(min_length=1)]
    match: Match = Match()
    to: tuple[str, ...] = ()
    continue_: Annotated[bool, Field(alias="continue")] = False


class Mute(_Strict):
    """Nothing that matches is delivered, until then (or for good)."""

    name: Annotated[str, Field(min_length=1)]
    match: Match
    until: AwareDatetime | None = None


class Routes(_Strict):
    """config/routes.yaml as a whole."""

    destinations: tuple[Destination, ...]
    routes: tuple[Route, ...] = ()
    default: tuple[str, ...] = ()
    mutes: tuple[Mute, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> "Routes":
        ids = [destination.id for destination in self.destinations]
        doubled = sorted({each for each in ids if ids.count(each) > 1})
        if doubled:
            raise ValueError(f"destinations named twice: {', '.join(doubled)}; give each its own id")
        return self

    @classmethod
    def parse(cls, located: Located) -> "Routes":
        """The table from its file; raises ConfigError with every fault and its line."""
        routes = validate(located, cls)
        known = {destination.id for destination in routes.destinations}
        faults: list[Fault] = [
            located.fault(
                ("routes", index, "to"), f"route {route.name!r}: no destination {name!r}; name it above"
            )
            for index, route in enumerate(routes.routes)
            for name in route.to
            if name not in known
        ]
        faults += [
            located.fault(("default",), f"default: no destination {name!r}; name it above")
            for name in routes.default
            if name not in known
        ]
        if faults:
            raise ConfigError(faults)
        return routes

    def destination(self, name: str) -> Destination:
        """A destination by its id."""
        return next(each for each in self.destinations if each.id == name)


def _said(alert: AnyAlert, told: Earlier) -> Earlier:
    """What the alert and what was told before say, together."""
    said = told.model_copy(
        update={
            "entities": (*alert.entities, *told.entities),
            "severity": max(alert.severity, told.severity or alert.severity, key=lambda each: each.rank),
        }
    )
    if not isinstance(alert, PolicyAlert):
        return said
    policy = alert.policy
    return said.model_copy(
        update={
            "instruments": (policy.instrument, *told.instruments),
            "directions": (policy.direction, *told.directions),
            "stages": (policy.stage, *told.stages),
            "actors": (*policy.actors, *told.actors),
            "targets": (*policy.targets, *told.targets),
            "products": (*policy.products, *told.products),
        }
    )


def _meet(wanted: Iterable[str], given: Iterable[str | None]) -> bool:
    folded = {each.casefold() for each in given if each}
    return any(each.casefold() in folded for each in wanted)


def _has(said: Earlier, key: str, value: str) -> bool:
    return any(entity.metadata.get(key) == value for entity in said.entities)


def _reaches(severity: Severity, at_least: Severity) -> bool:
    return severity.rank >= at_least.rank
