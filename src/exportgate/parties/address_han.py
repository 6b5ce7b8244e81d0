"""Turns an address in Han characters into the English words and order of marks that the reader of addresses knows.

香港九龍旺角彌敦道610號荷李活商業中心13樓1318-19室 becomes Hong Kong, Kowloon, Mong Kok, Nathan Road no 610, Hollywood
Plaza, 13/f, room 1318-19. Hong Kong's own names come from its table, everything else is read in pinyin. The mainland
writes from the country down to the room; each step ends with a character that says what it is.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from exportgate.parties.han import han_number, reading_of, to_simplified
from exportgate.parties.hong_kong import english_names
from exportgate.parties.name_tables import han_places
from exportgate.parties.scripts import HAN

NUMERAL = re.compile(r"[一二三四五六七八九十百〇零]{1,4}(?=号|楼|层|段|栋|幢|座|期|室|单元|巷|弄)")
IN_HONG_KONG = re.compile(r"香港|九龙|新界|港岛")
NUMBER = r"[a-z]?\d{1,5}(?:-?[a-z])?"
SEVERAL = rf"{NUMBER}(?:\s?[-~至、,/&]\s?{NUMBER}){{0,9}}"
STEPS = re.compile(
    rf"(?P<room>{SEVERAL})\s*(?:号?室|号?房间?|号?铺|单位)"
    rf"|(?P<unit>{NUMBER})\s*单元"
    r"|(?P<block>[a-z]\d{0,2}|\d{1,3}[a-z]?)\s*(?:号楼|号厂房|栋|幢|座)"
    r"|(?P<phase>\d)期|(?P<zone>[a-z])区"
    r"|(?P<floor>[a-z]?\d{1,2})\s*[楼层](?:之(?P<of_floor>\d{1,3}))?|(?P<ground>地下|地铺)"
    r"|(?P<section>\d)段|(?P<lane>\d{1,4})[巷弄]"
    r"|(?P<number>\d{1,5}[a-z]?(?:\s?[-~至]\s?\d{1,5}[a-z]?)?)\s*号院?"
    r"|(?P<name>[\u4e00-\u9fff]{0,10}?)(?P<kind>特别行政区|自治区|开发区|保税区|新区|省|市|县|镇|乡|街道|区|村(?!.{0,3}[路街])"
    r"|科学园|科技园|工业园|产业园|软件园|园区|花园|工业城|科技城|商业城"
    r"|大厦|大楼|广场|商业中心|工业中心|中心(?![路街区])|大道|大街|公路|胡同|路|街(?!道)|道)"
)
KINDS = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "特别行政区": "city",
    "区": "district",
    "新区": "district",
    "县": "district",
    "镇": "district",
    "乡": "district",
    "街道": "district",
    "村": "village",
    "路": "road",
    "道": "road",
    "街": "street",
    "大街": "street",
    "大道": "avenue",
    "公路": "highway",
    "胡同": "hutong",
    "花园": "garden",
    "园区": "park",
    "开发区": "development zone",
    "保税区": "bonded zone",
    "科学园": "science park",
    "科技园": "technology park",
    "工业园": "industrial park",
    "产业园": "industrial park",
    "软件园": "software park",
    "科技城": "technology city",
    "工业城": "industrial city",
    "商业城": "commercial city",
    "大厦": "building",
    "大楼": "building",
    "广场": "plaza",
    "中心": "center",
    "商业中心": "commercial center",
    "工业中心": "industrial center",
}
STREETS = frozenset({"路", "道", "街", "大街", "大道", "公路"})
STREET_TAIL = re.compile(r"(.{2,}?)([东西南北中])?([一二三四五六七八九十]{1,3})?\Z")
TAILS = {"东": "east", "西": "west", "南": "south", "北": "north", "中": "middle"}
WORDS = {
    "国际": "international",
    "科技": "technology",
    "科学": "science",
    "软件": "software",
    "工业": "industrial",
    "商业": "commercial",
    "商务": "business",
    "金融": "financial",
    "贸易": "trade",
    "世纪": "century",
    "时代": "times",
    "创新": "innovation",
}
HONG_KONG = "hong kong"
ORDINAL = {1: "st", 2: "nd", 3: "rd"}


def in_english(lower: str) -> str:
    """Return a lower-case address with its Han characters put into English words and pinyin."""
    text = to_simplified().convert(unicodedata.normalize("NFKC", lower))
    text = NUMERAL.sub(lambda found: str(han_number(found[0])), text)
    parts: list[str] = []
    for piece, known in _known_places(text):
        parts += [piece] if known else _steps(piece)
    parts.sort(key=lambda part: part == HONG_KONG)
    return " , ".join(part for part in parts if part)


@cache
def _hong_kong() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """Return a pattern of Hong Kong's names in simplified characters, the longest first, and what they are."""
    names = {to_simplified().convert(han): known for han, known in english_names().items()}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), names


def _known_places(text: str) -> list[tuple[str, bool]]:
    """Cut a text at Hong Kong's names, where it has a sign of Hong Kong; each piece with whether it is such a name."""
    pattern, names = _hong_kong()
    found = list(pattern.finditer(text))
    if not (IN_HONG_KONG.search(text) or len(found) > 1):
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    start = 0
    for match in found:
        kind, name = names[match[0]]
        number = re.match(r"\s*(\d{1,5}[a-z]?(?:\s?-\s?\d{1,5}[a-z]?)?)\s*号", text[match.end() : match.end() + 20])
        pieces.append((text[start : match.start()], False))
        start = match.end() + (number.end() if number else 0)
        pieces.append((f"{number[1]} {name}" if number and kind == "street" else name.casefold(), True))
    return [*pieces, (text[start:], False)]


def _steps(text: str) -> list[str]:
    """Return the steps of an address in English: places, street with its number, building, block, floor, room."""
    steps: list[str] = []
    start = 0
    for found in STEPS.finditer(text):
        steps += [_said(text[start : found.start()])]
        start = found.end()
        which = str(found.lastgroup)
        if which == "number" and steps and steps[-1] == "" and len(steps) > 1:
            steps[-2] += f" no {found['number']}"
        elif which == "of_floor":
            steps.append(f"{found['floor']}/f-{found['of_floor']}")
        else:
            steps.append(_step(found, which))
    return [*steps, _said(text[start:])]


def _step(found: re.Match[str], which: str) -> str:
    """Return one step in English."""
    if which == "kind":
        return _named(found["name"], found["kind"])
    if which == "ground":
        return "g/f"
    value = re.sub(r"[~至]", "-", found[which]).replace("、", "&")
    words = {"floor": f"{value}/f", "section": f"sec {value}", "number": f"no {value}"}
    return words.get(which, f"{which} {value}")


def _named(name: str, kind: str) -> str:
    """Return a place, street or building in English: its own name in pinyin, its kind and direction in English."""
    if kind not in STREETS:
        return f"{_said(name)} {KINDS[kind]}"
    own, direction, number = STREET_TAIL.fullmatch(name).groups() if len(name) > 1 else (name, None, None)  # type: ignore[union-attr]
    words = [_pinyin(own), TAILS.get(direction or "", "")]
    if number:
        value = han_number(number)
        words.append(f"{value}{ORDINAL.get(value, 'th')}")
    return " ".join([*filter(None, words), KINDS[kind]])


def _said(text: str) -> str:
    """Return what stands between known characters in pinyin, known words of buildings in English."""
    if not HAN.search(text):
        return text.strip(" ,.，。")
    whole = han_places().get(text)
    if whole:
        return whole
    for han, english in WORDS.items():
        text = text.replace(han, f" {english} ")
    return " ".join(map(_pinyin, text.split()))


def _pinyin(text: str) -> str:
    return "".join(reading_of(text)) if HAN.search(text) else text
