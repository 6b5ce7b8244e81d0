"""Which list a dataset of OpenSanctions holds, as the code that the rules know, by its name or its title.

A dataset that is not here keeps its own name as a code, of which no rule speaks, so that its consequence is decided by
hand. Parts of the U.S. lists that are gathered in one dataset are told apart by what a sanction says of its list.
"""

import re
from collections.abc import Iterable

from exportgate.parties.lists.csl_fields import source_code
from exportgate.parties.lists.ofac_csv import CODES as OFAC_CODES
from exportgate.parties.lists.own_entries import LIST_CODES

DATASETS = {
    "us_ofac_sdn": "SDN",
    "us_bis_denied": "DPL",
    "us_bis_mieu": "MIEU",
    "us_ddtc_debarred": "DTC",
    "us_dod_chinese_milcorps": "1260H",
    "us_dhs_uflpa": "UFLPA",
    "us_fcc_covered_list": "FCC",
    "us_cbp_forced_labor": "WRO",
    "un_sc_sanctions": "UN",
    "eu_fsf": "EU",
    "gb_hmt_sanctions": "UK",
    "gb_fcdo_sanctions": "UK",
}
TITLES = {
    "us ofac specially designated nationals (sdn) list": "SDN",
    "us bis denied persons list": "DPL",
    "directorate of defense trade controls aeca debarments": "DTC",
    "us dod chinese military companies": "1260H",
    "un security council consolidated sanctions": "UN",
    "eu financial sanctions files (fsf)": "EU",
    "uk hmt/ofsi consolidated list of targets": "UK",
    "uk fcdo sanctions list": "UK",
}
GATHERED, OTHER_OFAC = "us_trade_csl", "us_ofac_cons"
"""The Consolidated Screening List, and OFAC's lists beside the SDN list."""
NO_DATASET = "FTM"
"""The code of entities that name no dataset."""
NOT_IN_CODES = re.compile(r"[^A-Z0-9]+")


def known_code(dataset: str) -> str:
    """Return the code of the list that a dataset is, by its name or title; empty where it is none or several."""
    return DATASETS.get(dataset) or TITLES.get(dataset.casefold(), "")


def list_code(dataset: str, labels: Iterable[str] = ()) -> str:
    """Return the code of a list; `labels` are what a sanction of the dataset says of its authority and program."""
    code = known_code(dataset)
    if not code and dataset in {GATHERED, OTHER_OFAC}:
        texts = tuple(labels)
        named = [found for found in map(source_code, texts) if found in LIST_CODES]
        other = [code for code, program in OFAC_CODES if any(map(program.fullmatch, texts))]
        code = next(iter([*named, *other]), "") or ""
    return code or NOT_IN_CODES.sub("", dataset.upper()) or NO_DATASET
