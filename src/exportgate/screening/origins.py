"""Says where the value of each fact of a reading came from."""

from collections.abc import Mapping

from exportgate.engine.law import LawOfDay
from exportgate.engine.values import Value
from exportgate.items.readings import Reading
from exportgate.screening.items import ItemRows
from exportgate.screening.shipments import NONE_STATED, Route

CATALOG = "catalog"
GIVEN = "given"
FROM_DESTINATION = "the destination"
ROUTE = (
    "event",
    "export_country",
    "destination",
    "party_headquarters",
    "party_countries",
    "end_user_country",
    "end_user_parent",
)
WORKED_OUT = {
    "circuit_classification": "worked out in the circuit stage",
    "classification": "worked out in the circuit and item stages",
    "transaction": "worked out in the transaction stage",
    "control_codes": "declared ECCN, maker's ECCN or classification",
    "control_number_known": "declared ECCN, maker's ECCN or classification",
    "on_control_list": "follows from the classification",
    "in_catalog": CATALOG,
    "figures_stated": CATALOG,
    "use_stated": "follows from what the line states",
    "tf32_bit_length": "convention",
    "declared_eccn": "declared ECCN",
}
LINE = ("hts_chapter", "hts_subheading")


def origins_of(
    reading: Reading, item: ItemRows, facts: Mapping[str, Value], law: LawOfDay, route: Route
) -> dict[str, str]:
    """Return the source of each fact that has a value; one without an entry is not known.

    `facts` are those of the reading with what was derived from them.
    """
    stated = dict(reading.facts)
    derived = {definition.fact: f"derived by {definition.provision}" for definition in law.definitions}
    given = {name for name, _ in item.query.facts}
    found = dict.fromkeys(ROUTE, GIVEN)
    headquarters = route.headquarters
    if not headquarters.complete and headquarters.known == {route.destination}:
        found["party_headquarters"] = FROM_DESTINATION
    if route.countries == NONE_STATED:
        found["party_countries"] = "none is stated"
    for name in facts:
        if name in given:
            found[name] = GIVEN
        elif name in stated or name in WORKED_OUT:
            found[name] = _stated(name, stated, item)
        elif name in derived:
            found[name] = derived[name]
    return found


def _stated(name: str, stated: Mapping[str, Value], item: ItemRows) -> str:
    if name == "classification" and item.basis == "declared":
        return "declared ECCN"
    if name == "classification" and item.basis == "maker":
        return "the maker's ECCN"
    if name in LINE or name in item.from_line:
        return "line"
    if name in WORKED_OUT:
        return WORKED_OUT[name]
    if name == "tpp" and "stated_tpp" in stated:
        return "catalog, as the maker states it"
    if item.parts:
        return CATALOG
    return "taken from the kind of figures given" if name == "item_kind" else GIVEN
