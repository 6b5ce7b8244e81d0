"""Files that are no lists: told in one line, and the list that was held stays in force."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

GOOD = "name,country\nQuartz Harbor FZE,AE\n"
BILLION = "".join(f'<!ENTITY a{size} "{f"&a{size - 1};" * 10}">' for size in range(1, 10))
ROOT = "CONSOLIDATED_LIST"


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def workbook(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


BAD = {
    "page.csv": b"<!DOCTYPE html>\n<html><body>Sign in</body></html>",
    "bomb.csv": gzip.compress(b"name,country\n" + b"0" * 2**25),
    "bomb.zip": zipped("list.csv", b"name\n" + b"A,B\n" * 2**23),
    "climb.zip": zipped("../../list.csv", GOOD.encode()),
    "cut.csv.gz": gzip.compress(GOOD.encode() * 999)[:-40],
    "wide.csv": GOOD.encode("utf-16"),
    "old.csv": "name\nMüller\n".encode("latin-1"),
    "laughs.xml": f'<!DOCTYPE {ROOT} [<!ENTITY a0 "ha">{BILLION}]><{ROOT}>&a9;</{ROOT}>'.encode(),
    "outside.xml": f'<!DOCTYPE {ROOT} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{ROOT}>&x;</{ROOT}>'.encode(),
    "cut.xml": f"<{ROOT}><ENTITIES><ENTITY><FIRST_NAME>ELM".encode(),
    "root.xml": b"<shoppingList><milk/></shoppingList>",
    "cut.json": b'{"results": [{"source": "Entity List (EL)", "federal_register_notice": null, "name": "Quar',
    "root.json": b'[{"name": "Quartz"}]',
    "deep.json": b'{"sources": [], "source_list_url": "", "results": [' + b"[" * 10**6,
    "long.json": b'{"sources": [], "source_list_url": "", "results": [{"name": "' + b"A" * 10**7 + b'"}]}',
    "broken.ftm.json": b'{"id": "1", "schema": "Company", "properties": {"name": ["Quartz',
    "count.json": b'{"list_id": "bis-dpl", "count": 9, "entities": [{"name": "Quartz"}]}',
    "bomb.xlsx": workbook({"xl/worksheets/sheet1.xml": bytes(2**25)}),
    "laughs.xlsx": workbook({"xl/workbook.xml": f"<!DOCTYPE x [<!ENTITY a0 'ha'>{BILLION}]><x>&a9;</x>".encode()}),
    "climb.xlsx": workbook({"../../x.xml": b"<x/>"}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_list_is_told_in_a_line_and_the_store_stays_as_it_was(
    exportgate: Command, tmp_path: Path, name: str
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / name
    good.write_text(GOOD, encoding="utf-8")
    bad.write_bytes(BAD[name])
    assert exportgate("lists", "import", good, "--as", "acme", "--as-of", "2026-11-20").code == 0
    before = sorted(path.relative_to(tmp_path) for path in (tmp_path / "home").rglob("*"))
    ran = exportgate("lists", "import", bad, "--as", "acme", "--as-of", "2026-11-21")
    assert (ran.code in {2, 3}, ran.out) == (True, "")
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert sorted(path.relative_to(tmp_path) for path in (tmp_path / "home").rglob("*")) == before
    (hit,) = json.loads(exportgate("lookup", "Quartz Harbor FZE", "--format", "json").out)["hits"]
    assert hit["list"] == "acme"


def test_a_file_of_two_gigabytes_in_one_line_is_told_at_once(exportgate: Command, tmp_path: Path) -> None:
    for name, form in (("large.csv", "csl-csv"), ("large.xml", "un-xml")):
        with (tmp_path / name).open("wb") as file:
            file.write(b"<")
            file.truncate(2 * 2**30)
        ran = exportgate("lists", "import", tmp_path / name, "--as", "acme", "--format", form)
        assert ran.code == 3
        assert f"{name}: the list passes" in ran.err
