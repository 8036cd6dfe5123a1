"""Admit: bytes -> article -> document, and what is to be done with the article."""

from streams.core.admit.dates import effective_date
from streams.core.admit.decode import Decoded, decode
from streams.core.admit.language import detect_language
from streams.core.admit.life import Action, Seen, Verdict, fingerprint, judge_life
from streams.core.admit.lines import parse_lines
from streams.core.admit.read import read

__all__ = [
    "Action",
    "Decoded",
    "Seen",
    "Verdict",
    "decode",
    "detect_language",
    "effective_date",
    "fingerprint",
    "judge_life",
    "parse_lines",
    "read",
]
