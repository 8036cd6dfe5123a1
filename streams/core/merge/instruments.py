"""How far the instruments of two reports of state action lie apart.

A duty is told from a ban by everybody; which of the bans it is, two reports of one act may say differently.
"""

from typing import Final

from schemas.finding import Instrument

NEAR: Final = -0.25
FAR: Final = -0.45

_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in (
        (Instrument.EXPORT_CONTROL, Instrument.ENTITY_LIST),
        (Instrument.EXPORT_CONTROL, Instrument.SANCTIONS),
        (Instrument.EXPORT_CONTROL, Instrument.OTHER_TRADE),
        (Instrument.ENTITY_LIST, Instrument.SANCTIONS),
        (Instrument.TARIFF, Instrument.OTHER_TRADE),
        (Instrument.IMPORT_BAN, Instrument.OTHER_TRADE),
        (Instrument.IMPORT_BAN, Instrument.SANCTIONS),
        (Instrument.IMPORT_BAN, Instrument.ENTITY_LIST),
    )
)


def distance(one: Instrument, other: Instrument) -> float | None:
    """What the sum loses by it (0 for the same); None where they exclude each other."""
    if one == other:
        return 0.0
    if frozenset((one, other)) in _NEAR:
        return NEAR
    return None if Instrument.TARIFF in (one, other) else FAR
