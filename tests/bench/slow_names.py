"""Measures how long bad input takes: every kind of name that is none, at 10,000 characters, normalized and looked up.

usage: python tests/bench/slow_names.py LIST.csv.gz [CHARACTERS]

LIST is a Consolidated Screening List. Times are of the processor, the best of three, in
milliseconds, the slowest first.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from exportgate.parties.entry import Party
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import csl_csv
from exportgate.parties.names import readings
from exportgate.parties.search import PartyLists

LIMIT = 100.0
REPEATED = {
    "one letter": "a",
    "letters apart": "a b c d ",
    "words": "quantum harbor zorblat ",
    "one word again and again": "huawei ",
    "listed words": "huawei semiconductor beijing technology institute ",
    "punctuation": "-.,;:!?()[]{}'\"/\\",
    "legal forms": "co ltd llc gmbh ",
    "co ltd": "Co., Ltd. ",
    "places": "Hong Kong Beijing Shanghai ",
    "places apart": "hong kong ",
    "t/a": "t/a ",
    "names joined by t/a": "Acme t/a Huawei t/a ",
    "a.k.a.": "SMIC a.k.a. ",
    "also known as": "also known as ",
    "branches": "Hong Kong Branch ",
    "parentheses": "(smic) ",
    "nothing but opening parentheses": "(",
    "question marks in a word": "a?",
    "dotted initials": "S.M.I.C. ",
    "dots": "a.",
    "inner capitals": "ChangXin",
    "inner capitals apart": "ChangXin ",
    "pinyin syllables": "zhang",
    "numbers": "No. 55 ",
    "digits": "0123456789",
    "zeros": "0",
    "no": "no ",
    "fifty": "fifty ",
    "and": "& ",
    "of": "of ",
    "abbreviations": "NII NPO ",
    "Han": "华为技术有限公司",
    "Han, one character": "中",
    "Han places": "北京上海深圳",
    "Han numerals": "第五十五",
    "Han digits": "五",
    "Han legal forms": "有限公司",
    "Han apart": "华 为 ",
    "Han traditional": "華為技術有限公司",
    "Han and Latin": "华a为b",
    "kana": "カブシキガイシャ",
    "hiragana": "ひらがな",
    "half-width kana": "ｶﾌﾞｼｷ",
    "Hangul": "삼성전자 주식회사 ",
    "Hangul without spaces": "삼성전자",
    "Arabic": "شركة النفط ",
    "Arabic without spaces": "شركة",
    "Hebrew": "חברה בעמ ",
    "Thai": "บริษัท",
    "Devanagari": "कंपनी ",
    "Georgian": "კომპანია ",
    "Armenian": "Ընկերություն ",
    "Cyrillic": "Общество Микрон ",
    "Cyrillic without spaces": "микрон",
    "Greek": "Εταιρεία ",
    "homoglyphs": "SМIC ",
    "homoglyphs without spaces": "SМ",
    "mixed scripts": "华Mикр삼شα",
    "right-to-left marks": "a\u200f\u202e",
    "zero-width joiners": "a\u200d",
    "lone surrogates": "\ud800",
    "lone surrogates in words": "Huawei\udc80 ",
    "control characters": "\x00\x1b[31m\x07",
    "private use": "\ue000",
    "combining marks": "e\u0301",
    "only combining marks": "\u0301",
    "ligatures": "ﬃ",
    "expanding ligature": "\ufdfa",
    "full width": "Ｈｕａｗｅｉ　",
    "SQL": "'; DROP TABLE parties; -- ",
    "formulas": '=HYPERLINK("http://x","y")+',
    "template": "{{7*7}}${x}%s",
    "line ends": "a\r\n",
    "emoji": "🏭",
}
SHORT = {"nothing": "", "a letter": "a", "a space": " ", "a dot": ".", "a Han character": "中", "a legal form": "Ltd"}


def samples(size: int) -> dict[str, str]:
    """Return each kind of bad input → a name of it."""
    chance = random.Random(3)  # noqa: S311 - the same names each time
    known = {kind: (text * (size // len(text) + 1))[:size] for kind, text in REPEATED.items()}
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randrange(1, 9))) for _ in range(size // 4)]
    return {
        **SHORT,
        **known,
        "random letters": "".join(chance.choices(letters, k=size)),
        "random words": " ".join(words)[:size],
        "random short words": " ".join("".join(chance.choices("abc", k=2)) for _ in range(size // 3)),
        "random Unicode": "".join(chr(chance.randrange(sys.maxunicode)) for _ in range(size)),
        "random Han": "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(size)),
        "random Hangul": "".join(chr(chance.randrange(0xAC00, 0xD7A3)) for _ in range(size)),
        "random punctuation and letters": "".join(chance.choices("ab.,/()'?& ", k=size)),
    }


def milliseconds(work: Callable[[], object]) -> float:
    """Return the best of three times; one try is enough for what is much too slow."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, (time.process_time() - started) * 1e3)
        if best > 10 * LIMIT:
            break
    return best


def main(list_file: str, size: str = "10000") -> None:
    """Index the list, time each kind, and print the slowest first."""
    index = NameIndex.build("us", csl_csv.read(Path(list_file)).entries)
    lists = PartyLists([index])
    lists.search([Party("华为技术有限公司"), Party("삼성전자"), Party("カナ"), Party("Huawei a.k.a. SMIC")])
    rows = []
    for kind, text in samples(int(size)).items():
        try:
            # What was asked before is remembered, so that each try asks for a text that differs at its end.
            tries = iter([text + " " * spaces for spaces in range(6)])
            normalized = milliseconds(lambda tries=tries: readings(next(tries)))  # type: ignore[misc]
            looked_up = milliseconds(lambda tries=tries: lists.search([Party(next(tries))]))  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - a crash is a result
            print(f"{kind:<36} crashed: {error!r}"[:200], flush=True)
            continue
        rows.append((looked_up, normalized, kind))
    print(f"{'kind of name':<36}{'normalized':>12}{'looked up':>12}  (milliseconds)")
    for looked_up, normalized, kind in sorted(rows, reverse=True):
        print(f"{kind:<36}{normalized:>12.1f}{looked_up:>12.1f}{'  too slow' if looked_up > LIMIT else ''}")
    print(f"{sum(row[0] > LIMIT for row in rows)} of {len(rows)} kinds take more than {LIMIT:.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
