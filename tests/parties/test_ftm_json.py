"""Entities of FollowTheMoney become entries, joined with what stands in entities of their own."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import ftm_json, json_records
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

SDN, DPL = "us_ofac_sdn", "us_bis_denied"


def thing(
    id_: str, schema: str = "Company", *datasets: str, target: bool | None = True, **properties: Any
) -> dict[str, Any]:
    made = {"id": id_, "schema": schema, "datasets": list(datasets or (SDN,)), "properties": _lists(properties)}
    return made if target is None else made | {"target": target}


def tie(id_: str, schema: str, *datasets: str, **properties: Any) -> dict[str, Any]:
    return thing(id_, schema, *datasets, target=False, **properties)


def _lists(properties: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: held if isinstance(held, list) else [held] for name, held in properties.items()}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "entities.ftm.json"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return path


def read(folder: Path, *lines: object) -> ReadList:
    return ftm_json.read(written(folder, *lines))


PARTY = thing(
    "NK-1",
    name=["Acme JSC", "АО Акме"],
    alias="Acme",
    weakAlias="AC",
    previousName="Old Acme",
    jurisdiction="ru",
    country=["cn-xz", "suhh"],
    leiCode="529900T8BM49AURSDO55",
    innCode="7707083893",
    address="1 Road, Omsk",
    addressEntity="addr-1",
    topics="sanction",
    notes="Makes things.",
    incorporationDate="1999",
    sourceUrl="https://list.example",
    modifiedAt="2026-01-01",
)
TIES = (
    tie("addr-1", "Address", full="2 Lane, Harbin", country="cn"),
    tie(
        "s-1",
        "Sanction",
        entity="NK-1",
        authority="OFAC",
        program="RUSSIA",
        programId="US-R",
        startDate="2022-03",
        endDate="2030",
    ),
    tie("p-1", "Passport", holder="NK-1", number="AB123", country="ru", type="Diplomatic Passport"),
    tie("o-1", "Ownership", owner="Q-2", asset="NK-1", percentage="51"),
    thing("Q-2", "Person", target=False, name="Jane Example"),
)


def test_a_party_becomes_an_entry_joined_with_its_sanction_address_document_and_owner(tmp_path: Path) -> None:
    found = read(tmp_path, PARTY | {"caption": "АО Акме", "last_seen": "2026-07-31T04:10:01"}, *TIES)
    (entry,) = found.entries
    assert (entry.entity_id, entry.source, entry.kind) == ("NK-1", "SDN", "entity")
    assert (entry.name, entry.aliases, entry.weak_aliases) == ("АО Акме", ("Acme JSC", "Acme", "Old Acme"), ("AC",))
    assert entry.countries == ("CN", "RU")
    assert entry.addresses == ("1 Road, Omsk", "2 Lane, Harbin")
    assert entry.identifiers == ("LEI: 529900T8BM49AURSDO55", "INN: 7707083893", "Diplomatic Passport: AB123, RU")
    assert entry.programs == ("RUSSIA", "US-R")
    assert (entry.listed_from, entry.listed_to) == (date(2022, 3, 1), date(2030, 12, 31))
    assert entry.url == "https://list.example"
    assert entry.remarks == (
        "topics: sanction; Makes things.; incorporation date: 1999; country: suhh; "
        "ownership: owner Jane Example; percentage 51; authority: OFAC"
    )
    assert (found.rows, found.merged, found.rejected, found.as_of) == (6, 5, (), "2026-07-31")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations([PARTY, *TIES]))
def test_the_order_of_the_lines_changes_nothing(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    assert read(tmp_path, *lines).entries == read(tmp_path, PARTY, *TIES).entries


def test_nested_entities_say_the_same_as_flat_ones(tmp_path: Path) -> None:
    address, sanction, passport, ownership, owner = ({**found} for found in TIES)
    properties = {name: held for name, held in PARTY["properties"].items() if name != "addressEntity"}
    sanction["properties"] = {name: held for name, held in sanction["properties"].items() if name != "entity"}
    ownership["properties"] = {"owner": [owner], "percentage": ["51"]}
    nested = {
        "addressEntity": [address],
        "sanctions": [sanction],
        "passports": [passport],
        "ownershipAsset": [ownership],
    }
    (entry,) = read(tmp_path, PARTY | {"properties": properties | nested}).entries
    assert entry == read(tmp_path, PARTY, *TIES).entries[0]


def test_a_party_on_several_lists_is_an_entry_of_each_with_its_own_sanctions(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        thing("1", "Company", SDN, DPL, "us_dhs_uflpa", "wikidata", name="Acme"),
        tie("a", "Sanction", SDN, entity="1", program="IRAN", startDate="2020-01-01"),
        tie(
            "b", "Sanction", DPL, entity="1", authorityId="84 FR 40025", listingDate="2019-08-05", endDate="2028-10-10"
        ),
    )
    assert [(entry.source, entry.programs, entry.notice) for entry in found.entries] == [
        ("SDN", ("IRAN",), ""),
        ("DPL", (), "84 FR 40025"),
        ("UFLPA", (), ""),
    ]
    assert [entry.listed_from for entry in found.entries] == [date(2020, 1, 1), date(2019, 8, 5), None]
    assert "datasets: us_ofac_sdn, us_bis_denied, us_dhs_uflpa, wikidata" in found.entries[0].remarks
    assert found.rows == len(found.entries) + found.merged + len(found.rejected) == 5


def test_lists_gathered_in_one_dataset_are_told_apart_by_their_sanctions(tmp_path: Path) -> None:
    label = "Entity List (EL) - Bureau of Industry and Security"
    found = read(
        tmp_path,
        thing("1", "Company", "us_trade_csl", name="Acme"),
        tie(
            "a",
            "Sanction",
            "us_trade_csl",
            entity="1",
            authority=label,
            reason="All items. §734.9(e)(2) of the EAR4",
            provisions="Denial",
        ),
        thing("2", "Company", "us_ofac_cons", name="Bolt"),
        tie("b", "Sanction", "us_ofac_cons", entity="2", program="CMIC-EO13959"),
        thing("3", "Company", "us_trade_csl", name="Cord"),
        thing("4", "Company", "ch_seco_sanctions", name="Disk"),
        {"id": "5", "schema": "Company", "properties": {"name": ["Edge"]}},
    )
    assert [entry.source for entry in found.entries] == ["EL", "CMIC", "USTRADECSL", "CHSECOSANCTIONS", "FTM"]
    assert (found.entries[0].footnotes, found.entries[0].policy) == (("4",), "Denial")


def test_wallets_and_securities_are_numbers_of_their_holder_or_stand_for_themselves(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        thing("w1", "CryptoWallet", publicKey="1BoatSLRHtKNngkdXEeobR76b53LETtpyT", holder="1", currency="XBT"),
        thing("s1", "Security", name="Acme shares", isin="RU0007661625", issuer="1"),
        thing("1", name="Acme"),
        thing("w2", "CryptoWallet", publicKey="3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    )
    holder, wallet = found.entries
    assert holder.identifiers == (
        "Digital Currency Address: 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        "ISIN: RU0007661625",
    )
    assert holder.remarks == "crypto wallet: currency XBT; security: name Acme shares"
    assert (wallet.name, wallet.kind) == ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "entity")
    assert (found.rows, found.merged, found.rejected) == (4, 2, ())


def test_one_sanction_without_a_day_leaves_the_side_open(tmp_path: Path) -> None:
    (entry,) = read(
        tmp_path,
        thing("1", name="Acme"),
        tie("a", "Sanction", entity="1", startDate="2020-02", endDate="2024-02"),
        tie("b", "Sanction", entity="1", startDate="soon", endDate="2020-02-30"),
    ).entries
    assert (entry.listed_from, entry.listed_to) == (None, None)


def test_a_party_that_is_not_listed_itself_is_no_entry(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        thing("1", name="Acme"),
        thing("2", target=False, name="Owner"),
        tie("o", "Ownership", owner="2", asset="1"),
        thing("3", target=False, name="Stranger"),
        thing("4", target=False, name="Sanctioned"),
        tie("s", "Sanction", entity="4"),
        thing("5", target=False, name="Controlled", topics="export.control"),
        thing("6", target=False, name="Linked", topics="sanction.linked"),
        thing("7", "Person", target=None, firstName="Jo", lastName="Example"),
    )
    assert [entry.name for entry in found.entries] == ["Acme", "Sanctioned", "Controlled", "Jo Example"]
    assert [row.line for row in found.rejected] == [4, 8]
    assert "nothing ties it to a party" in found.rejected[0].reason
    assert found.rows == len(found.entries) + found.merged + len(found.rejected) == 9


def test_lines_that_are_no_entity_are_set_aside_with_line_and_reason(tmp_path: Path) -> None:
    deep: dict[str, Any] = thing("x", name="X")
    for number in range(20):
        deep = thing(f"d{number}", name="D", parent=deep)
    found = read(
        tmp_path,
        thing("1", name="Acme"),
        '{"id": "2", "schema":',
        "",
        "[1]",
        '{"id": "3", "id": "4", "schema": "Company", "properties": {}}',
        '{"id": "5", "schema": "Company", "properties": {"name": [NaN]}}',
        '{"id": "6", "schema": "Company", "properties": {"name": ["\\ud800"]}}',
        '{"id": "7", "schema": "Company"}',
        '{"schema": "Company", "properties": {}}',
        tie("a", "Address", full="Nowhere"),
        tie("s", "Sanction", entity="nobody"),
        thing("8", name="..."),
        '{"id": ' + "[" * 100_000,
        deep,
    )
    assert [(row.line, row.reason) for row in found.rejected] == [
        (2, "the line is no JSON at column 22 (Expecting value)"),
        (4, "the line is no JSON object"),
        (5, "the key 'id' stands twice"),
        (6, "NaN is no number in JSON"),
        (7, "half a character stands in it (a lone surrogate)"),
        (8, "it is no entity of FollowTheMoney: 'properties' are missing"),
        (9, "it is no entity of FollowTheMoney: 'id' or 'schema' is missing"),
        (10, "the address belongs to no party of the file"),
        (11, "the sanction belongs to no party of the file"),
        (12, "the entity has no name"),
        (13, "the line is nested too deeply"),
        (14, "entities are nested more deeply than any list needs"),
    ]
    assert found.rows == len(found.entries) + found.merged + len(found.rejected)


def test_what_is_no_such_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "entities.ftm.json"
    monkeypatch.setattr(json_records, "RECORD_LIMIT", 1000)
    for content, told in (
        (b'{"id": "1"}\n\xff\n', "line 2 is not UTF-8 text at byte 1"),
        (b'{"id": "%s"}' % (b"x" * 2000), "line 1 is longer than"),
        (b"[]\n", "the file holds no entry of entities of FollowTheMoney (the line is no JSON object)"),
    ):
        path.write_bytes(content)
        with pytest.raises(ListError) as refused:
            ftm_json.read(path)
        assert told in str(refused.value)


def test_a_file_of_entities_is_recognized_by_its_first_line(tmp_path: Path) -> None:
    for lines in ([PARTY, *TIES], [*reversed(TIES), PARTY]):
        assert format_of(written(tmp_path, *lines)).name == "ftm"
