"""An alert in a plain sentence, made from its fields: no word of it is cut, none is invented."""

from typing import Final

from schemas.alert import AlertEntity, AlertPolicy, AlertType, Change
from schemas.finding import Asserted, Direction, Instrument, Stage

_INSTRUMENT: Final = {
    Instrument.EXPORT_CONTROL: "an export control",
    Instrument.ENTITY_LIST: "a listing of firms",
    Instrument.SANCTIONS: "sanctions",
    Instrument.TARIFF: "a tariff",
    Instrument.IMPORT_BAN: "an import ban",
    Instrument.INVESTMENT: "an investment limit",
    Instrument.OTHER_TRADE: "a trade measure",
}
_VERB: Final = {
    Direction.TIGHTEN: "tightens",
    Direction.RELAX: "relaxes",
    Direction.MIXED: "changes",
    Direction.UNCLEAR: "moves on",
}
_STAGE: Final = {
    Stage.CONSIDERED: "being considered",
    Stage.THREATENED: "threatened",
    Stage.PROPOSED: "proposed",
    Stage.ANNOUNCED: "announced",
    Stage.IN_FORCE: "in force",
    Stage.DELAYED: "delayed",
    Stage.SUSPENDED: "suspended",
    Stage.REMOVED: "removed",
    Stage.REJECTED: "rejected",
    Stage.COURT: "in court",
}


def policy_sentence(policy: AlertPolicy) -> str:
    """Such as "US relaxes an export control on H20 for CN: removed; said by Nvidia, Jensen Huang"."""
    who = ", ".join(policy.actors) or "A public authority"
    many = len(policy.actors) > 1
    verb = _VERB[policy.direction]
    if many:
        verb = {"moves on": "move on"}.get(
            verb, verb.removesuffix("es") if verb == "relaxes" else verb.removesuffix("s")
        )
    on = f" on {', '.join(policy.products)}" if policy.products else ""
    toward = f" for {', '.join(policy.targets)}" if policy.targets else ""
    state = _STAGE[policy.stage]
    if policy.asserted is Asserted.DENIED:
        state += ", denied"
    elif policy.asserted is Asserted.UNCERTAIN:
        state += ", uncertain"
    when = f", effective {policy.dates.effective.isoformat()}" if policy.dates.effective else ""
    said = f"; said by {', '.join(policy.attribution)}" if policy.attribution else ""
    return f"{who} {verb} {_INSTRUMENT[policy.instrument]}{on}{toward}: {state}{when}{said}"


def entity_sentence(entity: AlertEntity, names: tuple[str, ...]) -> str:
    """Such as "Nvidia (NVDA) is what the article is about; reported by Reuters"."""
    tickers = f" ({', '.join(entity.tickers)})" if entity.tickers else ""
    by = f"; reported by {', '.join(names)}" if names else ""
    return f"{entity.name}{tickers} is what the article is about{by}"


def change_sentence(changes: tuple[Change, ...]) -> str:
    """Such as "stage: threatened -> announced; targets: CN -> CN, VN"."""
    return "; ".join(
        f"{_named(change)}: {change.before or 'none'} -> {change.after or 'none'}" for change in changes
    )


def summary_of(type_: AlertType, base: str, changes: tuple[Change, ...]) -> str:
    """The sentence of an alert; an update begins with what changed, a cancel with what it takes back."""
    if type_ is AlertType.CANCEL:
        return f"Withdrawn, no article carries it any more: {base}"
    if type_ is AlertType.UPDATE and changes:
        return f"Changed: {change_sentence(changes)}. Now: {base}"
    return base


def _named(change: Change) -> str:
    return change.field.replace("_", " ")
