"""Characters that hide, reorder, or pass for another one, and how to speak of them.

What is written in a rule is what a reviewer must be able to see: controls, direction overrides and characters without a
picture are named by these functions, and so are letters of other scripts that look like ASCII ones.
"""

import re
import unicodedata

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text file of ours holds."""
UNSEEN = re.compile(
    f"{CONTROLS.pattern[:-1]}\x85\u2028\u2029"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffd\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What cannot be seen, reorders the text around it, breaks lines for some tools only, or stands for a lost letter."""
ASCII_LIKE = {
    letter: plain
    for group, plain_group in (
        # Cyrillic
        ("АВЕЅІЈКМНОРСТУХҮԌԛԜѴ", "ABESIJKMHOPCTYXYGqWV"),
        ("аеіјорсухѕһԁԝѵьгӏ", "aeijopcyxshdwvbrl"),
        # Greek
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC"),
        ("αγικνορυχωϲ", "ayiKvopuxwc"),
        # Armenian, Cherokee, Latin letters without a decomposition, and the dotless i
        ("ԱՕոսցօյզՏᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃıɑɡɩʟᴀᴄᴏᴜᴠᴡᴢ", "UOnugojqSABCEHJKLMPRSTVWZiagiLacouvwz"),
        # Dashes, quotation marks, dots, slashes and signs
        ("‐‑‒–—―−﹘˗", "---------"),
        ("‘’‚‛′ʹʼ“”„‟″", "'''''''\"\"\"\"\""),
        ("·․∙⋅。⁄∕⧸×∗⋆÷：﹕＃＿ˍ", ".....///***/::#__"),
    )
    for letter, plain in zip(group, plain_group, strict=True)
} | {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<="}


def name_of(letter: str) -> str:
    """Return a character's code and its name in Unicode, such as `U+0430 CYRILLIC SMALL LETTER A`."""
    name = unicodedata.name(letter, "") or ("control character" if unicodedata.category(letter) == "Cc" else "no name")
    return f"U+{ord(letter):04X} {name}"


def ascii_like(letter: str) -> str:
    """Return the ASCII text that a character looks like or stands for; empty where it is ASCII or like none."""
    if letter.isascii():
        return ""
    known = ASCII_LIKE.get(letter)
    if known:
        return known
    digit = unicodedata.decimal(letter, None)
    plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", letter)
    return plain if plain.isascii() else ""


def ascii_form(text: str) -> str:
    """Return the text with each character replaced by the ASCII one that it looks like, where there is one."""
    return "".join(ascii_like(letter) or letter for letter in text)


def seen(text: str) -> str:
    """Return the text with every character that cannot be seen as a mark that can, such as `⟨U+202E⟩`."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub(_mark, text)


def shown(text: str, limit: int = 80) -> str:
    """Return a text as it may stand in a message: on one line, nothing unseen, and cut where it is long."""
    if len(text) <= limit:
        return seen(" ".join(text.split()) if "\n" in text else text)
    return f"{seen(' '.join(text[:limit].split()))}… ({len(text):,} characters)"


def _mark(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found.group()):04X}⟩"
