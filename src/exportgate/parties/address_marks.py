"""The words and signs by which the marked parts of an address are recognized, as patterns over its plain form.

The plain form is that of `address_words.plain`: lower-case Latin, no accents, no dots. Every pattern is bounded, so
that no text makes it slow.
"""

import re

from exportgate.parties.address_words import NUMBER_WORDS, ORDINALS

ROOM_WORDS = (
    r"flt|flat\s*[/i]\s*(?:rm|room)|(?:rm|room)\s*/\s*flat|flats?|rooms?|rms?|suites?|ste|offices?|ofis|apartments?|apt"
    r"|workshops?|shops?|booth|ic kapi|inner door|inside door|kapi|daire|warehouses?|whse|wh|godown|hangar"
    r"|shed|showroom|villa|stall|counter|kv|kvartira|kom|komnata|kab|kabinet|of|offic"
)
VALUE = r"(?:[a-z]{1,2}-?\d{1,5}[a-z]?|\d{1,2}[a-z]\d{1,3}|\d{1,6}[a-z]?|[a-z])(?![a-z0-9])"
FURTHER = rf"(?:-(?={VALUE})|\s+to\s+(?=\d)|\s*(?:&|\band\b|/(?!\s*f\b))\s*){VALUE}"
LETTERS = r"[a-z](?![a-z0-9])(?:\s*[,&]\s*[a-z](?![a-z0-9]))+"
LETTER_APART = r"\d{2,5} [a-z](?=\s*(?:,|\Z|\d))"
VALUES = rf"(?:{LETTERS}|{LETTER_APART}|{VALUE}(?:{FURTHER}){{0,20}})"
MARK = r"(?:\b|(?=\d))\s*(?:no\b|number\b|[#:])*\s*"

ROOMS = re.compile(rf"\b(?:{ROOM_WORDS}){MARK}(?!\d{{1,2}}/f\b)({VALUES})")
TURKISH = re.compile(r"\b(?:sok|sk|sokak|sokagi|cad|cd|caddesi|mah|mahallesi|bulvari|kapi|istanbul|turk[a-z]{2,4})\b")
TURKISH_DOORS = re.compile(rf"\bd(?:a|no)?\s*:?{MARK}({VALUES})")
UNITS = re.compile(
    rf"(?:\b(?:units?|premises?|pom(?:eshch(?:enie)?)?){MARK}|#\s*)(?!\d{{1,2}}/f\b)({VALUES})"
    r"|\b([a-z]\d{1,2}) unit\b"
)
JOINED_ROOM = re.compile(r"\b(?:rm|r)(\d{2,5}[a-z]?)\b")
SINGAPORE_UNIT = re.compile(r"(?:\bunit\s*)?#\s*([a-z]?\d{1,3})\s*-\s*(\d{1,5}[a-z]?(?:\s*/\s*\d{1,5}[a-z]?)*)")
SINGAPORE_PLAIN = re.compile(
    r"(?:\b(?:unit|suite|no)\s*|\A|(?<=, ))(\d{1,2})-(\d{2,3}[a-z]?(?:/\d{2,3})*)(?=\s*(?:,|\Z|[a-z]{2}))"
)
SINGAPORE_CLOSED = re.compile(r"#(\d{2})(\d{2,3})\b")
MALAYSIAN_UNIT = re.compile(r"\b([a-z]\d?)-(\d{1,2}a?)-(\d{1,3}[a-z]?)\b")

FLOOR_NUMBER = (
    rf"\d{{1,2}}|[gmb]\d?|lg|ug|(?:upper |lower )?ground|basement|mez{{1,2}}an{{1,2}}ine|{'|'.join(ORDINALS)}"
)
FLAT_ON_FLOOR = re.compile(r"\b(\d{1,2})(?:/f|(?:st|nd|rd|th) floor)\s*([a-z])(?=\s*(?:,|\Z))")
FLOOR_AFTER = re.compile(
    rf"\b({FLOOR_NUMBER})(?:st|nd|rd|th)?(?:\s*/\s*f(?:l|lr|loor)?\b|f(?:l|lr|loor)?\b|\s*(?:floor|flr|fl|etazh|et)\b)"
    rf"(?:-(\d{{1,3}})\b)?"
)
FLOOR_BEFORE = re.compile(
    rf"\b(?:floors?|level|lvl|flr|fl|kat|etazh|lantai|tingkat|f\s*/|k(?:no)?\s*:){MARK}"
    rf"(\d{{1,3}}a?|g)(?:st|nd|rd|th)?(?:\s*-\s*(\d{{1,3}}))?(?![a-z0-9])"
)

BLOCK_WORDS = r"tower|twr|block|blk|blok|phase|building|bldg|area|zone|parcel|zgrada"
BLOCK_NAMES = rf"[a-z](?:-?\d{{1,4}}[a-z]?)?|{'|'.join(NUMBER_WORDS)}"
STREET_FOLLOWS = r"\s*,?\s*[a-z][a-z ]{2,30}\b(?:road|rd|street|st|avenue|ave)\b"
BLOCK_AFTER = re.compile(
    rf"\b(?P<kind>{BLOCK_WORDS})(?:\b|(?=\d)|(?=[a-z]\d))\s*(?:no\b\s*)?(?:-?({BLOCK_NAMES})(?![a-z0-9])"
    rf"|[#-]?(\d{{1,3}}[a-z]?)(?![a-z0-9-])(?=\s*(?:,|\Z|\d))(?!(?<=\d\d){STREET_FOLLOWS}))"
)
BLOCK_BEFORE = re.compile(
    rf"(?:(?<=, )|\A)(?:({BLOCK_NAMES}|\d{{1,2}}a?)[ -](?P<kind>{BLOCK_WORDS}|wing(?=\s*(?:,|\Z))))\b"
)
RUSSIAN_PART = re.compile(
    r"\b(?P<kind>korp|korpus|stroenie|liter|litera|lit|letter|pavilion|(?:(?<=, )|(?<=\d ))str"
    r"|(?<=\d )(?:k|s)(?= ?\d))\s*"
    r"(\d{1,3}[a-z]?|[a-z])(?![a-z0-9])(?=\s*(?:,|\Z|[a-z]))"
)

POST_BOX = re.compile(
    r"\b(?:(?:g\s?)?p\s?o\s*|post(?:al)?\s*(?:office\s*)?)?box\W{0,3}(?:no\b|number\b|[#:])?\W{0,3}"
    r"(\d[\d/-]{0,11}(?: \d{2,3})?(?:\s*(?:&|and)\s*\d{2,7}){0,5})"
    r"|\bpob\W{0,3}(\d{2,7})|\bpk\s*:?\s*(\d{2,7})|\b(?:postfach|a/ya|apartado)\W{0,3}(\d[\d ]{1,10}\d)"
)
UK_POSTCODE = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"
POSTCODE = re.compile(
    r"(?<=.)(?<![a-z0-9])(?:(?:[a-z]{1,2}-)?\d{5,6}|\d{10}|\d{5}-\d{4,5}|\d{3}-\d{4}"
    rf"|\d{{3}}[ -]\d{{3}}(?=\s*(?:,[a-z ]{{0,20}})?\Z)|{UK_POSTCODE})(?![a-z0-9-])"
)
LANE = re.compile(
    r"(?:(?<=\A)|(?<=, )|(?<=\d )|(?<=\d, )|(?<=road )|(?<=rd )|(?<=street )|(?<=st ))"
    r"(lane|alley|nong|sec|section)\s*[#.]?\s*(\d{1,4})\b"
)
SECTION_OF = re.compile(r"\b(?:middle |north |south |east |west )?section of\b")

HOUSE = re.compile(r"(?:(?<=\A)|(?<=, ))(?:house|hse)\b\s*(?:no\b|number\b|[#:])*\s*(?=\d)")
RUSSIAN_HOUSE = re.compile(r"\b(?:dom|bud|konut|d)\s*(?:no\b|[#:])*\s*(?=\d)")
RUSSIAN_TOWN = re.compile(r"(?:(?<=\A)|(?<=, ))(?:g|gor|gorod) (?=[a-z]{3})")
SIGN_OF_HOUSE = re.compile(
    r"(?<=street )#\s*(?=\d)|#\s*(?=\d{1,4}[a-z]? [a-z ]{2,30}\b(?:road|rd|street|st|ave|avenue|blvd|boulevard)\b)"
)
ASIDE = re.compile(
    r"(?:\A|(?<=,)|(?<=, ))\s*(?:c/o|attn|alias|a/?k/?a)\b[^,]{0,120}?"
    r"(?=,|\Z|\d|\b(?:flat|room|rm|unit|suite|office|no)\b)"
    r"|\b(?:opp|opposite|near|behind|beside|next to|adjacent to|in front of|across from)\b[^,]{0,80}"
)
