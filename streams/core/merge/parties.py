"""Who does it and to whom: whether two reports of state action name the same parties."""

from dataclasses import dataclass

from schemas.alert import AlertPolicy
from schemas.finding import Direction


@dataclass(frozen=True, slots=True)
class Parties:
    """What the comparison adds to the sum, and what contradicts."""

    parts: tuple[tuple[str, float], ...] = ()
    against: tuple[str, ...] = ()


def compare_parties(a: AlertPolicy, b: AlertPolicy, *, same_article: bool, same_product: bool) -> Parties:
    """Actors and targets of two reports; a side that is missing speaks neither way.

    "Russian gas under EU sanctions" can be read with the parties the other way round. Where one report names one side
    only, that does not contradict; where both are named in full, it is a blow and its answer, unless one article
    says both.
    """
    actors, targets = _actors(a, b), _targets(a, b)
    contradicted = "actors" in (*actors.against, *targets.against) or "targets" in (
        *actors.against,
        *targets.against,
    )
    crossed = _meet(a.actors, b.targets) or _meet(b.actors, a.targets)
    whole = all((a.actors, a.targets, b.actors, b.targets))
    if contradicted and crossed and (same_article or not whole):
        worth = 0.25 if same_article or same_product else 0.0
        if same_article and a.direction is b.direction is Direction.RELAX:
            # A blow has its answer; what two states ease at once is one deal, or one state read as the other.
            worth = 0.45
        return Parties((("parties the other way round", worth),))
    return Parties((*actors.parts, *targets.parts), (*actors.against, *targets.against))


def _actors(a: AlertPolicy, b: AlertPolicy) -> Parties:
    if not a.actors or not b.actors:
        return Parties()
    return Parties((("actors", 0.25),)) if _meet(a.actors, b.actors) else Parties(against=("actors",))


def _targets(a: AlertPolicy, b: AlertPolicy) -> Parties:
    """States are compared with states and names with names: "on Huawei" and "on CN" do not contradict."""
    states = _states(a.targets), _states(b.targets)
    names = frozenset(a.targets) - states[0], frozenset(b.targets) - states[1]
    if states[0] and states[1] and not states[0] & states[1]:
        return Parties(against=("targets",))
    met = bool(states[0] & states[1]) + _names_meet(*names)
    if met:
        # A state is the target of many measures; a firm named on both sides tells more.
        return Parties((("targets", 0.25 if met == 1 else 0.4),))
    named_only = names[0] and names[1] and not (states[0] or states[1])
    return Parties(against=("targets",)) if named_only else Parties()


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool({value.casefold() for value in one} & {value.casefold() for value in other})


def _names_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    words = [
        {word for name in names for word in name.casefold().split() if len(word) > 2}
        for names in (one, other)
    ]
    return bool(words[0] & words[1])


def _states(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value for value in values if len(value) == 2 and value.isupper())
