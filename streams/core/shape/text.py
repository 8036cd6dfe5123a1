"""An alert as lines for people: what, direction, stage, why, and the words that made it ring.

Pure: each line is a list of (role, text) runs; a terminal colours the roles, a plain channel joins the texts.
"""

from typing import Final, Literal

from schemas.alert import AlertType, Change, EntityAlert, PolicyAlert, Purpose
from schemas.finding import Evidence
from streams.core.reasons import says

Role = Literal["type", "severity", "headline", "label", "value", "quote", "rule", "dim"]
Run = tuple[Role, str]
Line = tuple[Run, ...]

TYPE_WORDS: Final = {AlertType.ALERT: "ALERT", AlertType.UPDATE: "UPDATE", AlertType.CANCEL: "CANCEL"}
MAX_QUOTES: Final = 6
# Changes of these are between names of ours, not between words of papers.
NAMED_FIELDS: Final = frozenset({"instrument", "direction", "stage", "asserted"})


def lines(alert: EntityAlert | PolicyAlert) -> tuple[Line, ...]:
    """The alert, a line an item."""
    return (
        _title(alert),
        *_what(alert),
        *_changes(alert),
        (("label", "why      "), ("value", says(alert.reason))),
        *_words(alert),
        (("label", "sources  "), ("value", _sources(alert))),
        (("label", "id       "), ("dim", alert.id)),
        (
            ("label", "story    "),
            ("dim", f"{alert.story_id} · alert {alert.sequence} · novelty {alert.novelty}"),
        ),
    )


def plain(alert: EntityAlert | PolicyAlert) -> str:
    """The same lines without colours."""
    return "\n".join("".join(text for _, text in line).rstrip() for line in lines(alert))


def _title(alert: EntityAlert | PolicyAlert) -> Line:
    # Nobody must act on a drill or a replay: it says so before it says anything else.
    purpose = "" if alert.purpose is Purpose.ACTUAL else f" ({alert.purpose.value})"
    return (
        ("type", TYPE_WORDS[alert.type]),
        ("severity", f" {alert.severity.value}{purpose}  "),
        ("headline", alert.headline or alert.summary),
    )


def _what(alert: EntityAlert | PolicyAlert) -> tuple[Line, ...]:
    entities = ", ".join(entity.name for entity in alert.entities)
    if isinstance(alert, EntityAlert):
        return ((("label", "what     "), ("value", entities or alert.summary)),)
    policy = alert.policy
    parties = " → ".join(", ".join(part) for part in (policy.actors, policy.targets) if part)
    what = [_words_of(policy.instrument), parties, ", ".join(policy.products)]
    move = " · ".join(_words_of(value) for value in (policy.direction, policy.stage, policy.asserted))
    said = f" · said by {', '.join(policy.attribution)}" if policy.attribution else ""
    dates = [
        f"{name} {moment.isoformat()}"
        for name in ("announced", "effective", "removed")
        if (moment := getattr(policy.dates, name)) is not None
    ]
    found: list[Line] = [
        (("label", "what     "), ("value", " · ".join(part for part in what if part))),
        (("label", "move     "), ("value", move + said)),
    ]
    if dates:
        found.append((("label", "dates    "), ("value", ", ".join(dates))))
    if entities:
        found.append((("label", "entities "), ("value", entities)))
    return tuple(found)


def _changes(alert: EntityAlert | PolicyAlert) -> tuple[Line, ...]:
    return tuple(
        (
            ("label", "changed  "),
            ("value", f"{change.field}: {_value(change, change.before)} → {_value(change, change.after)}"),
        )
        for change in alert.changes
    )


def _value(change: Change, value: str | None) -> str:
    """A value of a change: those of a list of ours as words, what papers wrote as it is."""
    if not value:
        return "nothing"
    return _words_of(value) if change.field in NAMED_FIELDS else value


def _words_of(value: str) -> str:
    """`export_control` is a name for programs; people read `export control`."""
    return value.replace("_", " ")


def _words(alert: EntityAlert | PolicyAlert) -> tuple[Line, ...]:
    shown: list[Line] = [
        (
            ("label", "words    " if number == 0 else "         "),
            ("quote", f"“{_one_line(item)}”"),
            ("rule", f"  {item.rule}"),
        )
        for number, item in enumerate(alert.evidence[:MAX_QUOTES])
    ]
    if (more := len(alert.evidence) - MAX_QUOTES) > 0:
        shown.append((("label", "         "), ("dim", f"… and {more} more")))
    return tuple(shown)


def _one_line(item: Evidence) -> str:
    return " ".join(item.text.split())


def _sources(alert: EntityAlert | PolicyAlert) -> str:
    names = ", ".join(alert.sources.names)
    return f"{alert.sources.count}: {names}" if names else str(alert.sources.count)
