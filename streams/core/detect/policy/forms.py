"""English word forms from lemmas, so that rules name a verb or noun once.

Regular inflection by spelling, with the irregular verbs that trade news uses.
A wrong form costs nothing: it is a string that no text holds.
"""

from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How a verb stands in the text."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    NOUN = "noun"
    PHRASE = "phrase"


# base: (past, participle); gerund and third person are regular.
_IRREGULAR: Final[dict[str, tuple[str, str]]] = {
    "begin": ("began", "begun"), "bite": ("bit", "bitten"), "break": ("broke", "broken"), "bring": ("brought", "brought"),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cut": ("cut", "cut"), "draw": ("drew", "drawn"),
    "fall": ("fell", "fallen"), "fight": ("fought", "fought"), "find": ("found", "found"), "forbid": ("forbade", "forbidden"),
    "freeze": ("froze", "frozen"), "get": ("got", "gotten"), "give": ("gave", "given"), "go": ("went", "gone"),
    "hit": ("hit", "hit"), "hold": ("held", "held"), "keep": ("kept", "kept"), "leave": ("left", "left"), "let": ("let", "let"),
    "lose": ("lost", "lost"), "put": ("put", "put"), "quit": ("quit", "quit"), "rise": ("rose", "risen"), "run": ("ran", "run"),
    "say": ("said", "said"), "see": ("saw", "seen"), "seek": ("sought", "sought"), "send": ("sent", "sent"), "set": ("set", "set"),
    "shut": ("shut", "shut"), "shrink": ("shrank", "shrunk"), "slap": ("slapped", "slapped"), "stick": ("stuck", "stuck"),
    "strike": ("struck", "struck"), "swear": ("swore", "sworn"), "take": ("took", "taken"), "tear": ("tore", "torn"),
    "tell": ("told", "told"), "think": ("thought", "thought"), "throw": ("threw", "thrown"), "undo": ("undid", "undone"),
    "unwind": ("unwound", "unwound"), "wind": ("wound", "wound"), "win": ("won", "won"), "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld", "withheld"), "bar": ("barred", "barred"), "be": ("was", "been"), "up": ("upped", "upped"),
    "forgo": ("forwent", "forgone"), "walk": ("walked", "walked"), "buy": ("bought", "bought"), "sell": ("sold", "sold"),
    "make": ("made", "made"), "lay": ("laid", "laid"), "pay": ("paid", "paid"), "meet": ("met", "met"), "feed": ("fed", "fed"),
}  # fmt: skip
_VOWELS: Final = "aeiou"
# Stressed on the last syllable, or of one: the consonant doubles before -ed and -ing.
_DOUBLES: Final = frozenset(
    "ban bar cap slap cut put set hit let get run drop trim strip stop plan permit defer win begin quit scrap"
    " shut nod bid nix".split()
)


def noun_forms(lemma: str) -> list[str]:
    """Singular and plural of a noun phrase; the last word is inflected."""
    head, _, last = lemma.rpartition(" ")
    return [lemma, f"{head} {_plural(last)}".strip()]


def verb_forms(lemma: str) -> list[tuple[str, Form]]:
    """Every form of a verb phrase; the first word is inflected ("roll back", "take effect")."""
    verb, _, rest = lemma.partition(" ")
    past, participle = _IRREGULAR.get(verb, (_past(verb),) * 2)
    forms = [(verb, Form.BASE), (_third(verb), Form.THIRD), (past, Form.PAST), (_gerund(verb), Form.GERUND)]
    if verb.endswith("l") and verb not in _IRREGULAR and verb[-2:-1] in _VOWELS:
        # "cancelled" and "canceled", "annulled".
        forms += [(f"{verb}led", Form.PAST), (f"{verb}ling", Form.GERUND)]
    if participle != past:
        forms.append((participle, Form.PARTICIPLE))
    if past == verb:
        forms = [form for form in forms if form[1] is not Form.PAST]
    if verb == "be":
        forms = [(form, Form.THIRD) for form in ("is", "are", "was", "were", "be", "been")]
    return [(f"{word} {rest}".strip(), form) for word, form in forms]


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _third(verb: str) -> str:
    return verb + "es" if verb.endswith("o") else _plural(verb)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLES else verb
