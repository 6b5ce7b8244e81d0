"""The headings by which the columns of an organization's own table are known, and those that are nearly one of them."""

from collections.abc import Collection, Mapping

from exportgate.provisions.headings import heading_words

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "entity id", "entry id", "identifier of entry", "reference", "number"),
    "list": ("list", "list code"),
    "kind": ("kind", "entry kind", "kind of entry"),
    "name": (
        "name",
        "full name",
        "legal name",
        "company",
        "company name",
        "entity",
        "entity name",
        "party",
        "party name",
    ),
    "aliases": ("aliases", "alias", "also known as", "aka", "other names", "alternative names", "alt names"),
    "weak_aliases": ("weak aliases", "weak alias", "weak aka"),
    "han": ("han", "chinese name", "name in chinese", "han name"),
    "countries": ("countries", "country", "country code", "country codes"),
    "addresses": ("addresses", "address", "full address"),
    "identifiers": ("identifiers", "identifier", "ids"),
    "programs": ("programs", "program", "sanctions programs"),
    "requirement": ("requirement", "license requirement"),
    "policy": ("policy", "license policy", "license review policy", "review policy"),
    "policy_note": ("policy note",),
    "footnotes": ("footnotes", "footnote"),
    "notices": ("notices", "notice", "federal register notice", "federal register notices"),
    "listed": ("listed", "listed on", "listed from", "date listed", "listing date"),
    "delisted": ("delisted", "delisted on", "listed to", "date delisted", "removed"),
    "family": ("family",),
    "of": ("of", "of whom", "stands for", "listed party", "principal"),
    "of_list": ("of list", "list of party", "list of listed party"),
    "relation": ("relation", "relationship", "kind of relation"),
    "source": ("source", "citation", "reported by", "evidence"),
    "since": ("since", "known since", "valid from"),
    "until": ("until", "valid to", "valid until"),
    "note": ("note", "notes", "remark", "remarks", "comment", "comments"),
}
KEYS = {"".join(words.split()): key for key, headings in HEADINGS.items() for words in headings}
LONGEST = max(map(len, KEYS))
ONE_SLIP, TWO_SLIPS = 4, 7
"""From how many letters on a heading may have one slip, and two: a letter left out, added, changed or turned."""


def key_of(heading: str) -> str:
    """Return what a heading says that its column holds; empty where it is not known."""
    return KEYS.get("".join(heading_words(heading)), "")


def meant(heading: str, keys: Collection[str]) -> str:
    """Return the known heading of one of some keys that a heading is but for a slip or two; empty where there is none.

    Short words are alike by chance, so they may have one slip, and the shortest none.
    """
    # Only where a heading is not known; no command should load it for a table that is in order.
    from rapidfuzz.distance import OSA

    word = "".join(heading_words(heading))
    slips = (len(word) >= ONE_SLIP) + (len(word) >= TWO_SLIPS)
    known = [words for key in keys for words in HEADINGS[key]] if slips and len(word) <= LONGEST + slips else []
    apart = {words: OSA.distance(word, "".join(words.split()), score_cutoff=slips) for words in known}
    return min(
        (words for words, far in apart.items() if far <= slips), key=lambda words: (apart[words], words), default=""
    )
