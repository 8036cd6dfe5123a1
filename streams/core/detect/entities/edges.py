"""What stands right before and after a name: whether it is the whole word, the whole number, and the whole name."""

from streams.core.detect.entities.lexicon import NEGATING

_URL_SIGNS = "/@"


def is_whole(plain: str, start: int, end: int) -> bool:
    """Whether the span is no part of a longer word, number or address.

    The automaton has seen that no letter or digit touches it; what is left are the signs that join:
    "Nvidia's", "Nvidia-backed" and "A100/H100" are whole, "non-Apple", "T-Mobile" (for Mobile), "O'Reilly"
    (for Reilly), "U.K." (for U), "2,600" (for 600) and "www.target.com" are not.
    """
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    if before == after == " ":
        return True
    if before == "-" and not _joins_well(plain, start):
        return False
    if (
        before == "'"
        and start > 1
        and plain[start - 2].isupper()
        and (start == 2 or not plain[start - 3].isalnum())
    ):
        return False
    if (
        before == "'"
        and start > 2
        and plain[start - 2].isalpha()
        and plain[start - 3].isalpha()
        and plain[start].islower()
    ):
        # "they're", "we'll"
        return False
    if before in _URL_SIGNS and start > 1 and plain[start - 2] in ":/":
        return False
    if (
        before == "."
        and start > 1
        and plain[start - 2].isalnum()
        and after == "."
        and plain[end + 1 : end + 2].isalpha()
    ):
        return False
    if (
        end - start == 1
        and plain[start].isalpha()
        and (
            (after == "." and plain[end + 1 : end + 2].isalpha())
            or (before == "." and plain[start - 2 : start - 1].isalpha())
        )
    ):
        return False
    return _is_whole_number(plain, start, end, before, after)


def _joins_well(plain: str, start: int) -> bool:
    """Whether what a hyphen joins to the name leaves it a name."""
    last = start - 1
    first = last
    while first > 0 and plain[first - 1].isalpha() and last - first < 12:
        first -= 1
    prefix = plain[first:last].lower()
    return prefix not in NEGATING and not (len(prefix) == 1 and (first == 0 or plain[first - 1] == " "))


def _is_whole_number(plain: str, start: int, end: int, before: str, after: str) -> bool:
    number = plain[start:end].isdigit()
    if plain[start].isdigit():
        if before in ".,-" and start > 1 and plain[start - 2].isdigit():
            return False
        if number and before in "$€£¥#+":
            return False
    if plain[end - 1].isdigit():
        if after in ".,:" and plain[end + 1 : end + 2].isdigit():
            return False
        if number and after in "%-" and (after == "%" or plain[end + 1 : end + 2].isdigit()):
            return False
    return True
