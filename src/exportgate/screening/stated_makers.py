"""What a line says of who designed or packaged its item: the maker as the catalog writes it, and where it sits.

A name that the catalog knows counts however it is written; any other stays as it stands, and nothing follows from it.
"""

from collections.abc import Mapping

from exportgate.engine.values import Code, Value
from exportgate.foundation.truth import Truth
from exportgate.items.makers import Makers

DESIGNER = "designer"
SEAT = "designer_in_macau_or_d5"
MAKER_FACTS = (DESIGNER, "packager")


def makers_named(stated: Mapping[str, Value], makers: Makers) -> dict[str, Value]:
    """Return the facts that name a maker which is known, with its name in the catalog."""
    found: dict[str, Value] = {}
    for fact in MAKER_FACTS:
        value = stated.get(fact)
        maker = makers.named(value.text) if isinstance(value, Code) and value.text else None
        if maker is not None:
            found[fact] = Code(maker.name)
    return found


def about_designer(stated: Mapping[str, Value], makers: Makers) -> dict[str, Value]:
    """Return what follows from the designer that is stated of an item which the catalog does not know.

    A line that says of its designer that it sits in Macau or D:5 is taken at that, whatever the name is.
    """
    if stated.get(SEAT) == Truth.YES:
        return {"designer_recognized": Truth.NO}
    value = stated.get(DESIGNER)
    seat = makers.headquarters(value.text) if isinstance(value, Code) and value.text else ""
    recognized: dict[str, Value] = {"designer_recognized": Truth.YES if seat else Truth.NO}
    return {**recognized, "designer_headquarters": Code(seat)} if seat else recognized
