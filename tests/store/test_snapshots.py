import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.read_list import ReadList, RejectedEntry
from exportgate.store import files
from exportgate.store.snapshots import Store

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 8, 2, 12, tzinfo=UTC)


def entries(count: int, source: str = "EL") -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"{source}-{number}",
            source,
            "entity",
            f"Acme {number} Semiconductor Co., Ltd.",
            aliases=(f"顶点 {number}",),
            countries=("CN",),
            listed_from=date(2020, 12, 22),
        )
        for number in range(count)
    )


def list_of(*groups: tuple[Entry, ...], rejected: tuple[RejectedEntry, ...] = ()) -> ReadList:
    found = tuple(entry for group in groups for entry in group)
    return ReadList(found, rejected, len(found) + len(rejected), 0, "csl-csv, 29 columns")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def put(store: Store) -> Callable[..., str]:
    """Imports a list as `csl` and returns the name of its snapshot's folder."""

    def put(read: ReadList, *, force_reason: str | None = None, at: datetime = NOON, name: str = "list.csv") -> str:
        snapshot = store.import_list(
            "csl", read, file_name=name, digest="ab" * 32, imported_at=at, force_reason=force_reason
        )
        return snapshot.folder.name

    return put


def test_an_imported_list_is_described_opened_and_read_back_whole(store: Store) -> None:
    read = list_of(entries(3), entries(2, "DPL"), rejected=(RejectedEntry(6, 7, "too short", "x,y"),))
    snapshot = store.import_list(
        "us.csl-full_1", read, file_name="csl_2026-07-31_full.csv.gz", digest="ab" * 32, imported_at=NOON
    )
    assert (snapshot.list_id, snapshot.file_name, snapshot.digest) == (
        "us.csl-full_1",
        "csl_2026-07-31_full.csv.gz",
        "ab" * 32,
    )
    assert (snapshot.rows, snapshot.entries, snapshot.merged, snapshot.rejected, snapshot.names) == (6, 5, 0, 1, 6)
    assert snapshot.sources == (("DPL", 2), ("EL", 3))
    assert (snapshot.imported, snapshot.as_of, snapshot.layout) == (NOON, date(2026, 7, 31), "csl-csv, 29 columns")
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
    snapshot = store.import_list("csl", read, file_name=file_name, digest="0", imported_at=NOON, as_of=given)
    assert snapshot.as_of == shown


def test_the_same_content_is_kept_once_and_new_content_beside_it(store: Store, put: Callable[..., str]) -> None:
    first = put(list_of(entries(3)))
    assert put(list_of(entries(3)), at=LATER) == first
    assert store.snapshot("csl").imported == NOON
    second = put(list_of(entries(4)), at=LATER)
    assert second != first
    home = store.root / "lists" / "csl"
    assert {path.name for path in home.iterdir()} == {first, second, "current"}
    assert put(list_of(entries(3)), force_reason="the first was right") != first
    assert store.snapshot("csl").entries == 3


def test_lists_are_told_by_id(store: Store) -> None:
    assert store.lists() == ()
    for list_id in ("b", "a", "c.1"):
        store.import_list(list_id, list_of(entries(1)), file_name="x", digest="0", imported_at=NOON)
    assert [snapshot.list_id for snapshot in store.lists()] == ["a", "b", "c.1"]


@pytest.mark.parametrize("list_id", ["", "CSL", "a b", "../a", ".a", "a/b", "a" * 65, "a\n", "é"])
def test_an_id_that_no_list_can_have_is_refused(store: Store, list_id: str) -> None:
    with pytest.raises(UsageError, match="cannot be the id of a list"):
        store.import_list(list_id, list_of(entries(1)), file_name="x", digest="0", imported_at=NOON)
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
    with pytest.raises(ListError, match="lost 6 of 100 entries against the import of 2026-08-01; check the file, or"):
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
    next((folder / "index").iterdir()).unlink()


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


def test_a_snapshot_of_another_version_says_so(store: Store, put: Callable[..., str]) -> None:
    put(list_of(entries(3)))
    facts = store.snapshot("csl").folder / "snapshot.json"
    facts.write_text(json.dumps(json.loads(facts.read_text("utf-8")) | {"format_version": 99}), "utf-8")
    with pytest.raises(
        StoreError, match=r"was imported by another version of exportgate; import its file again: .+ --as csl"
    ):
        store.snapshot("csl")


def with_an_old_index(store: Store) -> Path:
    """Make the current snapshot of the list one that an older version wrote; return its folder."""
    folder = store.snapshot("csl").folder
    facts = json.loads((folder / "snapshot.json").read_text("utf-8"))
    (folder / "index" / "old.npy").write_bytes(b"old")
    head = folder / "index" / "head.json"
    head.write_text(json.dumps(json.loads(head.read_text("utf-8")) | {"version": 1}), "utf-8")
    facts |= {"index_version": 1, "files": [*facts["files"], ("index/old.npy", 3)]}
    sizes = [(name, (folder / name).stat().st_size) for name, _ in facts["files"]]
    (folder / "snapshot.json").write_text(json.dumps(facts | {"files": sizes}), "utf-8")
    (folder.parent / "current").write_text("0123456789ab", "ascii")
    return folder.rename(folder.parent / "0123456789ab")


def test_an_index_of_another_version_is_built_anew_from_the_entries_and_the_import_stays_what_it_was(
    store: Store, put: Callable[..., str]
) -> None:
    put(list_of(entries(3), rejected=(RejectedEntry(4, 5, "too short", "x,y"),)))
    folder = with_an_old_index(store)
    before = store.snapshot("csl")
    assert (before.index_version, before.entries) == (1, 3)
    opened = store.open_list("csl")
    assert (opened.index.entries, tuple(opened.entries())) == (3, entries(3))
    after = store.snapshot("csl")
    assert after == opened.snapshot
    assert (after.digest, after.imported, after.sources, after.rejected) == (before.digest, NOON, before.sources, 1)
    assert (after.folder / "rejected.jsonl").read_bytes() == (folder / "rejected.jsonl").read_bytes()
    assert {path.name for path in folder.parent.iterdir()} == {"current", folder.name, after.folder.name}
    assert store.open_list("csl").snapshot == after


def test_an_index_that_cannot_be_built_anew_leaves_the_list_as_it_was_and_says_what_to_do(
    store: Store, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(list_of(entries(3)))
    folder = with_an_old_index(store)

    def full(_: NameIndex, folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(NameIndex, "save", full)
    with pytest.raises(StoreError, match=r"of another version of exportgate.+No space left.+import FILE --as csl"):
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


def test_an_import_that_breaks_off_leaves_the_list_as_it_was_and_its_leftovers_are_cleared(
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
    home = store.root / "lists" / "csl"
    assert store.snapshot("csl").folder.name == first
    assert len(list(home.glob(f"{files.UNFINISHED}*"))) == 1
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
        Store(blocked).import_list("csl", list_of(entries(1)), file_name="x", digest="0", imported_at=NOON)


def test_the_published_list_is_kept_and_read_back_entry_by_entry(store: Store, shared: Path) -> None:
    path = shared / "data" / "csl" / "csl_2019-12-03_sample.csv"
    read = csl_csv.read(path)
    snapshot = store.import_list("csl", read, file_name=path.name, digest="0", imported_at=NOON)
    assert snapshot.as_of == date(2019, 12, 3)
    assert tuple(store.open_list("csl").entries()) == read.entries
