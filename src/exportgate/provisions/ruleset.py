"""All rule files of one or more folders, loaded with their vocabulary, cases and a digest of every byte read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from exportgate.diagnostics.model import Collector, Diagnostic, RuleError, has_errors, in_order, of_rules
from exportgate.foundation.characters import seen
from exportgate.foundation.kept import Kept
from exportgate.foundation.resources import shipped
from exportgate.foundation.spans import Span
from exportgate.provisions.cases import Case, Waiver, load_cases, load_waivers
from exportgate.provisions.code_tables import Tables
from exportgate.provisions.documents import document
from exportgate.provisions.folders import CASES, FACTS, OWN_FILES, RuleFolder, open_folders
from exportgate.provisions.load import ProvisionLoader
from exportgate.provisions.model import Provision, Relaxation
from exportgate.provisions.reading import Reader
from exportgate.provisions.vocabulary import Vocabulary, add_facts, load_vocabulary


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The provisions by id, their cases, the vocabulary, and what was found wrong while loading.

    `version` is that of the first folder, empty where it states none; `folders` are all of them, the first one first.
    A set is `complete` where every file could be read: what a provision with a fault would say is unknown, so it is
    left out, and what refers to it is not judged.
    """

    provisions: dict[str, Provision]
    cases: tuple[Case, ...]
    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]
    digest: str
    files: int
    version: str = ""
    waivers: tuple[Waiver, ...] = ()
    folders: tuple[RuleFolder, ...] = ()
    complete: bool = True

    @property
    def places(self) -> dict[str, Path]:
        """Where each file lies, a misnamed one included, by the name that diagnostics show."""
        read = {folder.shown(path): path for folder in self.folders for path in folder.files}
        return read | {file.name: file.path for folder in self.folders for file in folder.unread}

    @property
    def contents(self) -> dict[str, bytes]:
        """The bytes of each file that was read whole, by the name that diagnostics show."""
        return {name: raw for folder in self.folders for name, raw in folder.read().items()}

    @property
    def relaxations(self) -> tuple[tuple[str, Relaxation], ...]:
        """Every relaxation that a rule states, with the rule's id, in the order of the ids."""
        named = sorted(self.provisions.items())
        return tuple((name, item) for name, provision in named for item in provision.relaxes)

    def alone(self) -> "RuleSet":
        """Return the rules without those that an organization adds: what the cases of the shipped rules speak of."""
        if not any(provision.own for provision in self.provisions.values()):
            return self
        kept = {name: item for name, item in self.provisions.items() if not item.own}
        return replace(
            self,
            provisions=kept,
            cases=tuple(case for case in self.cases if not case.own),
            waivers=tuple(waiver for waiver in self.waivers if waiver.provision in kept),
        )


KEPT: Kept[tuple[RuleSet, Tables | None]] = Kept(16)
"""The rule sets that were read last, by the bytes of their files: a process that asks again reads no rule twice. The
tables stand beside them, so that their identity stays theirs."""
FILES: "Kept[_File]" = Kept(2_000)
"""The files that were read last, by their bytes and the vocabulary: beside other rules they say the same."""
NO_TABLES: Tables = {}
VOCABULARIES: Kept[tuple[Vocabulary, list[Diagnostic], Tables | Vocabulary]] = Kept(16)
"""The vocabularies that were read last, by the bytes of their files; beside each stands what it was read with."""


def load_rules(
    folder: Path, more: Sequence[Path] = (), working: Path | None = None, *, tables: Tables | None = None
) -> RuleSet:
    """Load the shipped rules folder and any further folders; faults are collected in the result.

    Files are named for somebody who works in the folder `working`, on which nothing else depends. They
    are read in name order, but nothing depends on that order. Where the vocabulary has a fault, of the other
    files only the text is judged: whatever they name would seem unknown. `tables` hold the codes of countries and
    lists.
    """
    collector = Collector()
    folders = open_folders(folder, more, collector, working)
    key = (folders, tuple(collector.found), id(tables))
    kept = KEPT.get(key, lambda: (_load(folders, collector, NO_TABLES if tables is None else tables), tables))
    return kept[0]


def _load(folders: tuple[RuleFolder, ...], collector: Collector, tables: Tables) -> RuleSet:
    before = len(collector.found)
    vocabulary = _vocabulary(folders[0], collector, tables)
    for added in (folder for folder in folders[1:] if not folder.twin):
        vocabulary = _with_facts_of(added, vocabulary, collector)
    judged = not has_errors(collector.found[before:])
    loading = _Loading(collector, vocabulary, judged=judged)
    digest = hashlib.sha256()
    for place in folders:
        for path in place.files:
            named = (Path(place.path.name) / path.relative_to(place.path)).as_posix().encode("utf-8", "surrogateescape")
            digest.update(named + b"\0" + hashlib.sha256(place.contents.get(path, b"")).digest())
            if not (place.twin or place.is_head(path)):
                loading.take(path, place)
    complete = not has_errors(of_rules(collector.found))
    if complete and not loading.provisions:
        start = Span(folders[0].name, 1, 1, 1, 1)
        collector.error("XR006", start, "no provision was found", "name a folder that holds rule files")
    return RuleSet(
        provisions=loading.provisions,
        cases=tuple(loading.cases),
        vocabulary=vocabulary,
        diagnostics=in_order(collector.found),
        digest=digest.hexdigest(),
        files=sum(len(place.files) for place in folders),
        version=folders[0].version,
        waivers=tuple(loading.waivers),
        folders=folders,
        complete=complete,
    )


def sound(rules: RuleSet, diagnostics: Sequence[Diagnostic]) -> RuleSet:
    """Return the rules where nothing is wrong with them.

    Raises:
        RuleError: any of the diagnostics is an error.
    """
    if has_errors(diagnostics):
        raise RuleError(diagnostics, check_command(rules))
    return rules


def check_command(rules: RuleSet) -> str:
    """Return the command that shows every error of the rules."""
    places = [folder.name if folder.named.here else str(folder.path) for folder in rules.folders if folder.added]
    if rules.folders and not rules.folders[0].path.is_relative_to(shipped("rules")):
        places.insert(0, str(rules.folders[0].path))
    return " ".join(["exportgate rules check", *(quote(seen(place)) for place in places)])


def _vocabulary(folder: RuleFolder, collector: Collector, tables: Tables) -> Vocabulary:
    """Return the vocabulary of the first folder: wherever that lies, the same object for the same bytes."""

    def read() -> tuple[Vocabulary, list[Diagnostic], Tables]:
        own = Collector()
        return replace(load_vocabulary(folder.path, own, folder.name), tables=tables), own.found, tables

    head = tuple(folder.contents.get(folder.path / name) for name in OWN_FILES)
    place = folder.path if None in head else None  # why a file could not be read is not told by its bytes
    vocabulary, found, _ = VOCABULARIES.get((place, folder.name, head, id(tables)), read)
    collector.found.extend(found)
    return vocabulary


def _with_facts_of(folder: RuleFolder, vocabulary: Vocabulary, collector: Collector) -> Vocabulary:
    """Return a vocabulary with the facts of an added folder: the same object as long as their bytes are the same."""

    def read() -> tuple[Vocabulary, list[Diagnostic], Vocabulary]:
        own = Collector()
        return add_facts(vocabulary, folder.path, folder.name, folder.namespace, own), own.found, vocabulary

    raw = folder.contents.get(folder.path / FACTS)
    key = (id(vocabulary), folder.name, folder.namespace, raw)
    added, found, _ = read() if raw is None else VOCABULARIES.get(key, read)
    collector.found.extend(found)
    return added


@dataclass(frozen=True, slots=True)
class _File:
    """What one file says, and what is wrong with it; a `spoiled` provision says something that nobody can know.

    The vocabulary that it was read with stands beside it, so that its identity stays its own.
    """

    vocabulary: Vocabulary
    found: tuple[Diagnostic, ...] = ()
    provision: Provision | None = None
    cases: tuple[Case, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    spoiled: bool = False


def _read(raw: bytes, name: str, own: str, vocabulary: Vocabulary, *, judged: bool) -> _File:
    collector = Collector()
    root = document(raw, name, collector, vocabulary.holds_codes)
    if root is None or not judged:
        return _File(vocabulary, tuple(collector.found))
    reader, before = Reader(collector), len(collector.found)
    if name.endswith(CASES):
        cases, waivers = tuple(load_cases(root, name, reader, own)), tuple(load_waivers(root, reader))
        return _File(vocabulary, tuple(collector.found), cases=cases, waivers=waivers)
    provision = ProvisionLoader(reader, vocabulary).load(root, name)
    spoiled = has_errors(collector.found[before:])
    return _File(vocabulary, tuple(collector.found), provision, spoiled=spoiled)


class _Loading:
    """Gathers the provisions and cases of all folders; `judged` tells whether more than their text is."""

    def __init__(self, collector: Collector, vocabulary: Vocabulary, *, judged: bool) -> None:
        self.collector = collector
        self.vocabulary = vocabulary
        self.judged = judged
        self.provisions: dict[str, Provision] = {}
        self.cases: list[Case] = []
        self.waivers: list[Waiver] = []

    def take(self, path: Path, folder: RuleFolder) -> None:
        name, raw = folder.shown(path), folder.contents.get(path)
        if raw is None:
            return
        key = (name, raw, folder.own, id(self.vocabulary), self.judged)
        file = FILES.get(key, lambda: _read(raw, name, folder.own, self.vocabulary, judged=self.judged))
        self.collector.found.extend(file.found)
        self.cases.extend(file.cases)
        self.waivers.extend(file.waivers)
        provision = file.provision
        if provision is None:
            return
        # One outside its namespace is kept, so that its cases are not reported as well, but never beside its namesake.
        named = self._in_namespace(provision, folder) or provision.id not in self.provisions
        if named and not file.spoiled:
            self._add(replace(provision, own=folder.own))

    def _in_namespace(self, provision: Provision, folder: RuleFolder) -> bool:
        """An id that does not begin with its folder's namespace could pass for another's rule."""
        start = f"{folder.namespace}."
        if not folder.namespace or provision.id.startswith(start):
            return True
        message = f"the id '{provision.id}' does not begin with '{start}', the namespace of its folder"
        self.collector.error("XR122", provision.span, message, f"write '{start}{provision.id.rpartition('.')[2]}'")
        return False

    def _add(self, provision: Provision) -> None:
        other = self.provisions.get(provision.id)
        if other is None:
            self.provisions[provision.id] = provision
            return
        message = f"the id '{provision.id}' is already that of {other.file}"
        self.collector.error("XR103", provision.span, message, "ids are never shared or reused; choose another")
