"""What markup itself says is furniture: captions, navigation, boxes of related stories, calls to follow.

Words of a class are matched whole: `has-related-box` on the article's own element must not silence it.
"""

import re
from dataclasses import dataclass
from typing import Final

from streams.core.document import Furniture

_MARKED: Final = {
    "figcaption": Furniture.CAPTION,
    "nav": Furniture.HEADLINE_RAIL,
    "aside": Furniture.HEADLINE_RAIL,
    "footer": Furniture.NOTICE,
}
_ATTRIBUTE: Final = re.compile(r"""\b(?:class|id|role)\s*=\s*["']?([^"'>]{1,200})""", re.IGNORECASE)
_CLASSES: Final = (
    (
        re.compile(r"(?:image|photo|media|wp|figure)?[-_]?caption(?:[-_]text)?|(?:photo|image)[-_]?credit"),
        Furniture.CAPTION,
    ),
    (
        re.compile(r"related(?:[-_].*)?|recommended(?:[-_].*)?|(?:read|more|most|also)[-_].*|trending"),
        Furniture.HEADLINE_RAIL,
    ),
    (
        re.compile(
            r"newsletter(?:[-_].*)?|subscribe(?:[-_].*)?|social(?:[-_].*)?|share(?:[-_].*)?|follow(?:[-_].*)?"
        ),
        Furniture.FOLLOW_US,
    ),
    (re.compile(r"(?:article[-_])?(?:tags|keywords)(?:[-_].*)?"), Furniture.TAG_LINE),
    (re.compile(r"disclaimer|copyright"), Furniture.NOTICE),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open span of the text that the markup itself says is furniture."""

    start: int
    end: int
    kind: Furniture


def kind_of(name: str, attributes: str) -> Furniture | None:
    """What furniture an element is, by its name (in lower case) or by the words of its class, id or role."""
    if name in _MARKED:
        return _MARKED[name]
    if "=" not in attributes:
        return None
    for found in _ATTRIBUTE.finditer(attributes[:1000]):
        for token in found.group(1).lower().split():
            for pattern, kind in _CLASSES:
                if pattern.fullmatch(token):
                    return kind
    return None
