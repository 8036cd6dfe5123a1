"""Which language an article is in: by script, then by the words that every sentence of a language has.

Rules for policy events exist for English and Chinese; an article taken for another language goes
through with entities only. So doubt is settled for what the publisher declares, and then for English.
"""

import re
from typing import Final

# So many characters tell a language; the rest of the article is not looked at.
_SAMPLE: Final = 600
_OPENING: Final = 300
_WORD: Final = re.compile(r"[^\W\d_]+")
_FOREIGN: Final = re.compile(r"[^\x00-\u024f\u2000-\u206f]")

_SCRIPTS: Final = (
    ("ja", re.compile("[\u3041-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), 0.3),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 0.3),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
)
_LETTERS_OF: Final = {
    "ru": (("uk", frozenset("іїєґ")), ("sr", frozenset("ђћџјљњ")), ("be", frozenset("ў"))),
    "ar": (("ur", frozenset("ٹڈڑں")), ("fa", frozenset("پچژگ"))),
}

# Words of one letter are left out: "U.S." and "'s" would be Czech.
_FUNCTION_WORDS: Final = {
    "en": "the of to and in for on with is that by at from as was its it after over will are has amid into against be "
    "says said not have his they their who which were he this but would about an up out off could "
    "may new than more",
    "fr": (
        "le la les des du et est une dans pour sur par avec au aux qui que ne pas sont ses ce "
        "cette plus selon après"
    ),
    "de": (
        "der die das und ist den dem des ein eine einen im zu mit auf für von nicht sich auch "
        "nach bei wird wegen gegen"
    ),
    "es": "el la los las del una en por para con que se su al es como más pero sobre tras ante según contra",
    "pt": "os as do da dos das um uma em no na por para com que se não mais ao são sobre após contra",
    "it": (
        "il lo la gli le di del della dei delle un una in per con che non si sono al nel dal alla "
        "sul sui sulla sulle nella dalla più contro dopo"
    ),
    "nl": (
        "de het een en van in op te met voor dat niet is zijn aan door bij ook naar uit wordt "
        "tegen tot maar na"
    ),
    "sv": "och att det som en ett på är av för med den till inte om har de från vid efter mot",
    "da": "og at det som en et på er af for med den til ikke om har de fra ved efter mod",
    "no": "og det som en et på er av for med den til ikke om har de fra ved etter mot",
    "fi": "ja on ei että se oli hän mutta myös kun sekä mukaan ovat",
    "pl": "na do nie się jest że po od za przez jak oraz są dla",
    "cs": "na se je že do pro za podle by jako po od",
    "hu": "az és hogy nem is egy van meg ez volt csak már szerint",
    "ro": "și în de la cu pe din nu este un pentru care sunt mai prin după",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi ise kadar sonra",
    "id": "yang dan di dari untuk dengan ini pada tidak akan dalam ke oleh itu telah juga",
    "vi": "và của là có trong được cho với các không này đã một người",
}
# Words that names are made of count half: "Ursula von der Leyen", "La Nina".
_PARTICLES: Final = frozenset("von der van den de la le el del da di du dos das san al".split())
# Two common words, or one and two particles.
_ENOUGH: Final = 3
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)
# Beside "the", which no other language has, two of these settle it.
_ENGLISH: Final = (" of ", " to ", " and ", " in ", " for ", " on ", " that ", " with ")
_ENGLISH_ENOUGH: Final = 2
_ENGLISH_WORDS: Final = frozenset(_FUNCTION_WORDS["en"].split())


def detect_language(headline: str, body: str, declared: str | None) -> str:
    """A primary subtag of BCP 47 (`en`, `zh` ...), or `und` where there are no words to tell by."""
    sample = f"{headline} {body[:_SAMPLE]}"
    believed = _primary(declared)
    if not sample.isascii():
        script = _by_script(sample, believed)
        if script is not None:
            return script
    # Nearly every English article is told by its opening.
    opening = sample[:_OPENING].lower()
    if " the " in opening and sum([word in opening for word in _ENGLISH]) >= _ENGLISH_ENOUGH:
        return "en"
    words = set(sample.lower().split())
    if len(words & _ENGLISH_WORDS) >= max(4, len(words) // 6):
        return "en"
    return _by_words(_WORD.findall(sample.lower()), believed, ascii_only=sample.isascii())


def _by_script(sample: str, believed: str | None) -> str | None:
    foreign = len(_FOREIGN.findall(sample))
    if not foreign:
        return None
    letters = sum(map(str.isalpha, sample))
    for language, pattern, share in _SCRIPTS:
        count = len(pattern.findall(sample))
        if count and count >= share * letters:
            if language == "zh" and believed == "ja":
                return "ja"
            present = set(sample)
            return next(
                (other for other, marks in _LETTERS_OF.get(language, ()) if marks & present), language
            )
    return None


def _by_words(words: list[str], believed: str | None, *, ascii_only: bool) -> str:
    if not words:
        return believed or "und"
    counts: dict[str, int] = {}
    for word in set(words):
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] = counts.get(language, 0) + (1 if word in _PARTICLES else 2)
    english = counts.pop("en", 0)
    best = max(counts, key=lambda language: counts[language], default="en")
    most = counts.get(best, 0)
    if believed is not None and believed != "en":
        own = counts.get(believed, 0)
        if own >= max(most, english) - 2 and (own or not english or not ascii_only):
            return believed
    # One word of another language is no sign of it in a text of plain letters, and English is full of names.
    needed = 2 * english + 1 if english else _ENOUGH if ascii_only else 2
    return best if most >= needed else "en"


def _primary(declared: str | None) -> str | None:
    if not declared:
        return None
    primary = declared.replace("_", "-").split("-")[0].strip().lower()
    return (
        primary
        if 2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha() and primary != "und"
        else None
    )
