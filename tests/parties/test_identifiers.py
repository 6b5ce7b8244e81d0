"""Numbers of a party are read with or without a label, and are the same where no label says otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.identifier_labels import Kind
from exportgate.parties.identifier_reading import identifier_faults, read_identifiers
from exportgate.parties.identifiers import agreeing, entries_with, identifier_table, identifiers_of
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

USCC, OTHER_USCC = "91110000MA005UCQ5P", "91330000734507783B"
ENTRIES = (
    Entry("1", "SDN", "entity", "Baikal Electronics", countries=("RU",), identifiers=("Tax ID No.: RU, 7736640919",)),
    Entry("2", "SDN", "vessel", "Ocean Dynamics", identifiers=("Vessel Registration Identification: IMO 9187629",)),
    Entry("3", "EL", "entity", "Dragon Pool", countries=("CN",), identifiers=(f"USCC: CN, {USCC}",)),
    Entry("4", "SDN", "individual", "KALASHNIKOV, Alexander", identifiers=("Passport: RU, 486298",)),
    Entry("5", "SDN", "entity", "Harbor Bank", identifiers=("SWIFT/BIC: RKASAM22",)),
    Entry("7", "SDN", "entity", "Dawei Pearl", identifiers=("Registration Number: MM110364903",)),
    Entry("8", "SDN", "individual", "Petrova, Anna", identifiers=("Passport: AE1234567",)),
    Entry("6", "SDN", "entity", "Old Remark", remarks="born long ago; Registration ID 1027700132195 (Russia)"),
)
LISTS = PartyLists([NameIndex.build("us", ENTRIES)])


def hits(*identifiers: str, name: str = "Somebody Else", country: str | None = None) -> tuple[Hit, ...]:
    return LISTS.search([Party(name, country, None, identifiers)])[0].hits


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("IMO 9187629", "imo", "9187629"),
        ("imo no.: 9187629", "imo", "9187629"),
        ("IMO9187629", "imo", "9187629"),
        ("USCC 91110000ma005ucq5p", "uscc", USCC),
        (USCC, "uscc", USCC),
        ("LEI: 25340038P8SYW80B9W34", "lei", "25340038P8SYW80B9W34"),
        ("Tax ID No.: RU, 7736640919", "company", "7736640919"),
        ("71-1053365", "", "711053365"),
        ("SWIFT RKASAM22XXX", "bic", "RKASAM22"),
        ("Passport: JO, 2014-08-30, K475336", "passport", "K475336"),
        ("７７３６６４０９１９", "", "7736640919"),
    ],
)
def test_a_number_is_read_without_its_label_and_signs(text: str, kind: Kind, key: str) -> None:
    assert [(found.kind, found.key) for found in read_identifiers([text])] == [(kind, key)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234",
        "7.73664E+09",
        "7,73664E9",
        "9131000012345678.0",
        "00000",
        "AAAAAAAA",
        "unknown",
        "Website: www.example.com/12345",
        "n/a",
    ],
)
def test_what_stands_for_nobody_is_no_identifier(text: str) -> None:
    assert read_identifiers([text]) == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(5 <= len(found.key) <= 64 for found in read_identifiers([text]))


def test_a_long_text_is_read_in_part() -> None:
    assert len(read_identifiers(["12345678; " * 10_000])) == 1


@pytest.mark.parametrize(
    ("identifier", "found"),
    [
        ("7736640919", "1"),
        ("INN 77-3664-0919", "1"),
        ("IMO 9187629", "2"),
        (USCC.lower(), "3"),
        ("Registration number: 1027700132195", "6"),
        ("RU 7736640919", "1"),
        ("RU7736640919", "1"),
        ("INN RU-7736640919", "1"),
        ("110364903", "7"),
        ("MM 110364903", "7"),
        ("Registration number: 110364903", "7"),
        ("QQ7736640919", ""),
        ("RKASAM22XXX", ""),
        ("SWIFT: RKASAM22XXX", "5"),
    ],
)
def test_an_identifier_finds_its_entry_under_any_name(identifier: str, found: str) -> None:
    assert [hit.entry.entity_id for hit in hits(identifier)] == ([found] if found else [])


def test_an_identifier_with_the_code_of_a_country_is_told_once() -> None:
    (hit,) = hits("MM 110364903")
    assert hit.why == ("The identifier 'MM 110364903' is that of the entry, on the list 'MM110364903'",)


def test_letters_that_a_passport_begins_with_are_part_of_its_number() -> None:
    assert hits("1234567") == hits("Passport 1234567") == ()
    assert [hit.entry.entity_id for hit in hits("AE1234567")] == ["8"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7.73664E+09", "a spreadsheet changed it and its last digits are lost; format the column as text"),
        ("RU, 7,73664E9", "a spreadsheet changed it"),
        ("9131000012345678.0", "a spreadsheet changed it"),
        ("12", "fewer than 5"),
    ],
)
def test_an_identifier_that_cannot_be_compared_says_why(text: str, said: str) -> None:
    (fault,) = identifier_faults([f"Tax ID: {text}; RU 7736640919; IMO9187629"])
    assert f"'Tax ID: {text}' cannot be compared" in fault
    assert said in fault


@pytest.mark.parametrize(
    "text", ["7,736,640,919", "7736640919.0", "7736640919.00", "7.736.640.919,00", "7 736 640 919", "RU 7736640919.0"]
)
def test_what_a_spreadsheet_did_to_a_number_is_undone_where_nothing_is_lost(text: str) -> None:
    assert list(identifier_faults([f"Tax ID: {text}"])) == []
    assert [hit.entry.entity_id for hit in hits(f"Tax ID: {text}")] == ["1"]


@pytest.mark.parametrize(
    "text",
    [
        f"USCC {USCC}; LEI 25340038P8SYW80B9W34",
        f"USCC {USCC}, LEI 25340038P8SYW80B9W34",
        f"USCC: {USCC} LEI: 25340038P8SYW80B9W34",
        f"Tax ID: USCC {USCC} and LEI 25340038P8SYW80B9W34",
        f"统一社会信用代码：{USCC} (LEI 25340038P8SYW80B9W34)",
    ],
)
def test_each_of_two_labeled_numbers_in_one_cell_is_read(text: str) -> None:
    read = [(found.kind, found.key) for found in read_identifiers([text])]
    assert read == [("uscc", USCC), ("lei", "25340038P8SYW80B9W34")]


@pytest.mark.parametrize(
    "text",
    [
        "INN 7736640919 / OGRN 1027700132195",
        "INN 7736640919/OGRN 1027700132195",
        "INN: 7736640919 OGRN: 1027700132195",
        "INN/OGRN 7736640919/1027700132195",
        "ИНН 7736640919, КПП 773601001, ОГРН 1027700132195",
        "Tax ID: INN 7736640919, OGRN 1027700132195",
    ],
)
def test_two_numbers_of_one_register_each_find_their_entry(text: str) -> None:
    assert {hit.entry.entity_id for hit in hits(text)} == {"1", "6"}
    assert list(identifier_faults([text])) == []


def test_a_label_within_a_number_begins_no_other() -> None:
    assert [found.key for found in read_identifiers(["Identification Number: 0-16 Reg 53089"])] == ["016REG53089"]


@pytest.mark.parametrize(
    ("mine", "listed"),
    [
        ("12345678", "Tax ID No.: IR, 0012345678"),
        ("Tax ID: 0012345678", "Tax ID No.: 12345678"),
        ("12345678.0", "0012345678"),
    ],
)
def test_leading_zeros_that_a_spreadsheet_ate_are_ignored_and_that_is_said(mine: str, listed: str) -> None:
    lists = PartyLists([NameIndex.build("us", [Entry("1", "SDN", "entity", "Baikal", ("IR",), identifiers=(listed,))])])
    (hit,) = lists.search([Party("Somebody Else", None, None, (mine,))])[0].hits
    assert hit.why[0].endswith("leading zeros ignored")
    assert not hit.decisive


def test_a_number_without_its_zeros_decides_where_it_is_long_or_the_country_agrees() -> None:
    entry = Entry("1", "SDN", "entity", "Baikal", countries=("IR",), identifiers=("Tax ID: 0012345678", "00987654321"))
    lists = PartyLists([NameIndex.build("us", [entry])])
    short, long = Party("Else", "IR", None, ("12345678",)), Party("Else", None, None, ("987654321",))
    assert [found.hits[0].decisive for found in lists.search([short, long])] == [True, True]


WRITTEN = st.builds(
    "".join, st.tuples(st.sampled_from(["", "Tax ID: ", "RU ", "CHE-", "China "]), st.sampled_from(["", "0", "00"]))
)


@given(WRITTEN, WRITTEN, st.text("012", min_size=4, max_size=11), st.sampled_from(["", ".0", " (Russia)"]))
def test_whatever_agrees_is_found_by_the_index(before: str, listed_before: str, digits: str, after: str) -> None:
    mine = read_identifiers([f"{before}{digits}{after}"])
    listed = Entry("1", "SDN", "entity", "Baikal", identifiers=(f"{listed_before}{digits}",))
    agree = any(agreeing(mine, read_identifiers(listed.identifiers)))
    assert agree <= (entries_with(identifier_table([listed]), mine) == [0])
    assert agree or len(digits.lstrip("0")) < 7 or len(set(digits.lstrip("0"))) == 1


@pytest.mark.parametrize("text", ["Passport 0486298", "Tax ID: 48213", "IMO 09187629"])
def test_zeros_count_where_little_is_left_or_numbers_of_the_kind_never_lose_them(text: str) -> None:
    listed = Entry("1", "SDN", "entity", "Baikal", identifiers=("Passport: 486298", "Tax ID: 0048213", "IMO 9187629"))
    lists = PartyLists([NameIndex.build("us", [listed])])
    assert lists.search([Party("Somebody Else", None, None, (text,))])[0].hits == ()


@pytest.mark.parametrize(
    "text",
    [
        "CN 7736640919",
        "CN7736640919",
        "INN CN-7736640919",
        "Tax ID: CN, 7736640919",
        "China 7736640919",
        "7736640919 (China)",
    ],
)
def test_a_number_that_is_stated_for_another_country_decides_nothing_and_says_so(text: str) -> None:
    (hit,) = hits(text)
    (plain,) = hits("7736640919")
    assert (hit.entry.entity_id, hit.decisive, plain.decisive) == ("1", False, True)
    assert hit.priority < plain.priority
    assert any("is stated as a number of CN, and the entry's country is RU" in reason for reason in hit.why)


@pytest.mark.parametrize(
    "text", ["RU 7736640919", "No. 7736640919", "ID 7736640919", "Number: 7736640919", "7736640919 (Russia)"]
)
def test_a_number_that_is_stated_for_no_other_country_decides(text: str) -> None:
    (hit,) = hits(text)
    assert hit.decisive
    assert not any("stated as a number of" in reason for reason in hit.why)


def test_a_number_of_another_country_raises_no_like_name() -> None:
    (alike,) = hits(name="Baikal Electronix")
    (beside,) = hits("CN 7736640919", name="Baikal Electronix")
    assert not beside.decisive
    assert beside.priority < hits("7736640919", name="Baikal Electronix")[0].priority
    assert beside.score == alike.score


def test_a_hit_by_identifier_decides_unless_a_country_contradicts() -> None:
    (hit,) = hits("7736640919")
    assert (hit.kind, hit.matched_name, hit.score, hit.decisive) == ("identifier", "7736640919", 0.99, True)
    assert hit.why[0] == "The identifier '7736640919' is that of the entry"
    assert not hits("7736640919", country="US")[0].decisive


def test_a_short_number_counts_only_under_the_same_label() -> None:
    assert hits("486298") == hits("Tax ID 486298") == ()
    assert [hit.entry.entity_id for hit in hits("passport 486298")] == ["4"]


def test_an_agreeing_identifier_makes_a_like_name_decisive() -> None:
    (alike,) = hits(name="Baikal Electronix")
    (raised,) = hits("7736640919", name="Baikal Electronix")
    assert (alike.decisive, raised.decisive) == (False, True)
    assert raised.kind == "name"
    assert raised.score == alike.score
    assert raised.priority > alike.priority


def test_another_number_of_a_kind_of_which_a_party_has_one_lowers_the_priority_and_is_said() -> None:
    (same,) = hits(name="Dragon Pool")
    (other,) = hits(OTHER_USCC, name="Dragon Pool")
    assert other.priority < same.priority
    assert replace(other, priority=0, why=()) == replace(same, priority=0, why=())
    told = f"The Unified Social Credit Code of the party, '{OTHER_USCC}', is not that of the entry, '{USCC}'"
    assert told in other.why


def test_another_number_of_any_other_kind_says_nothing() -> None:
    assert hits("Tax ID 1234567890", name="Baikal Electronics") == hits(name="Baikal Electronics")


def test_a_listed_party_has_all_of_its_identifiers_however_many() -> None:
    texts = tuple(f"Registration Number: {1027700000000 + at}" for at in range(40))
    entry = Entry("1", "SDN", "entity", "First", identifiers=texts)
    assert len(identifiers_of(entry)) == 40
    assert len(read_identifiers(texts)) == 20
