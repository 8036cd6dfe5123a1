"""What is to be done with a version of an article, given the version seen last.

Newest wins, by (version, updated_at). A message read again is worked again under the same ids and not
dropped on sight, since nobody knows whether its first reading was finished: only an older one is dropped.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from schemas.article import Article, Status
from streams.core.admit.read import read
from streams.core.document import Document
from streams.core.reasons import Reason

_SPACE: Final = b" \n"


class Action(StrEnum):
    """What the agent does with the article."""

    WORK = "work"
    HOLD = "hold"
    DROP = "drop"
    KILL = "kill"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do and why; `due` is when a held article must be looked at again."""

    action: Action
    reason: Reason
    due: datetime | None = None


class Seen(Protocol):
    """What is remembered of the version seen last."""

    @property
    def article_version(self) -> int:
        """Its version."""
        ...

    @property
    def updated_at(self) -> datetime | None:
        """When its publisher changed it."""
        ...

    @property
    def status(self) -> Status:
        """Its status."""
        ...

    @property
    def fingerprint(self) -> str:
        """Of its text; empty where it was not worked."""
        ...

    @property
    def earlier(self) -> tuple[str, ...]:
        """Fingerprints of the texts that the same version had before this one."""
        ...


def judge_life(article: Article, seen: Seen | None, now: datetime) -> Verdict:
    """What to do with this version now; `seen` is what is remembered of the last one."""
    standing = _standing(article, seen)
    if standing is Reason.OLDER_VERSION:
        return Verdict(Action.DROP, standing)
    match article.status:
        case Status.CANCELED:
            return Verdict(Action.KILL, Reason.KILLED)
        case Status.WITHHELD:
            return Verdict(Action.WAIT, Reason.WITHHELD)
        case Status.USABLE:
            if article.embargoed_until is not None and article.embargoed_until > now:
                return Verdict(Action.HOLD, Reason.EMBARGOED, due=article.embargoed_until)
            return Verdict(Action.WORK, standing)


def fingerprint(document: Document) -> str:
    """The same for texts that differ only in case, spaces, typography or markup."""
    digest = hashlib.sha256()
    for text in document.texts:
        digest.update(text.folded.encode("utf-8", "surrogatepass").translate(None, _SPACE))
        digest.update(b"\x1f")
    return f"text-{digest.hexdigest()[:32]}"


def _standing(article: Article, seen: Seen | None) -> Reason:
    """Whether the version is new, seen before, or older than what was seen."""
    if seen is None or article.version > seen.article_version:
        return Reason.ADMITTED
    if article.version < seen.article_version:
        return Reason.OLDER_VERSION
    dated, before = article.updated_at, seen.updated_at
    if dated is not None and before is not None and dated != before:
        same = article.status is seen.status and _same_text(article, seen)
        return Reason.SEEN_BEFORE if same else Reason.ADMITTED if dated > before else Reason.OLDER_VERSION
    if seen.status is Status.CANCELED and article.status is not Status.CANCELED:
        # A kill stands until its publisher says something newer; the killed text read again is not that.
        return Reason.OLDER_VERSION
    if article.status is seen.status and _same_text(article, seen):
        return Reason.SEEN_BEFORE
    if seen.earlier and article.status is Status.USABLE and fingerprint(read(article)) in seen.earlier:
        # Nothing but arrival orders these texts, and this one came before: it is read again, not new.
        return Reason.OLDER_VERSION
    return Reason.ADMITTED


def _same_text(article: Article, seen: Seen) -> bool:
    return article.status is Status.CANCELED or fingerprint(read(article)) == seen.fingerprint
