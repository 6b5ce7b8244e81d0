import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.store.made_lists import LATER, NOON, entries, list_of

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties.index import FOLDER, NameIndex
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.read_list import RejectedEntry
from exportgate.store.snapshots import Store


def test_an_imported_list_is_described_opened_and_read_back_whole(store: Store) -> None:
    read = list_of(entries(3), entries(2, "DPL"), rejected=(RejectedEntry(6, 7, "too short", "x,y"),))
    snapshot = store.import_list(
        "us.csl-full_1", read, file_name="csl_2026-07-31_full.csv.gz", digest="ab" * 32, retrieved=NOON
    )
    assert (snapshot.list_id, snapshot.file_name, snapshot.digest) == (
        "us.csl-full_1",
        "csl_2026-07-31_full.csv.gz",
        "ab" * 32,
    )
    assert (snapshot.rows, snapshot.entries, snapshot.merged, snapshot.rejected, snapshot.names) == (6, 5, 0, 1, 6)
    assert snapshot.sources == (("DPL", 2), ("EL", 3))
    assert (snapshot.retrieved, snapshot.as_of, snapshot.layout) == (NOON, date(2026, 7, 31), "csl-csv, 29 columns")
    opened = Store(store.root).open_list("us.csl-full_1")
    assert opened.snapshot == snapshot
    assert tuple(opened.entries()) == read.entries
    assert opened.index.entries == 5
    assert json.loads((snapshot.folder / "rejected.jsonl").read_text("utf-8"))["reason"] == "too short"


@pytest.mark.parametrize(
    ("own", "given", "file_name", "shown"),
    [
        (None, None, "list.csv", None),
        (None, None, "csl_2022-05-16_full.csv", date(2022, 5, 16)),
        (None, None, "csl 20220516.csv", date(2022, 5, 16)),
        (None, None, "csl_2022-02-30.csv", None),
        ("2025-01-02", None, "csl_2022-05-16.csv", date(2025, 1, 2)),
        ("2025-01-02", date(2026, 1, 2), "csl_2022-05-16.csv", date(2026, 1, 2)),
    ],
)
def test_a_list_shows_the_date_given_else_its_own_else_the_one_in_the_file_name(
    store: Store, own: str | None, given: date | None, file_name: str, shown: date | None
) -> None:
    read = replace(list_of(entries(1)), as_of=own)
    snapshot = store.import_list("csl", read, file_name=file_name, digest="0", retrieved=NOON, as_of=given)
    assert snapshot.as_of == shown


def test_the_same_content_is_kept_once_and_new_content_beside_it(store: Store, put: Callable[..., str]) -> None:
    first = put(list_of(entries(3)))
    assert put(list_of(entries(3)), at=LATER) == first
    assert store.snapshot("csl").retrieved == NOON
    second = put(list_of(entries(4)), at=LATER)
    assert second != first
    home = store.root / "lists" / "csl"
    assert {path.name for path in home.iterdir()} == {first, second, "current", "settings.json"}
    assert put(list_of(entries(3)), force_reason="the first was right", at=LATER) not in {first, second}
    assert store.snapshot("csl").entries == 3


def test_lists_are_told_by_id(store: Store) -> None:
    assert store.lists() == ()
    for list_id in ("b", "a", "c.1"):
        store.import_list(list_id, list_of(entries(1)), file_name="x", digest="0", retrieved=NOON)
    assert [snapshot.list_id for snapshot in store.lists()] == ["a", "b", "c.1"]


@pytest.mark.parametrize("list_id", ["", "CSL", "a b", "../a", ".a", "a/b", "a" * 65, "a\n", "é"])
def test_an_id_that_no_list_can_have_is_refused(store: Store, list_id: str) -> None:
    with pytest.raises(UsageError, match="cannot be the id of a list"):
        store.import_list(list_id, list_of(entries(1)), file_name="x", digest="0", retrieved=NOON)
    assert not store.root.exists()


def test_an_unknown_list_is_named_with_those_that_are_there(store: Store, put: Callable[..., str]) -> None:
    with pytest.raises(StoreError, match=r"no list 'csl' in the store \(imported: none\)"):
        store.open_list("csl")
    put(list_of(entries(1)))
    for unknown in ("uk", "../../etc", "CSL"):
        with pytest.raises(StoreError, match=r"\(imported: csl\); import it first"):
            store.open_list(unknown)


def test_an_empty_list_is_refused_whatever_the_reason(put: Callable[..., str]) -> None:
    for reason in (None, "because"):
        with pytest.raises(ListError, match=r"would have no entries \(0 rows read\)"):
            put(list_of(), force_reason=reason)


def test_a_list_that_lost_more_than_one_entry_in_twenty_is_refused_without_a_reason(
    store: Store, put: Callable[..., str]
) -> None:
    kept = put(list_of(entries(100)))
    put(list_of(entries(95)))
    put(list_of(entries(100)))
    with pytest.raises(ListError, match="lost 6 of 100 entries against the one of 2026-08-01; check the file, or"):
        put(list_of(entries(94)))
    assert store.snapshot("csl").folder.name == kept
    put(list_of(entries(10)), force_reason="the State list moved")
    assert store.snapshot("csl").force_reason == "the State list moved"


def test_a_list_that_lost_a_source_is_refused_without_a_reason(put: Callable[..., str]) -> None:
    put(list_of(entries(100), entries(1, "CAP"), entries(1, "PLC")))
    with pytest.raises(ListError, match="lost every entry of CAP, PLC"):
        put(list_of(entries(110)))


def damage_by_cutting(folder: Path) -> None:
    (folder / "entries.jsonl").write_bytes((folder / "entries.jsonl").read_bytes()[:-9])


def damage_by_removing(folder: Path) -> None:
    (folder / "rejected.jsonl").unlink()


def damage_facts(folder: Path) -> None:
    (folder / "snapshot.json").write_text("{}", "utf-8")


def damage_json(folder: Path) -> None:
    (folder / "snapshot.json").write_bytes(b"\xff")


def damage_pointer(folder: Path) -> None:
    (folder.parent / "current").write_text("../../elsewhere", "utf-8")


def damage_by_removing_the_pointer(folder: Path) -> None:
    (folder.parent / "current").unlink()


def damage_pointer_bytes(folder: Path) -> None:
    (folder.parent / "current").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "damage",
    [
        damage_by_cutting,
        damage_by_removing,
        damage_by_removing_the_pointer,
        damage_facts,
        damage_json,
        damage_pointer,
        damage_pointer_bytes,
    ],
)
def test_a_damaged_snapshot_names_the_list_and_is_mended_by_importing_again(
    store: Store, put: Callable[..., str], damage: Callable[[Path], None]
) -> None:
    name = put(list_of(entries(3)))
    damage(store.snapshot("csl").folder)
    for ask in (store.open_list, store.snapshot, lambda _: store.lists()):
        with pytest.raises(StoreError, match=r"the list 'csl' in the store is damaged \(.+\); import its file again"):
            ask("csl")
    assert put(list_of(entries(3))) == name
    assert tuple(store.open_list("csl").entries()) == entries(3)


def test_entries_that_were_overwritten_are_told_and_mended_by_importing_again(
    store: Store, put: Callable[..., str]
) -> None:
    name = put(list_of(entries(100)))
    file = store.snapshot("csl").folder / "entries.jsonl"
    file.write_bytes(b"\xff" * file.stat().st_size)
    with pytest.raises(StoreError, match="the list 'csl' in the store is damaged"):
        list(store.open_list("csl").entries())
    with pytest.raises(ListError, match="lost 6 of 100 entries"):
        put(list_of(entries(94)))
    assert put(list_of(entries(100))) == name
    assert tuple(store.open_list("csl").entries()) == entries(100)


def test_a_snapshot_of_another_version_says_so(store: Store, put: Callable[..., str]) -> None:
    put(list_of(entries(3)))
    facts = store.snapshot("csl").folder / "snapshot.json"
    facts.write_text(json.dumps(json.loads(facts.read_text("utf-8")) | {"format_version": 99}), "utf-8")
    with pytest.raises(
        StoreError, match=r"was imported by another version of exportgate; import its file again: .+ --as csl"
    ):
        store.snapshot("csl")


def with_an_old_index(store: Store) -> Path:
    """Give the current snapshot of the list an index of another version alone; return the snapshot's folder."""
    folder = store.snapshot("csl").folder
    (folder / FOLDER).rename(folder / "index-1")
    return folder


def damage_by_cutting_the_index(store: Store) -> Path:
    folder = store.snapshot("csl").folder
    words = next((folder / FOLDER).glob("keys.words"))
    words.write_bytes(words.read_bytes()[:-3])
    return folder


@pytest.mark.parametrize("spoil", [with_an_old_index, damage_by_cutting_the_index])
def test_an_index_of_another_version_or_a_damaged_one_is_built_anew_and_the_snapshot_stays_what_it_was(
    store: Store, put: Callable[..., str], spoil: Callable[[Store], Path]
) -> None:
    put(list_of(entries(3), rejected=(RejectedEntry(4, 5, "too short", "x,y"),)))
    before = store.snapshot("csl")
    folder = spoil(store)
    opened = store.open_list("csl")
    assert (opened.index.entries, tuple(opened.entries())) == (3, entries(3))
    assert store.snapshot("csl") == before == opened.snapshot
    assert {path.name for path in folder.iterdir()} == {"snapshot.json", "entries.jsonl", "rejected.jsonl", FOLDER}
    assert {path.name for path in folder.parent.iterdir()} == {"current", folder.name}


def test_an_index_that_cannot_be_built_anew_leaves_the_list_as_it_was_and_says_what_to_do(
    store: Store, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(list_of(entries(3)))
    folder = with_an_old_index(store)

    def full(_: NameIndex, folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(NameIndex, "save", full)
    with pytest.raises(StoreError, match=r"this version of exportgate.+No space left.+import FILE --as csl"):
        store.open_list("csl")
    assert store.snapshot("csl").folder == folder


def test_a_list_that_lost_its_pointer_is_held_and_its_folder_named(store: Store, put: Callable[..., str]) -> None:
    put(list_of(entries(3)))
    home = store.root / "lists" / "csl"
    (home / "current").unlink()
    (store.root / "lists" / "empty").mkdir()
    assert store.ids() == ("csl",)
    with pytest.raises(StoreError) as error:
        store.lists()
    assert f"the pointer 'current' in {home} is gone" in str(error.value)


def test_an_import_that_breaks_off_leaves_the_list_as_it_was_and_nothing_behind(
    store: Store, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(list_of(entries(3)))

    def full(_: NameIndex, folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(NameIndex, "save", full)
        with pytest.raises(
            StoreError, match=r"cannot be written at .+ \(No space left on device\).+'csl' stays as it was"
        ):
            put(list_of(entries(4)))
        with pytest.raises(StoreError):
            store.import_list("uk", list_of(entries(1)), file_name="x", digest="0", retrieved=NOON)
    home = store.root / "lists" / "csl"
    assert {path.name for path in home.iterdir()} == {first, "current"}
    assert {path.name for path in home.parent.iterdir()} == {"csl", ".lock"}
    assert store.snapshot("csl").folder.name == first
    second = put(list_of(entries(4)))
    assert {path.name for path in home.iterdir()} == {first, second, "current"}


def test_a_pointer_that_cannot_be_replaced_leaves_the_old_list_in_place(
    store: Store, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(list_of(entries(3)))

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "current":
            raise PermissionError(13, "Permission denied", str(target))
        return original(self, target)

    original = Path.replace
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match="Permission denied"):
        put(list_of(entries(4)))
    assert store.snapshot("csl").folder.name == first
    assert (store.root / "lists" / "csl" / "current").read_text("ascii") == first


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    with pytest.raises(StoreError, match="the store cannot be written"):
        Store(blocked).import_list("csl", list_of(entries(1)), file_name="x", digest="0", retrieved=NOON)


def test_the_published_list_is_kept_and_read_back_entry_by_entry(store: Store, shared: Path) -> None:
    path = shared / "data" / "csl" / "csl_2019-12-03_sample.csv"
    read = csl_csv.read(path)
    snapshot = store.import_list("csl", read, file_name=path.name, digest="0", retrieved=NOON)
    assert snapshot.as_of == date(2019, 12, 3)
    assert tuple(store.open_list("csl").entries()) == read.entries
