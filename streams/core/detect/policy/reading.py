"""One candidate sentence, read: its words, what they may mean, and whether "ban" is a noun here or a verb."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.lexicon import Thing, Trie, Verb, Word
from streams.core.detect.policy.tokens import Tokens

_NOUN_BEFORE: Final = frozenset(
    "a an the this that these those its his her their our any some all of on no new such from against over with in"
    " under for more further fresh additional another other proposed planned possible".split()
)
_NOUN_AFTER: Final = frozenset(
    "on against of for to that which was were is are has have had will would may could by".split()
)
_VERB_BEFORE: Final = frozenset(
    "to will would may might could can cannot should must shall not won't wouldn't couldn't didn't doesn't don't"
    " 'll let".split()
)
_VERB_AFTER: Final = frozenset("the a an its his their all some any more new most it them".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the sentence with one meaning chosen: a thing, or the verbs it may be."""

    start: int
    end: int
    things: tuple[Thing, ...] = ()
    verbs: tuple[Verb, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The tries that a sentence is read with."""

    words: Trie[Word]
    auxiliaries: Mapping[str, frozenset[str]]
    boundaries: Trie[str]
    cues: Trie[frozenset[str]]
    near: Mapping[str, frozenset[str]]
    """Single words that make a common thing a rule's: word to rule ids."""
    products: Trie[str]


@dataclass(frozen=True)
class Reading:
    """A sentence with its marks in order."""

    tokens: Tokens
    lexicon: Lexicon = field(repr=False)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Things and verbs, leftmost longest."""
        marks: list[Mark] = []
        for start, end, word in self.lexicon.words.find(self.tokens.words):
            behind = bool(marks and marks[-1].end == start and marks[-1].things)
            marks.append(self._mark(start, end, word, behind=behind))
        return tuple(marks)

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Places of words that end the stretch in which a verb governs."""
        return frozenset(start for start, _, _ in self.lexicon.boundaries.find(self.tokens.words))

    @cached_property
    def cues(self) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """Phrases that say when, how surely and by whom."""
        return tuple(self.lexicon.cues.find(self.tokens.words))

    def auxiliaries(self, place: int) -> dict[str, int]:
        """Groups of auxiliaries that stand before a word, with their places; adverbs between are skipped."""
        found: dict[str, int] = {}
        words, groups = self.tokens.words, self.lexicon.auxiliaries
        for back in range(place - 1, max(-1, place - 6), -1):
            names = groups.get(words[back])
            if names is None:
                if words[back].endswith("ly") or words[back] in _ADVERBS:
                    continue
                break
            for name in names:
                found.setdefault(name, back)
        return found

    def _mark(self, start: int, end: int, word: Word, *, behind: bool) -> Mark:
        """`behind`: right behind a thing, where "tariff cuts" has a noun and "tariffs cut" a verb."""
        if word.things and word.verbs:
            verb = self._is_verb(start, end, word)
            return (
                Mark(start, end, verbs=_verbal(word.verbs)) if verb else Mark(start, end, things=word.things)
            )
        if word.things:
            return Mark(start, end, things=self._meant(start, end, word))
        forms = {verb.form is Form.NOUN for verb in word.verbs}
        if len(forms) == 2:
            single = behind and not self.tokens.words[start - 1].endswith("s")
            verb = not single and self._is_verb(start, end, word)
            return Mark(start, end, verbs=_verbal(word.verbs) if verb else _nominal(word.verbs))
        return Mark(start, end, verbs=word.verbs)

    def _meant(self, start: int, end: int, word: Word) -> tuple[Thing, ...]:
        """Of "blacklists" and "sanctions", which are noun and verb: a verb before a name or number, else a noun."""
        acts = tuple(thing for thing in word.things if thing.form is not Form.NOUN)
        nouns = tuple(thing for thing in word.things if thing.form is Form.NOUN)
        if not acts or not nouns:
            return word.things
        tokens = self.tokens
        after = tokens.text.plain[tokens.starts[end]] if end < len(tokens) else ""
        named = start > 0 and (after.isupper() or after.isdigit()) and (start - 1) not in tokens.owners
        return acts if named and tokens.words[start - 1] not in _NOUN_BEFORE else nouns

    def _is_verb(self, start: int, end: int, word: Word) -> bool:
        """By the words on both sides; a form that no noun has decides at once."""
        words = self.tokens.words
        before = words[start - 1] if start else ""
        after = words[end] if end < len(words) else ""
        if before in _VERB_BEFORE:
            return True
        if before in _NOUN_BEFORE or (start - 1) in self.tokens.owners or before[:1].isdigit():
            return False
        if after in _NOUN_AFTER:
            return False
        if after in _VERB_AFTER:
            return True
        if start == 0 or after in {"", ".", ",", ":", ";", "?", "'", '"'}:
            return False
        # "US bans Huawei" against "a TikTok ban that": a third person before a name or noun is a verb.
        return words[end - 1].endswith("s") or (
            any(verb.form in _FINITE for verb in word.verbs) and not word.things
        )


_FINITE: Final = frozenset({Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.GERUND})
_ADVERBS: Final = frozenset("able also now soon again so ever yet still just all both further".split())


def _verbal(verbs: tuple[Verb, ...]) -> tuple[Verb, ...]:
    return tuple(verb for verb in verbs if verb.form is not Form.NOUN) or verbs


def _nominal(verbs: tuple[Verb, ...]) -> tuple[Verb, ...]:
    return tuple(verb for verb in verbs if verb.form is Form.NOUN) or verbs
