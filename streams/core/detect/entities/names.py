"""From a watch's name to the keys under which the automaton looks for it.

A key is a written form in spaced folded text. A name gives a few: as it stands, without its commas and dots,
with `and` for `&`, and without its legal form where what remains is distinctive.
Work is done here once a list, so that none is left for an article.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.core.detect.entities.lexicon import LEGAL, SHARE_CLASS, SMALL, STRUCTURE, is_common
from streams.core.detect.entities.spaced import ends_free, spaced, starts_free
from streams.core.fold import fold, plain

# A core shorter than this is no safe stand-in for the full name ("3M Co" has "3M" as a name of its own).
_SAFE_CORE: Final = 4

# Words that are no name by themselves, and stand in every article: a list that has them has them by mistake.
_NO_NAMES: Final = SMALL | LEGAL | STRUCTURE | {
    "to", "it", "is", "with", "from", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One form: what the automaton looks for, and the words as written that stand behind it."""

    text: str
    written: str
    derived: bool


def key_of(written: str) -> str:
    """The name in spaced folded text, without the spaces around it; empty for a name of nothing but signs."""
    return spaced(fold(written))[0].strip()


def keys(name: str) -> Iterator[Key]:
    """Every form of a name; the first is the name as it stands, derived ones give way to names of other watches."""
    written = " ".join(plain(name).text.split())
    key = key_of(written)
    if not key or key in _NO_NAMES:
        return
    seen = {key}
    yield Key(key, written, derived=False)
    for variant in _variants(written):
        key = key_of(variant)
        if key and key not in seen and key not in _NO_NAMES:
            seen.add(key)
            yield Key(key, variant, derived=False)
    for core in cores_of(written):
        if not is_distinctive(core):
            continue
        for variant in (core, *_variants(core)):
            key = key_of(variant)
            if key and key not in seen:
                seen.add(key)
                yield Key(key, variant, derived=True)


def cores_of(written: str) -> list[str]:
    """The name without `The`, its share class and legal form, then also without words of structure; often nothing."""
    words = written.split()
    had = len(words)
    lowered = written.lower()
    for share in SHARE_CLASS:
        if lowered.endswith(" " + share):
            words = words[: -len(share.split())]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    while len(words) > 1 and (_bare(words[-1]) in LEGAL or words[-1] in ("&", "and")):
        words = words[:-1]
    cores = [words] if len(words) < had else []
    while len(words) > 1 and _bare(words[-1]) in STRUCTURE:
        words = words[:-1]
        cores.append(words)
    return [" ".join(core).rstrip(",.;- ") for core in cores]


def is_distinctive(core: str) -> bool:
    """Whether a shortened name can stand alone: long enough, and not made of common words."""
    words = [word for word in key_of(core).split() if word not in SMALL]
    if not words or core[0].islower():
        return False
    if starts_free(words[0]):
        return len(core) > 2
    if len(words) == 1:
        word = words[0]
        return len(word) >= _SAFE_CORE and not word.isdigit() and not is_common(word)
    return not all(is_common(word) or word.isdigit() or len(word) < 3 for word in words)


def has_legal_form(written: str) -> bool:
    """Whether the name ends in a legal form, without which an article may go on."""
    return written[written.rfind(" ") + 1 :].rstrip(".").lower() in LEGAL


def needs_spaces(key: str) -> bool:
    """Whether the key may begin only where a word begins."""
    return not starts_free(key)


def has_open_end(key: str) -> bool:
    """Whether letters may follow the key at once."""
    return ends_free(key)


def _bare(word: str) -> str:
    return word.strip(".,()").replace(".", "").lower()


def _variants(written: str) -> Iterator[str]:
    """The same name with other punctuation."""
    if "." in written or "," in written:
        bare = " ".join(written.replace(",", " ").replace(".", "").split())
        yield bare
        # "S.A.C. Capital" is also "S A C Capital"; "Inc.," leaves two spaces behind in the text.
        yield " ".join(written.replace(",", " ").replace(".", " ").split())
    words = written.split()
    if len(words) > 1 and "," not in written and _bare(words[-1]) in LEGAL:
        yield f"{' '.join(words[:-1])}, {words[-1]}"
    if "&" in written:
        yield " ".join(written.replace("&", " and ").split())
    elif " and " in written:
        yield written.replace(" and ", " & ")
    if "'" in written:
        yield written.replace("'", "")
    if len(words) > 1 and words[0] in ("US", "UK", "EU", "UN"):
        yield f"{words[0][0]}.{words[0][1]}. {' '.join(words[1:])}"
    if written.endswith(")") and "(" in written:
        head, _, inner = written[:-1].partition("(")
        if head.strip() and not any(sign in inner for sign in "()") and ":" in inner:
            yield head.strip()
