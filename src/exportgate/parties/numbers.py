"""Makes the numbers in a name comparable: "No. 55", "55th" and "Fifty-Fifth" are all 55.

Only whole words become numbers; letters with digits in them ("3K") stay the word they are.
"""

import re

ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
TIETH = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
ORDINALS = {word: number for number, word in enumerate(ONES + TEENS, start=1)} | {
    word: 10 * number for number, word in enumerate(TIETH, start=2)
}
TENS_BEFORE = {word: 10 * number for number, word in enumerate(TENS, start=2)}
FIGURE_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|ya|yy|iy|go)")
NUMBER_SIGNS = frozenset({"no", "nr", "num", "number", "numero"})


def is_number(token: str) -> bool:
    """Tell whether a token is a number."""
    return token.isascii() and token.isdigit()


def figure(token: str) -> str:
    """Return an ordinal in figures as its number, a number without leading zeros, any other token as it is."""
    ordinal = FIGURE_ORDINAL.fullmatch(token)
    digits = ordinal.group(1) if ordinal else token
    return digits.lstrip("0") or "0" if is_number(digits) else token


def with_numbers(tokens: list[str]) -> list[str]:
    """Return the tokens with ordinals as numbers and without the sign (No., Nr.) before a number."""
    found: list[str] = []
    for token in map(figure, tokens):
        if token in ORDINALS:
            tens = TENS_BEFORE.get(found[-1]) if found and token in ONES else None
            token = str(ORDINALS[token] + (tens or 0))
            if tens is not None:
                found.pop()
        while is_number(token) and found and found[-1] in NUMBER_SIGNS:
            found.pop()
        found.append(token)
    return found
