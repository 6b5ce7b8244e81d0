"""The folders that rules are loaded from: what each says of itself, and whether it may stand beside the others.

An added folder has a namespace, so that whatever it says is told from the law at sight; a folder with units of its own
is a whole rule set, which stands alone and is added to nothing.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exportgate.diagnostics.model import Collector
from exportgate.foundation.characters import shown
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Mapping
from exportgate.provisions.documents import BYTES, RuleFile, document, file_bytes, rule_files
from exportgate.provisions.model import NOWHERE
from exportgate.provisions.reading import Reader, place_of
from exportgate.provisions.shown_names import FolderName, folder_names

HEAD = "ruleset.yaml"
FACTS = "facts.yaml"
UNITS = "units.yaml"
OWN_FILES = (FACTS, UNITS, HEAD)
CASES = ".cases.yaml"
HEAD_KEYS = ("namespace", "version", "title", "not_modeled")
OMISSION_KEYS = ("cite", "what")
NAMESPACE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
RESERVED = ("exportgate", "us")


@dataclass(frozen=True, slots=True)
class Omission:
    """A part of the law that a folder says it has no rule for."""

    cite: str
    what: str


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """One folder of rules: its head, its files with their bytes, and the digest of every byte of them.

    A file that could not be read has no `contents`, and was reported, as was what is `unread`, by the names that are
    shown. `name` is what the folder is shown as; `namespace`, `version` and `title` are empty where it has no head,
    `namespace` also where it states none that can be had. The digest does not depend on where the folder lies or what
    it is called. A `twin` has the namespace of an earlier folder, so that its rules and cases are not judged: each of
    them would only seem to be there twice.
    """

    path: Path
    named: FolderName
    namespace: str
    version: str
    title: str
    files: tuple[Path, ...]
    digest: str
    added: bool
    contents: dict[Path, bytes] = field(default_factory=dict, compare=False, repr=False)
    unread: tuple[RuleFile, ...] = ()
    namespace_span: Span = field(default=NOWHERE, compare=False, repr=False)
    twin: bool = False
    not_modeled: tuple[Omission, ...] = ()

    @property
    def name(self) -> str:
        """What the folder is shown as."""
        return self.named.name

    @property
    def own(self) -> str:
        """The namespace of rules that are an organization's own, empty for those of the first folder.

        Where an added folder does not state one, which is an error, its name stands for it: its rules are no law.
        """
        return (self.namespace or self.path.name) if self.added else ""

    def shown(self, file: Path) -> str:
        """Return a file's path as it is shown."""
        return self.named.of(file)

    def read(self) -> dict[str, bytes]:
        """Return the bytes of each file that was read whole, by the name that it is shown by."""
        return {self.shown(path): raw for path, raw in self.contents.items() if len(raw) <= BYTES}

    def holds_rules(self) -> bool:
        """Tell whether any file could be a rule."""
        return any(not self.is_head(file) and not file.name.endswith(CASES) for file in self.files)

    def is_head(self, file: Path) -> bool:
        """Tell whether a file is one of those that speak of the folder as a whole."""
        return file.name in OWN_FILES and file.parent == self.path


@dataclass(frozen=True, slots=True)
class _Head:
    """What a folder says of itself, and where it says its namespace."""

    namespace: str = ""
    version: str = ""
    title: str = ""
    span: Span = NOWHERE
    not_modeled: tuple[Omission, ...] = ()


def open_folders(
    first: Path, more: Sequence[Path], collector: Collector, working: Path | None = None
) -> tuple[RuleFolder, ...]:
    """Return the first folder, then the added ones by namespace, so that nothing depends on the order they came in.

    Files are named for somebody who works in the folder `working`.
    """
    name, *names = folder_names((first, *more), working)
    base = _open(first, name, collector, added=False)
    added = [_open(path, name, collector, added=True) for path, name in zip(more, names, strict=True)]
    taken: dict[str, RuleFolder] = {base.namespace: base} if base.namespace else {}
    for number, folder in enumerate(added):
        other = taken.setdefault(folder.namespace, folder)
        if other is not folder and folder.namespace:
            message = f"the namespace '{folder.namespace}' is already that of the folder '{other.name}'"
            help_ = "give each folder of rules a namespace of its own"
            collector.error("XR121", folder.namespace_span, message, help_)
            added[number] = replace(folder, twin=True)
    return (base, *sorted(added, key=lambda folder: (folder.namespace, folder.digest)))


def _open(path: Path, named: FolderName, collector: Collector, *, added: bool) -> RuleFolder:
    files, unread = rule_files(named, collector)
    read = ((file, file_bytes(file, collector)) for file in files)
    contents = {file.path: raw for file, raw in read if raw is not None}
    head = _head(path, named.name, contents.get(path / HEAD), collector, added=added)
    digest = hashlib.sha256()
    for file, raw in contents.items():
        inner = file.relative_to(path).as_posix().encode("utf-8", "surrogateescape")
        digest.update(inner + b"\0" + hashlib.sha256(raw).digest())
    folder = RuleFolder(
        path=path,
        named=named,
        namespace=head.namespace,
        version=head.version,
        title=head.title,
        files=tuple(file.path for file in files),
        digest=digest.hexdigest(),
        added=added,
        contents=contents,
        unread=unread,
        namespace_span=head.span,
        not_modeled=head.not_modeled,
    )
    _check_files(folder, collector)
    return folder


def _head(path: Path, folder: str, raw: bytes | None, collector: Collector, *, added: bool) -> _Head:
    """Return what the head says; a namespace that cannot be had counts as none, so that nothing is told to take it."""
    name = FolderName(path, folder).of(path / HEAD)
    if raw is None:
        if added and not os.path.lexists(path / HEAD):
            message = f"the folder '{folder}' has no {HEAD}, which says whose rules these are"
            help_ = f"add a {HEAD} with 'namespace:', 'version:' and 'title:'"
            collector.error("XR120", Span(name, 1, 1, 1, 1), message, help_)
        return _Head()
    reader = Reader(collector)
    root = document(raw, name, collector)
    head = None if root is None else reader.mapping(root, HEAD, HEAD_KEYS)
    if head is None:
        return _Head()
    if added and head.get("namespace") is None:
        message = f"{name} states no namespace, which tells these rules from the law"
        collector.error("XR120", head.span, message, "add 'namespace:' with a short word, such as your company's name")
    namespace = reader.text(head, "namespace", HEAD, required=False)
    if added and namespace and not _can_be_had(namespace, head, collector):
        namespace = ""
    version, title = reader.text(head, "version", HEAD), reader.text(head, "title", HEAD, required=added)
    return _Head(namespace, version, title, place_of(head, "namespace"), _omissions(head, reader))


def _omissions(head: Mapping, reader: Reader) -> tuple[Omission, ...]:
    """Return the parts of the law for which the folder says that it has no rule, in its order."""
    found: list[Omission] = []
    what = f"a part of the law in 'not_modeled' of {HEAD}"
    for node in reader.items(head.get("not_modeled"), f"'not_modeled' of {HEAD}"):
        entry = reader.mapping(node, what, OMISSION_KEYS)
        if entry is not None:
            found.append(Omission(reader.text(entry, "cite", what), reader.text(entry, "what", what)))
    return tuple(found)


def check_rules_added(folders: Sequence[RuleFolder], collector: Collector) -> None:
    """Refuse an added folder without a rule, where rules are what it was added for; cases alone add none."""
    for folder in folders:
        if folder.added and not folder.holds_rules():
            _refuse_idle(folder, collector)


def _refuse_idle(folder: RuleFolder, collector: Collector) -> None:
    message = f"the folder '{folder.name}' holds no rule file"
    collector.error("XR006", _top(folder.name), message, "name a folder of .yaml files, each with one rule")


def _can_be_had(namespace: str, head: Mapping, collector: Collector) -> bool:
    """Tell whether an added folder may have a namespace, reporting why it may not."""
    span = place_of(head, "namespace")
    if namespace in RESERVED:
        message = f"the namespace '{namespace}' is reserved for the law and for the tool's own findings"
        collector.error("XR121", span, message, "choose a word of your own, such as your company's name")
        return False
    if not NAMESPACE.match(namespace):
        message = f"'{shown(namespace)}' is no namespace"
        collector.error("XR121", span, message, "write one word of lower-case letters and digits, such as 'acme'")
        return False
    return True


def _check_files(folder: RuleFolder, collector: Collector) -> None:
    """A folder without a rule, or a file that would go unread, must not look like rules that were applied."""
    if all(folder.is_head(file) for file in folder.files):
        _refuse_idle(folder, collector)
    if folder.added and os.path.isfile(folder.path / UNITS):  # noqa: PTH113 - no where it cannot be told
        span = _top(folder.shown(folder.path / UNITS))
        message = "a folder with units of its own is a whole rule set, which cannot be added to the shipped rules"
        collector.error("XR129", span, message, f"remove {UNITS}; the shipped units hold for every folder")


def _top(name: str) -> Span:
    return Span(name, 1, 1, 1, 1)
