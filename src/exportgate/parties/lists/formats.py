"""The one table of list formats: what each is called, how a file of it is recognized, and which module reads it.

A format is a module of this package with two functions: `recognized`, which tells by name and first bytes whether a
file is of it, and `read`; one of several tables has `files` as well. The first row that recognizes a file has it. No
reader is loaded before it is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exportgate.parties.lists.beginning import Beginning
    from exportgate.parties.lists.read_list import ReadList


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A format of list files: `name` is that of `--format`, `module` its reader, `what` says what such a file is.

    The reader of a format with `columns` takes the headings that are named by hand, one with `sheets` a sheet's name.
    """

    name: str
    module: str
    what: str
    columns: bool = False
    sheets: bool = False

    def recognizes(self, beginning: "Beginning") -> bool:
        """Tell whether a file that begins so is of this format."""
        return bool(self._reader.recognized(beginning))

    def read(self, path: Path, headings: Mapping[str, str] | None = None, sheet: str = "") -> "ReadList":
        """Read a list file; `headings` are those named by hand, by the keys of an entry, and so is the `sheet`.

        Raises:
            UsageError: headings or a sheet are named, and the format has none.
            ListError: the file cannot be read as a list of this format.
        """
        from exportgate.foundation.errors import UsageError

        if headings and not self.columns:
            raise UsageError(f"--map names the columns of a table of your own, and '{path.name}' is {self.name}")
        if sheet and not self.sheets:
            raise UsageError(f"--sheet names the sheet of a workbook, and '{path.name}' is {self.name}")
        given = ((headings,) if self.columns else (), {"sheet": sheet} if self.sheets else {})
        found: ReadList = self._reader.read(path, *given[0], **given[1])
        return found

    def files(self, path: Path) -> tuple[Path, ...]:
        """Return the files that a list is read from: those of its tables, where its format has several.

        Raises:
            ListError: one of them is missing.
        """
        tables = getattr(self._reader, "files", None)
        return tables(path) if tables else (path,)

    @property
    def _reader(self) -> Any:
        return import_module(f"exportgate.parties.lists.{self.module}")


FORMATS = (
    ListFormat("csl-csv", "csl_csv", "the U.S. Consolidated Screening List as CSV, with its header"),
    ListFormat("csl-json", "csl_json", "the U.S. Consolidated Screening List as JSON, whole or as a search answers"),
    ListFormat("un-xml", "un_xml", "the UN Security Council Consolidated List as XML"),
    ListFormat(
        "ofac-csv", "ofac_csv", "SDN.CSV beside ALT.CSV and ADD.CSV, or CONS_PRIM.CSV beside CONS_ALT and CONS_ADD"
    ),
    ListFormat("ofac-xml", "ofac_xml", "OFAC's SDN or non-SDN lists as enhanced XML (SDN_ENHANCED, CONS_ENHANCED)"),
    ListFormat("sdn-xml", "sdn_xml", "OFAC's SDN or non-SDN lists as their first XML form (sdn.xml, consolidated.xml)"),
    ListFormat("eu-xml", "eu_xml", "the EU consolidated list of financial sanctions as XML (FSF 1.1)"),
    ListFormat("dpl", "dpl_text", "the Denied Persons List as tab-separated text, with its header"),
    ListFormat("uk-csv", "uk_csv", "the UK Sanctions List, or the UK consolidated list (ConList.csv), as CSV"),
    ListFormat("ftm", "ftm_json", "entities of FollowTheMoney, one in each line, as OpenSanctions publishes lists"),
    ListFormat("ftm-csv", "ftm_csv", "a list of OpenSanctions as simplified CSV (targets.simple.csv)"),
    ListFormat("agency-json", "agency_json", "a source list of a U.S. agency as JSON ('list_id'), or a folder of them"),
    ListFormat("csv", "own_csv", "a CSV list of your own, with a heading such as 'name'", columns=True),
    ListFormat(
        "xlsx", "own_xlsx", "a workbook with a list of your own, its headings as in CSV", columns=True, sheets=True
    ),
    ListFormat("yaml", "own_yaml", "a YAML list, or a folder with list.yaml"),
)


def format_named(name: str) -> ListFormat:
    """Return the format of a name.

    Raises:
        UsageError: there is none.
    """
    from exportgate.foundation.errors import UsageError

    for known in FORMATS:
        if known.name == name:
            return known
    raise UsageError(f"--format: '{name}' is none of {', '.join(known.name for known in FORMATS)}")


def format_of(path: Path, *, mapped: bool = False) -> ListFormat:
    """Return the format of a list file, by its name and its first bytes; `mapped` says that columns were named by hand.

    Raises:
        ListError: the file cannot be opened, or is empty.
        UsageError: no format is recognized; says how the file begins and what was expected.
    """
    from exportgate.foundation.characters import shown
    from exportgate.foundation.errors import UsageError
    from exportgate.parties.lists.beginning import beginning_of

    beginning = beginning_of(path, mapped=mapped)
    for known in FORMATS:
        if known.recognizes(beginning):
            return known
    expected = "".join(f"\n  {known.name}: {known.what}" for known in FORMATS)
    seen = f", which begins '{shown(beginning.line[:60])}'," if beginning.line else ""
    step = "download the list itself"
    if beginning.members:
        seen = f", which holds {', '.join(map(shown, beginning.members[:5]))},"
        step = "give one of its files, unpacked"
    raise UsageError(
        f"'{path.name}'{seen} is no list in a form that is known; {step}, or name its form with "
        f"--format, one of:{expected}"
    )
