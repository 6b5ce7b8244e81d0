"""All rule files of one or more folders, loaded with their vocabulary, cases and a digest of every byte read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exportgate.diagnostics.model import Collector, Diagnostic, RuleError, has_errors, in_order
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import YamlError, read
from exportgate.provisions.cases import Case, Waiver, load_cases, load_waivers
from exportgate.provisions.load import ProvisionLoader
from exportgate.provisions.model import Provision
from exportgate.provisions.reading import Reader
from exportgate.provisions.vocabulary import Vocabulary, load_vocabulary

HEAD = "ruleset.yaml"
HEAD_KEYS = ("version", "title")
OWN_FILES = ("facts.yaml", "units.yaml", HEAD)
CASES = ".cases.yaml"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The provisions by id, their cases, the vocabulary, and what was found wrong while loading.

    `version` is the rule set's own, empty where its folder states none.
    """

    provisions: dict[str, Provision]
    cases: tuple[Case, ...]
    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]
    digest: str
    files: int
    version: str = ""
    waivers: tuple[Waiver, ...] = ()


def load_rules(folder: Path, more: Sequence[Path] = ()) -> RuleSet:
    """Load the shipped rules folder and any further folders; faults are collected in the result.

    Files are read in name order, but nothing depends on that order.
    """
    collector = Collector()
    vocabulary = load_vocabulary(folder, collector)
    reader = Reader(collector)
    loader = ProvisionLoader(reader, vocabulary)
    provisions: dict[str, Provision] = {}
    cases: list[Case] = []
    waivers: list[Waiver] = []
    digest = hashlib.sha256()
    files = [(path, _name(path, root)) for root in (folder, *more) for path in sorted(root.rglob("*.yaml"))]
    for place in (folder, *more):
        _check_folder(place, collector)
    for path, name in files:
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        if path.name in OWN_FILES and path.parent == folder:
            continue
        try:
            root = read(path, name)
        except YamlError as error:
            for fault in error.faults:
                collector.error("XR001", fault.span, fault.message, fault.help)
            continue
        if path.name.endswith(CASES):
            cases.extend(load_cases(root, name, reader))
            waivers.extend(load_waivers(root, reader))
            continue
        provision = loader.load(root, name)
        if provision is not None:
            _add(provision, provisions, collector)
    if not provisions:
        start = Span(str(folder), 1, 1, 1, 1)
        collector.error("XR006", start, "no provision was found", "name a folder that holds rule files")
    version = _version(folder, reader)
    return RuleSet(
        provisions=provisions,
        cases=tuple(cases),
        vocabulary=vocabulary,
        diagnostics=in_order(collector.found),
        digest=digest.hexdigest(),
        files=len(files),
        version=version,
        waivers=tuple(waivers),
    )


def _check_folder(root: Path, collector: Collector) -> None:
    """A folder without a rule, or a file that would go unread, must not look like rules that were applied."""
    start = Span(root.name, 1, 1, 1, 1)
    if not any(root.rglob("*.yaml")):
        collector.error("XR006", start, f"the folder '{root.name}' holds no rule file", "name a folder of .yaml files")
    for path in sorted(root.rglob("*.yml")):
        span = Span(_name(path, root), 1, 1, 1, 1)
        collector.error("XR007", span, "a rule file must end in .yaml, so this one was not read", "rename it")


def _version(folder: Path, reader: Reader) -> str:
    path = folder / HEAD
    if not path.is_file():
        return ""
    try:
        head = reader.mapping(read(path, f"{folder.name}/{HEAD}"), HEAD, HEAD_KEYS)
    except YamlError as error:
        for fault in error.faults:
            reader.collector.error("XR001", fault.span, fault.message, fault.help)
        return ""
    return "" if head is None else reader.text(head, "version", HEAD)


def sound(rules: RuleSet, diagnostics: Sequence[Diagnostic]) -> RuleSet:
    """Return the rules where nothing is wrong with them.

    Raises:
        RuleError: any of the diagnostics is an error.
    """
    if has_errors(diagnostics):
        raise RuleError(diagnostics)
    return rules


def _name(path: Path, root: Path) -> str:
    """The path as shown: below the name of its folder, so that output does not depend on where that folder lies."""
    return (Path(root.name) / path.relative_to(root)).as_posix()


def _add(provision: Provision, provisions: dict[str, Provision], collector: Collector) -> None:
    other = provisions.get(provision.id)
    if other is None:
        provisions[provision.id] = provision
        return
    message = f"the id '{provision.id}' is already that of {other.file}"
    collector.error("XR103", provision.span, message, "ids are never shared or reused; choose another")
