from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries

TABLE = """
countries:
  - {code: CN, name: China, alpha3: CHN, aliases: [PRC, Mainland China]}
  - {code: HK, name: Hong Kong, alpha3: HKG, aliases: [Hong Kong SAR], treated_as: CN}
  - {code: KP, name: North Korea, alpha3: PRK, aliases: ["Korea, Democratic People's Republic of"]}
  - {code: KR, name: South Korea, alpha3: KOR, aliases: [Republic of Korea]}
  - {code: TR, name: Türkiye, alpha3: TUR, aliases: [Turkey]}
  - {code: UA, name: Ukraine, alpha3: UKR}
ambiguous:
  - {text: Korea, candidates: [KR, KP]}
regions:
  - {text: Crimea, code: UA-43, country: UA, note: see the rules}
"""


@pytest.fixture
def countries(tmp_path: Path) -> Countries:
    (tmp_path / "countries.yaml").write_text(TABLE, "utf-8")
    return Countries.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cn", "CN"),
        ("Chn", "CN"),
        ("P.R.C.", "CN"),
        (" mainland  CHINA ", "CN"),
        ("hong-kong", "HK"),
        ("Hong Kong, China", "HK"),
        ("TÜRKİYE", "TR"),
        ("Turkiye", "TR"),
        ("Korea, Republic of", "KR"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("the Ukraine", "UA"),
        ("Crimea", "UA-43"),
    ],
)
def test_a_country_is_found_by_code_name_and_alias_whatever_case_accent_or_punctuation(
    countries: Countries, text: str, code: str
) -> None:
    assert countries.resolve(text) == code
    assert countries.candidates(text) == (code,)


@pytest.mark.parametrize("text", ["ZQ", "XX", "EU", "Atlantis", "", " ", "Hong Kong, Ukraine"])
def test_what_names_no_country_resolves_to_none(countries: Countries, text: str) -> None:
    assert countries.resolve(text) is None
    assert countries.candidates(text) == ()


def test_an_ambiguous_text_resolves_to_none_and_names_its_candidates(countries: Countries) -> None:
    assert countries.resolve("KOREA") is None
    assert countries.candidates("KOREA") == ("KP", "KR")


def test_a_territory_is_treated_as_its_country_and_others_as_themselves(countries: Countries) -> None:
    assert countries.territory("HK") == "CN"
    assert countries.territory("KR") == "KR"
    assert countries.name("HK") == "Hong Kong"
    assert countries.name("ZQ") == "ZQ"


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("countries: []", "the country table is empty"),
        ("countries:\n  - {code: CN, name: China}\n  - {code: CN, name: Cathay}", ":3:5: the country CN stands twice"),
        ("countries:\n  - {code: CN, name: China}\n  - {code: TW, name: china}", ":3:5: 'china' names TW and CN"),
        ("countries: [China]", ":1:13: a row of 'countries' must have named fields"),
        ("countries: [", "correct the country table"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(tmp_path: Path, table: str, fault: str) -> None:
    (tmp_path / "countries.yaml").write_text(table, "utf-8")
    with pytest.raises(ListError) as error:
        Countries.load(tmp_path)
    assert fault in str(error.value)


def test_a_missing_table_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"countries\.yaml: the country table cannot be opened"):
        Countries.load(tmp_path)


def test_every_code_and_name_of_the_shipped_table_resolves_to_itself() -> None:
    shipped = Countries.load()
    assert len(shipped.names) >= 249
    wrong = [
        (code, name) for code, name in shipped.names.items() if {shipped.resolve(code), shipped.resolve(name)} != {code}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hong Kong SAR", "HK"),
        ("P.R. China", "CN"),
        ("Taiwan, Province of China", "TW"),
        ("U.A.E.", "AE"),
        ("UK", "GB"),
    ],
)
def test_the_shipped_table_knows_how_lists_and_traders_write(text: str, code: str) -> None:
    assert Countries.load().resolve(text) == code


@pytest.mark.parametrize("text", ["ZQ", "XX", "EU", "Korea", "Congo"])
def test_the_shipped_table_answers_none_for_user_codes_and_shared_names(text: str) -> None:
    assert Countries.load().resolve(text) is None
