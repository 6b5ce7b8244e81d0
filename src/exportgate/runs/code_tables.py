"""The countries that the country table knows and the lists that are published, as the codes that rules may name."""

from functools import cache
from types import MappingProxyType

from exportgate.foundation.resources import shipped
from exportgate.parties.countries import Countries
from exportgate.parties.lists.own_entries import LIST_CODES, OWN_CODE
from exportgate.provisions.code_tables import CodeSource, CodeTable, Tables

USUAL = ("DE", "SG", "CN", "US")
"""Countries that stand for any other one in cases that are drafted, as far as no rule names them."""


@cache
def code_tables() -> Tables:
    """Return the codes that facts can hold beside those that classifications give.

    Raises:
        ListError: the country table cannot be read.
    """
    countries = Countries.load(shipped("data"))
    ordered = {code: countries.names[code] for code in (*USUAL, *sorted(countries.names))}
    places = CodeTable(MappingProxyType(ordered), countries.parents, countries.candidates)
    lists = CodeTable(dict.fromkeys(LIST_CODES, ""), {}, lambda _: (), own=OWN_CODE, example="OTHER")
    return {CodeSource.COUNTRIES: places, CodeSource.LISTS: lists}
