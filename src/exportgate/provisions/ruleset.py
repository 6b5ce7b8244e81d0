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
from exportgate.provisions.folders import CASES, RuleFolder, open_folders
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


KEPT: Kept[tuple[RuleSet, Tables | None]] = Kept(4)
"""The rule sets that were read last, by the bytes of their files: a process that asks again reads no rule twice. The
tables stand beside them, so that their identity stays theirs."""


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
    kept = KEPT.get(key, lambda: (_load(folders, collector, tables or {}), tables))
    return kept[0]


def _load(folders: tuple[RuleFolder, ...], collector: Collector, tables: Tables) -> RuleSet:
    before = len(collector.found)
    vocabulary = replace(load_vocabulary(folders[0].path, collector, folders[0].name), tables=tables)
    for added in (folder for folder in folders[1:] if not folder.twin):
        vocabulary = add_facts(vocabulary, added.path, added.name, added.namespace, collector)
    judged = not has_errors(collector.found[before:])
    loading = _Loading(collector, ProvisionLoader(Reader(collector), vocabulary), judged=judged)
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


class _Loading:
    """Gathers the provisions and cases of all folders; `judged` tells whether more than their text is."""

    def __init__(self, collector: Collector, loader: ProvisionLoader, *, judged: bool) -> None:
        self.collector = collector
        self.loader = loader
        self.judged = judged
        self.provisions: dict[str, Provision] = {}
        self.cases: list[Case] = []
        self.waivers: list[Waiver] = []

    def take(self, path: Path, folder: RuleFolder) -> None:
        name, raw = folder.shown(path), folder.contents.get(path)
        root = None if raw is None else document(raw, name, self.collector, self.loader.vocabulary.holds_codes)
        if root is None or not self.judged:
            return
        before = len(self.collector.found)
        if path.name.endswith(CASES):
            self.cases.extend(load_cases(root, name, self.loader.reader, folder.own))
            self.waivers.extend(load_waivers(root, self.loader.reader))
            return
        provision = self.loader.load(root, name)
        if provision is None:
            return
        spoiled = has_errors(self.collector.found[before:])
        # One outside its namespace is kept, so that its cases are not reported as well, but never beside its namesake.
        named = self._in_namespace(provision, folder) or provision.id not in self.provisions
        if named and not spoiled:
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
