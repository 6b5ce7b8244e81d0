"""The page on the forms of lists names forms that are there, and the codes that their reader gives."""

import re
from pathlib import Path

from exportgate.parties.lists.agency_entity import CODES as AGENCY_CODES
from exportgate.parties.lists.formats import FORMATS
from exportgate.parties.lists.ftm_codes import DATASETS, list_code
from exportgate.parties.lists.ofac_csv import CODES


def test_every_form_on_the_page_is_one_that_is_read(checkout: Path) -> None:
    page = (checkout / "docs" / "list-forms.md").read_text("utf-8")
    named = re.findall(r"^## .*: `([a-z-]+)`$", page, re.MULTILINE)
    assert named == ["ofac-csv", "dpl", "uk-csv", "csl-json", "ftm", "ftm-csv", "agency-json", "xlsx"]
    assert set(named) <= {known.name for known in FORMATS}


def test_datasets_on_the_page_are_the_lists_that_it_says(checkout: Path) -> None:
    page = (checkout / "docs" / "list-forms.md").read_text("utf-8")
    assert {"us_ofac_sdn", "us_bis_denied", "us_trade_csl", "us_ofac_cons"} <= set(re.findall(r"`(us_\w+)`", page))
    assert {"1260H", "DTC", "FCC", "MIEU", "UFLPA", "WRO", "UN", "EU", "UK", "SDN", "DPL"} == set(DATASETS.values())
    assert list_code("ch_seco_sanctions") == "CHSECOSANCTIONS"
    assert all(code in page for code in (*DATASETS.values(), *AGENCY_CODES.values()))


def test_every_form_in_xml_is_on_the_page(checkout: Path) -> None:
    page = (checkout / "docs" / "list-forms.md").read_text("utf-8")
    named = re.findall(r"^\| `([a-z-]+-xml)` \|", page, re.MULTILINE)
    assert sorted(named) == sorted(known.name for known in FORMATS if known.name.endswith("-xml"))


def test_the_programs_on_the_page_tell_the_lists_that_it_says(checkout: Path) -> None:
    page = (checkout / "docs" / "list-forms.md").read_text("utf-8")
    rows = re.findall(r"^\| (`[^|]+) \| `(\w+)`", page, re.MULTILINE)
    told = {program: code for programs, code in rows for program in re.findall(r"`([^`]+)`", programs)}
    assert len(told) == 6
    for program, code in told.items():
        assert [known for known, pattern in CODES if pattern.fullmatch(program)] == [code]
