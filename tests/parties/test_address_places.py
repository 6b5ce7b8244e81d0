"""An address tells of another country only where it ends with one, and of an occupied region wherever it names one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.address_places import places_beside
from exportgate.parties.countries import Countries

COUNTRIES = Countries.load()


@pytest.mark.parametrize(
    ("address", "stated", "places"),
    [
        ("12 Azadi St, Tehran, Iran", "AE", ("IR",)),
        ("12 Azadi St Tehran Iran", "AE", ("IR",)),
        ("Tehran 15875, I.R. Iran", "AE", ("IR",)),
        ("Shenzhen, China", "DE", ("CN",)),
        ("Shenzhen 518000 China", "DE", ("CN",)),
        ("Guangzhou, P.R.C.", "DE", ("CN",)),
        ("Moscow, Russia", "KZ", ("RU",)),
        ("Gorky 5, Minsk, BY", "PL", ("BY",)),
        ("Room 3, Macau", "CN", ("MO",)),
        ("Pyongyang, North Korea", "KR", ("KP",)),
        ("Havana, Cuba", None, ("CU",)),
    ],
)
def test_a_country_at_the_end_that_is_not_the_stated_one_is_told(
    address: str, stated: str | None, places: tuple[str, ...]
) -> None:
    assert places_beside(address, stated, COUNTRIES) == places


@pytest.mark.parametrize(
    ("address", "stated", "places"),
    [
        ("1 Lenina St, Sevastopol, Crimea", "UA", ("UA-40", "UA-43")),
        ("Yalta, Republic of Crimea", "UA", ("UA-43",)),
        ("Sevastopol, Ukraine", "UA", ("UA-40",)),
        ("5 Artema, Donetsk", "UA", ("UA-14",)),
        ("Lugansk 91000", "UA", ("UA-09",)),
        ("Lenina 5, Simferopol, Crimea, Russia 295000", "RU", ("UA-43",)),
        ("ул. Ленина 5, Севастополь", "UA", ("UA-40",)),
        ("Crimea", "UA-43", ()),
    ],
)
def test_an_occupied_region_is_told_wherever_in_the_address_it_stands(
    address: str, stated: str, places: tuple[str, ...]
) -> None:
    assert places_beside(address, stated, COUNTRIES) == places


@pytest.mark.parametrize(
    ("address", "stated"),
    [
        ("Iran Street, Berlin", "DE"),
        ("Via Cina 3, Roma", "IT"),
        ("Calle Cuba", "ES"),
        ("Peachtree St, Atlanta, Georgia 30303", "US"),
        ("San Jose, CA", "US"),
        ("Sebastopol, CA 95472", "US"),
        ("Sebastopol, CA 95472", None),
        ("Cuneo, CN", "IT"),
        ("Santa Fe, New Mexico", "US"),
        ("Belfast, Northern Ireland", "GB"),
        ("San Juan, Puerto Rico", "US"),
        ("Hsinchu Science Park, Taiwan (R.O.C.)", "TW"),
        ("Taipei, Taiwan, China", "TW"),
        ("Kowloon, Hong Kong SAR, China", "HK"),
        ("Nathan Road, Hong Kong", "CN"),
        ("Seoul, Korea", "KR"),
        ("Khreshchatyk 17, Kyiv, Ukraine", "UA"),
        ("", "DE"),
    ],
)
def test_a_street_a_state_and_the_stated_country_tell_of_no_other(address: str, stated: str | None) -> None:
    assert places_beside(address, stated, COUNTRIES) == ()


@given(st.text(max_size=60), st.sampled_from([None, "DE", "US", "UA", "UA-43", "CN"]))
def test_any_text_gives_codes_of_the_table_and_never_the_stated_one(text: str, stated: str | None) -> None:
    found = places_beside(text, stated, COUNTRIES)
    assert stated not in found
    assert all(code in COUNTRIES.names for code in found)


@given(st.sampled_from(sorted(code for code in COUNTRIES.names if "-" not in code)))
def test_an_address_that_ends_with_the_stated_country_says_nothing_else(code: str) -> None:
    assert places_beside(f"1 Main Street, Anytown, {COUNTRIES.name(code)}", code, COUNTRIES) == ()
