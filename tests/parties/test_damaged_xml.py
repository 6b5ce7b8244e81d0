"""What happens to a list in XML that was cut or changed on its way: it is refused, or every record is accounted for."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.lists.formats import format_named

from . import test_eu_xml, test_sdn_xml, test_un_xml
from .ofac_enhanced import address, document, entity, features, file_of, names

FIRM = entity(
    7,
    names("!ELM WORKS | АО ЭЛМ", "?The Tree"),
    f"<addresses>{address('Russia', 'CITY=Tver')}</addresses>",
    features("SWIFT/BIC=ELMWRUMM"),
    f"<identityDocuments>{document('Tax ID No.', '7704001959', 'Russia')}</identityDocuments>",
)
FILES = {
    "un-xml": f"{test_un_xml.HEAD}{test_un_xml.PERSON}{test_un_xml.FIRM}{test_un_xml.TAIL}",
    "ofac-xml": file_of(FIRM, FIRM),
    "sdn-xml": f"<sdnList>{test_sdn_xml.PERSON}{test_sdn_xml.VESSEL}</sdnList>",
    "eu-xml": f"{test_eu_xml.HEAD}{test_eu_xml.PERSON}{test_eu_xml.FIRM}</export>",
}
ANY_FORM = pytest.mark.parametrize("form", FILES)
SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


@ANY_FORM
@SETTINGS
@given(part=st.floats(0, 1, exclude_max=True))
def test_a_list_cut_anywhere_is_refused_whole(tmp_path: Path, form: str, part: float) -> None:
    data = FILES[form].encode()
    path = tmp_path / "list.xml"
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ListError) as error:
        format_named(form).read(path)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


@ANY_FORM
@SETTINGS
@given(part=st.floats(0, 1, exclude_max=True), put=st.binary(min_size=1, max_size=4))
def test_a_list_changed_anywhere_is_refused_or_accounted_for(
    tmp_path: Path, form: str, part: float, put: bytes
) -> None:
    data = FILES[form].encode()
    at = int(len(data) * part)
    path = tmp_path / "list.xml"
    path.write_bytes(data[:at] + put + data[at + len(put) :])
    refusal, found = "", None
    try:
        found = format_named(form).read(path)
    except ListError as error:
        refusal = str(error)
    assert found is None or found.rows == len(found.entries) + found.merged + len(found.rejected)
    assert found is None or all(entry.name and entry.entity_id for entry in found.entries)
    assert found is not None or refusal.startswith(f"{path}: ")
