"""Finds the names that one text writes in several scripts: "Phytium (飞腾)", "Байкал Электроникс Baikal Electronics".

Whoever writes a name twice gives one party; what stands in one script is a name of its own, unless it only says what a
company is or where. A word with letters of two scripts imitates one of them and is none of a second name.
"""

import re
import unicodedata
from functools import lru_cache

from exportgate.parties.scripts import WORD, clean

ASIAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
SCRIPT_CHANGE = re.compile(rf"(?<=[a-zA-Z])(?={ASIAN})|(?<={ASIAN})(?=[a-zA-Z])")
SAME = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "FULLWIDTH": "LATIN"}
LONGEST = 1000


@lru_cache(maxsize=65536)
def script_of(letter: str) -> str:
    """Return the script of a letter, as Unicode names it; kana counts as Han, beside which it is written."""
    script = unicodedata.name(letter, "?").split(" ")[0]
    return SAME.get(script, script)


def names_by_script(text: str) -> tuple[str, ...]:
    """Return what a text says in each script, in its order, where it has words of more than one; else ()."""
    if text.isascii():
        return ()
    said: dict[str, list[str]] = {}
    script = ""
    for word in WORD.findall(SCRIPT_CHANGE.sub(" ", clean(text)[:LONGEST])):
        scripts = [script_of(letter) for letter in word if letter.isalpha()]
        # A number is of the script that it follows.
        script = "LATIN" if "LATIN" in scripts else scripts[0] if scripts else script
        said.setdefault(script, []).append(word)
    names = tuple(" ".join(words) for words in said.values())
    return names if len(names) > 1 else ()
