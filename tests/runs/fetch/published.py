"""Made lists in the form in which the Consolidated Screening List is published, and sources that a test server has."""

from exportgate.runs.fetch.sources import Source, SourceFile

HEADER = (
    "source,type,programs,name,addresses,federal_register_notice,start_date,end_date,license_requirement,"
    "license_policy,alt_names,entity_number"
)
ROW = "Entity List (EL) - Bureau of Industry and Security,Entity,,{} {} Co.,CN,85 FR 83416,,,,,,{}"


def csl(count: int, name: str = "Acme") -> bytes:
    """Return a list of so many entries."""
    rows = [ROW.format(name, number, number) for number in range(count)]
    return "\n".join([HEADER, *rows, ""]).encode()


def source(*files: SourceFile, list_id: str = "us", day: str = "server") -> Source:
    """Return a list with these files, in the format of the made ones."""
    return Source(
        id=list_id,
        title="",
        publisher="",
        page="",
        format="csl-csv",
        day=day,
        usual=True,
        confidence="S",
        seen="2026-09",
        note="",
        files=files,
    )
