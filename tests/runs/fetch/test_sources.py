from pathlib import Path

import pytest

from exportgate.foundation.errors import UsageError
from exportgate.runs.fetch.sources import SourceFile, chosen, in_folder, mirrored, published, those_in_folder

from .published import source

USUAL = [item.id for item in published() if item.usual]


def test_without_a_name_the_usual_lists_and_those_held_are_meant() -> None:
    assert [item.id for item in chosen([], [])] == USUAL
    assert [item.id for item in chosen([], ["dpl", "ours"])] == [*USUAL, "dpl"]
    assert [item.id for item in chosen(["dpl", "us", "dpl"], ["un"])] == ["dpl", "us"]


def test_a_list_without_a_known_address_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"'ours' is no list whose address is known \(known: us, .+lists import FILE"):
        chosen(["us", "ours"], [])


@pytest.mark.parametrize("base", ["https://m.example", "https://m.example/", "https://m.example/a/"])
def test_a_mirror_has_every_file_under_its_official_name_and_its_digest_beside_it(base: str) -> None:
    wanted = [source(SourceFile("A.CSV", "text", ("x",), "y"), SourceFile("B.CSV", "text", ("x", "z")))]
    ((first, second),) = (item.files for item in mirrored(wanted, base))
    assert first.addresses == (f"{base.rstrip('/')}/A.CSV",)
    assert first.digest == f"{base.rstrip('/')}/A.CSV.sha256"
    assert second.addresses == (f"{base.rstrip('/')}/B.CSV",)


def test_what_a_mirror_asks_for_in_its_address_stays_behind_the_name_of_the_file() -> None:
    (item,) = mirrored([source(SourceFile("A.CSV", "text", ("x",)))], "https://m.example/a/?key=1")
    assert item.files[0].addresses == ("https://m.example/a/A.CSV?key=1",)


def test_an_address_of_one_file_is_for_one_list_of_one_file() -> None:
    one = source(SourceFile("A.CSV", "text", ("x",), "y"))
    (item,) = mirrored([one], "https://m.example/l?key=1")
    assert item.files == (SourceFile("A.CSV", "text", ("https://m.example/l?key=1",), ""),)
    for several in ([one, one], [source(SourceFile("A", "text", ()), SourceFile("B", "text", ()))]):
        with pytest.raises(UsageError, match="is the address of one file; end that of a mirror with '/'"):
            mirrored(several, "https://m.example/l")


def test_a_folder_of_the_lists_own_comes_first_and_what_is_no_file_does_not_count(tmp_path: Path) -> None:
    file = SourceFile("Consolidated.csv", "text", ())
    assert in_folder(file, "us", tmp_path) is None
    (tmp_path / "us").mkdir()
    (tmp_path / "consolidated.csv").mkdir()
    assert in_folder(file, "us", tmp_path) is None
    (tmp_path / "CONSOLIDATED.CSV.GZ").write_bytes(b"")
    assert in_folder(file, "us", tmp_path) == tmp_path / "CONSOLIDATED.CSV.GZ"
    (tmp_path / "us" / "consolidated.csv").write_bytes(b"")
    assert in_folder(file, "us", tmp_path) == tmp_path / "us" / "consolidated.csv"


def test_a_folder_tells_which_lists_it_has(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no list under its official name: consolidated\.csv \(us\), "):
        those_in_folder(tmp_path)
    for name in ("dpl.txt", "alt.csv", "un/consolidated.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [item.id for item in those_in_folder(tmp_path)] == ["un", "dpl"]
    with pytest.raises(UsageError, match="is no folder and no address"):
        those_in_folder(tmp_path / "dpl.txt")
