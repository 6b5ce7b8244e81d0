"""Reads entities of FollowTheMoney, one in each line, as OpenSanctions publishes lists: flat or nested, in any order.

A row is a line; a party that stands on several lists is a row on each of them. A first pass notes what is no party
(sanctions, addresses, documents, ties), a second one makes the entries, so that only what ties parties together is held
beside them. A party that is not listed itself is named in the remarks of whom it is tied to, or set aside.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.listing import NOTICE
from exportgate.parties.lists import ftm_model as model
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_fields import footnotes
from exportgate.parties.lists.ftm_codes import known_code, list_code
from exportgate.parties.lists.ftm_links import Joined, Links
from exportgate.parties.lists.ftm_model import FtmEntity, entities_of
from exportgate.parties.lists.json_records import JsonRecord, read_lines
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.united import distinct, joined

TITLE = "entities of FollowTheMoney"
REQUIRING = "EL"
"""The list whose sanctions say in `reason` what needs a license and in `provisions` how applications are reviewed."""
SANCTION_SAYS = ("authority", "status", "duration", "country", "programUrl", "unscId", "recordId", "summary")
STARTS = ("listingDate", "startDate", "date")
TAKEN = frozenset(
    {*model.NAMES, *model.WEAK_NAMES, *model.NAME_PARTS, *model.COUNTRIES, *model.IDENTIFIERS, *model.SILENT}
    | {"address", "addressEntity", "program", "programId", "sourceUrl", "sanctions"}
)


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file begins with a line that is an entity."""
    line = beginning.line
    return not beginning.mapped and line.startswith("{") and '"schema"' in line and '"properties"' in line


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is no text, or holds no party that is listed.
    """
    table = countries or Countries.load()
    links = Links(table)
    for record in read_lines(path):
        for entity in _entities(record)[0]:
            links.take(entity)
    links.join()
    collected = Collected(path)
    datasets: set[str] = set()
    seen = ""
    for record in read_lines(path):
        entities, reason = _entities(record)
        if entities:
            datasets.update(entities[0].datasets)
            seen = max(seen, entities[0].seen)
            reason = _take(entities[0], links, collected, table)
        if reason:
            collected.reject(record.line, reason, record.raw)
    as_of = model.first_day(seen)
    layout = f"ftm, {len(datasets)} dataset{'' if len(datasets) == 1 else 's'}"
    return collected.finished(layout, as_of.isoformat() if as_of else None, TITLE)


def _entities(record: JsonRecord) -> tuple[list[FtmEntity], str]:
    """Return the entity of a line and those within it, or why there is none."""
    if record.fault:
        return [], record.fault
    try:
        return list(entities_of(record.value)), ""
    except ValueError as error:
        return [], str(error)


def _take(entity: FtmEntity, links: Links, collected: Collected, countries: Countries) -> str:
    """Take the entity of a line as entries or as a part of others, or return why it is neither."""
    if not entity.is_party:
        if not links.is_used(entity):
            return f"the {model.words_of(entity.schema)} belongs to no party of the file"
        collected.join()
        return ""
    beside = links.joined(entity.id)
    if not entity.is_named_as_listed and not beside.sanctions:
        if not links.is_tied(entity.id):
            return "it is not listed itself ('target' is false), and nothing ties it to a party"
        collected.join()
        return ""
    entries = list(_entries(entity, beside, countries))
    if not any(map(str.isalnum, entries[0].name)):
        return "the entity has no name"
    for entry in entries:
        collected.add(entry)
    return ""


def _entries(entity: FtmEntity, beside: Joined, countries: Countries) -> Iterator[Entry]:
    """Yield the entry of a party on each list that it is on."""
    by_code: dict[str, list[FtmEntity]] = {}
    for sanction in beside.sanctions:
        labels = sanction.values("authority", "program", "programId")
        for dataset in sanction.datasets or entity.datasets or ("",):
            by_code.setdefault(list_code(dataset, labels), []).append(sanction)
    for dataset in entity.datasets:
        if code := known_code(dataset):
            by_code.setdefault(code, [])
    if not by_code:
        labels = entity.values("program", "programId")
        by_code = {list_code(dataset, labels): [] for dataset in entity.datasets or ("",)}
    for code, sanctions in by_code.items():
        yield _entry(entity, code, sanctions, beside, countries)


def _entry(entity: FtmEntity, code: str, sanctions: Sequence[FtmEntity], beside: Joined, countries: Countries) -> Entry:
    names = _names(entity)
    places, unplaced = _countries(distinct(entity.values(*model.COUNTRIES), tuple(beside.countries)), countries)
    numbers = [f"{label}: {value}" for name, label in model.IDENTIFIERS.items() for value in entity.values(name)]
    requirement = _of(sanctions, "reason") if code == REQUIRING else ""
    urls = distinct(entity.values("sourceUrl"), *(sanction.values("sourceUrl") for sanction in sanctions))
    remarks = [*_remarks(entity), *(f"country: {text}" for text in unplaced), *beside.remarks]
    remarks += [text for sanction in sanctions for text in _said(sanction, requiring=code == REQUIRING)]
    remarks += [f"authority id: {text}" for text in _authority_ids(sanctions) if not NOTICE.search(text)]
    remarks += [f"source: {url}" for url in urls[1:]]
    remarks += [f"datasets: {', '.join(entity.datasets)}"] if len(entity.datasets) > 1 else []
    return Entry(
        entity_id=entity.id,
        source=code,
        kind=model.KINDS.get(entity.schema, "entity"),
        name=names[0] if names else "",
        aliases=names[1:],
        weak_aliases=tuple(name for name in entity.values(*model.WEAK_NAMES) if name not in names),
        countries=places,
        addresses=distinct(entity.values("address"), tuple(beside.addresses)),
        identifiers=distinct(tuple(numbers), tuple(beside.identifiers)),
        programs=distinct(*(thing.values("program", "programId") for thing in (entity, *sanctions))),
        requirement=requirement,
        policy=_of(sanctions, "provisions") if code == REQUIRING else "",
        footnotes=footnotes(requirement),
        notice=joined(text for text in _authority_ids(sanctions) if NOTICE.search(text)),
        listed_from=_first(sanctions),
        listed_to=_last(sanctions),
        remarks=joined(remarks),
        url=urls[0] if urls else "",
    )


def _names(entity: FtmEntity) -> tuple[str, ...]:
    """Return the names of a party, that by which it is shown first; of what has none its first number."""
    names = entity.values(*model.NAMES)
    shown = (entity.caption,) if entity.caption in names else ()
    parts = " ".join(entity.values(*model.NAME_PARTS))
    others = entity.values(*model.WEAK_NAMES)[:1] or entity.values(*model.IDENTIFIERS)[:1]
    return distinct(shown, names) or (parts,) * bool(parts) or others


def _countries(texts: tuple[str, ...], countries: Countries) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes of some countries, and the texts that name none."""
    codes = {text: model.country_of(text, countries) for text in texts}
    known = tuple(dict.fromkeys(code for code in codes.values() if code))
    return known, [text for text, code in codes.items() if code is None]


def _remarks(entity: FtmEntity) -> Iterator[str]:
    """Yield what a party says that an entry has no field for."""
    for name, values in entity.properties.items():
        if values and name not in TAKEN:
            label = model.TOLD_AS.get(name, model.words_of(name))
            text = ", ".join(values)
            yield f"{label}: {text}" if label else text


def _said(sanction: FtmEntity, *, requiring: bool) -> Iterator[str]:
    """Yield what a sanction says that an entry has no field for."""
    others = () if requiring else ("reason", "provisions")
    for name in (*SANCTION_SAYS, *others):
        if values := sanction.values(name):
            yield f"{model.words_of(name)}: {', '.join(values)}"


def _of(sanctions: Sequence[FtmEntity], name: str) -> str:
    return joined(text for sanction in sanctions for text in sanction.values(name))


def _authority_ids(sanctions: Sequence[FtmEntity]) -> tuple[str, ...]:
    return distinct(*(sanction.values("authorityId") for sanction in sanctions))


def _first(sanctions: Sequence[FtmEntity]) -> date | None:
    """Return the first day of the sanctions; None, an open side, where one gives none that can be read."""
    starts = [[day for day in map(model.first_day, sanction.values(*STARTS)) if day] for sanction in sanctions]
    return min(map(min, starts)) if starts and all(starts) else None


def _last(sanctions: Sequence[FtmEntity]) -> date | None:
    """Return the last day of the sanctions; None, an open side, where one gives none that can be read."""
    ends = [[day for day in map(model.last_day, sanction.values("endDate")) if day] for sanction in sanctions]
    return max(map(max, ends)) if ends and all(ends) else None
