"""From an alert to its deliveries: which lines of the table name a destination, and why not the others."""

from dataclasses import dataclass
from datetime import datetime

from schemas.base import content_id
from schemas.delivery import Delivery
from streams.core.reasons import Reason
from streams.core.route.table import AnyAlert, Routes


@dataclass(frozen=True, slots=True)
class Tried:
    """One line of the table, tried on an alert."""

    route: str
    fails: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The deliveries of an alert, the reason, and every line that was tried."""

    deliveries: tuple[Delivery, ...]
    reason: Reason
    tried: tuple[Tried, ...]


def choose(alert: AnyAlert, routes: Routes, now: datetime) -> Chosen:
    """Try the lines in order: the first that matches decides, and further ones only after `continue`."""
    for mute in routes.mutes:
        # A mute holds for what is said now: one on talk of a measure must not hide that it is in force.
        if (mute.until is None or now < mute.until) and mute.match.fails(alert, followed=False) is None:
            return Chosen((), Reason.MUTED, (Tried(f"mute {mute.name}", None),))
    tried: list[Tried] = []
    named: dict[str, str] = {}
    for route in routes.routes:
        fails = route.match.fails(alert, followed=True)
        tried.append(Tried(route.name, fails))
        if fails is None:
            for name in route.to:
                named.setdefault(name, route.name)
            if not route.continue_:
                break
    else:
        if not named:
            named = dict.fromkeys(routes.default, "default")
    deliveries = tuple(_delivery(alert, routes, name, route, now) for name, route in named.items())
    return Chosen(deliveries, Reason.ROUTED if deliveries else Reason.NO_ROUTE, tuple(tried))


def _delivery(alert: AnyAlert, routes: Routes, name: str, route: str, now: datetime) -> Delivery:
    destination = routes.destination(name)
    quiet = destination.quiet_hours
    return Delivery(
        id=content_id("delivery", alert.id, name),
        destination=name,
        channel=destination.channel,
        alert=alert,
        route=route,
        not_before=quiet.until(now, alert.severity) if quiet else None,
        expires_at=alert.expires_at,
    )
