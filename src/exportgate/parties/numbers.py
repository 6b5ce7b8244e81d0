"""Makes the numbers in a name comparable: "No. 55", "55th" and "Fifty-Fifth" are all 55.

Only whole words become numbers; letters with digits in them ("3K") stay the word they are.
"""

import re

ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
TIETH = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
ORDINALS = {word: number for number, word in enumerate(ONES + TEENS, start=1)} | {
    word: 10 * number for number, word in enumerate(TIETH, start=2)
}
TENS_BEFORE = {word: 10 * number for number, word in enumerate(TENS, start=2)}
FIGURE_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|ya|yy|iy|go)")
NUMBER_SIGNS = frozenset({"no", "nr", "num", "number", "numero"})
NUMBER_WORDS = frozenset({*NUMBER_SIGNS, *ORDINALS, *TENS_BEFORE})


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
        number = token if is_number(token) else ordinal(token, found)
        while number and found and found[-1] in NUMBER_SIGNS:
            found.pop()
        found.append(number or token)
    return found


def ordinal(token: str, before: list[str]) -> str:
    """Return the number that an ordinal word stands for, or ''; the tens before it (fifty-fifth) are taken back."""
    if token not in ORDINALS:
        return ""
    tens = TENS_BEFORE.get(before[-1], 0) if before and token in ONES else 0
    if tens:
        before.pop()
    return str(ORDINALS[token] + tens)
