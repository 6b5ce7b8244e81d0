"""What stands on the sheets of `report.xlsx`, as rows of plain values; how cells are written is left to `xlsx`."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from exportgate.provisions.model import Outcome
from exportgate.report.basis import RunBasis
from exportgate.report.citations import address_of, cite_of
from exportgate.report.totals import Totals
from exportgate.report.wording import (
    TITLES,
    count_text,
    days_text,
    deciding,
    exception_text,
    finding_title,
    hits_text,
    own_mark,
    own_rules_text,
    question,
    reasons_text,
    relaxed_text,
    rule_name,
    verify,
    words,
)
from exportgate.report.worst import KeptLine
from exportgate.report.xlsx_sheet import (
    ABOUT,
    CHECKLIST,
    FIND_OUT,
    FINDINGS,
    HITS,
    LINES,
    REJECTED,
    SUMMARY,
    Row,
    Sheet,
    Styled,
)

ROWS_ON_A_SHEET = 200_000


def sheets(basis: RunBasis, totals: Totals, questions: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook in their order."""
    kept = totals.worst
    needs = ((question(need, questions), need, lines) for need, lines in totals.needs)
    rejected = ((row.row, row.line, row.reason, row.raw) for row in totals.rejected_rows)
    return (
        Sheet("Summary", SUMMARY, _summary(basis, totals), table=False),
        Sheet("Lines", LINES, map(_line, kept)),
        Sheet("Findings", FINDINGS, _limited(_findings(kept))),
        Sheet("Checklist", CHECKLIST, _limited(_checklist(kept))),
        Sheet("Hits", HITS, _limited(_hits(kept))),
        Sheet("To find out", FIND_OUT, needs),
        Sheet("Rejected", REJECTED, rejected),
        Sheet("About", ABOUT, _about(basis, totals), table=False),
    )


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    """Pass on rows up to the limit of a sheet, and say so where there are more."""
    yield from islice(rows, ROWS_ON_A_SHEET)
    if next(rows, None) is not None:
        yield (None, Styled("There are more: see results.jsonl", "notice"))


def label(outcome: str) -> Styled:
    """Return the label of an outcome, to be written in its color."""
    return Styled(TITLES[outcome], outcome)


def _summary(basis: RunBasis, totals: Totals) -> Iterator[Row]:
    yield (Styled("Export-control screening report", "title"),)
    yield ("Input", basis.input.name)
    yield ("Law applied as of", f"{basis.day_applied} ({days_text(totals.first_day, totals.last_day)})")
    yield ("Shown on these sheets", _shown(totals))
    for notice in basis.all_notices:
        yield (Styled("Notice", "notice"), Styled(notice, "notice"))
    yield from _head("Outcome", "Meaning", "Lines")
    for outcome, lines in totals.outcomes:
        yield (label(outcome), totals.meaning(outcome), lines)
    yield from _head("Outcome", "Rule that decided", "Lines")
    for rule in totals.rules:
        cited = " · ".join(filter(None, (rule.cite, rule.name, own_mark(rule.own), verify(rule.confidence))))
        yield (label(rule.outcome), cited, rule.lines)
    if totals.own:
        yield from _head("Outcome", "Own rule", "Lines")
    for own in totals.own:
        yield (Styled(own.title, own.outcome), own.said, own.lines)
    yield from _head("List", "Source of the list", "Lines with a match")
    for (list_id, source), lines in totals.lists:
        yield (list_id, source, lines)
    yield from _head("Destination", "", "Lines")
    for country, lines in totals.destinations:
        yield (country or "unknown", "", lines)


def _shown(totals: Totals) -> str:
    shown = f"the worst {len(totals.worst):,} of {count_text(totals.lines, 'line')} read"
    rejected = f"the first {len(totals.rejected_rows):,} of {count_text(totals.rejected, 'rejected row')}"
    return f"{shown}; {rejected}. results.jsonl, results.csv and rejects.csv have all of them."


def _head(*headings: str) -> Iterator[Row]:
    yield ()
    yield tuple(Styled(text, "number head" if text.startswith("Lines") else "head") for text in headings)


def _line(kept: KeptLine) -> Row:
    line, made = kept.line, kept.decision
    decisive = deciding(made)
    return (
        label(made.outcome),
        line.row,
        line.line,
        kept.reference,
        line.date,
        words(line.event or ""),
        line.export_country,
        line.destination_country,
        line.part_number,
        line.description,
        line.quantity,
        line.unit_value,
        line.currency,
        line.eccn,
        " or ".join(made.item.catalog_parts),
        ", ".join(made.item.classifications),
        ", ".join(made.item.possible),
        words(made.review_policy or ""),
        "; ".join(dict.fromkeys(finding.because for finding in decisive)),
        ", ".join(map(words, made.needs)),
        "; ".join(dict.fromkeys(map(rule_name, decisive))),
        hits_text(made),
        "; ".join(map(exception_text, made.license_exceptions)),
        own_rules_text(made),
        relaxed_text(made),
        "; ".join(line.remarks),
    )


def _findings(lines: Iterable[KeptLine]) -> Iterator[Row]:
    for kept in lines:
        for found in kept.decision.findings:
            yield (
                kept.line.row,
                Styled(finding_title(found), found.outcome),
                rule_name(found),
                words(found.effect),
                found.cite,
                found.because,
                ", ".join(map(words, found.needs)),
                verify(found.confidence),
                own_mark(found.own),
            )


def _checklist(lines: Iterable[KeptLine]) -> Iterator[Row]:
    """One row per line and question, with room for the answer, who gave it and when."""
    for kept in lines:
        for item in kept.decision.checklist:
            rule = f"{item.provision}#{item.paragraph}"
            about = (kept.line.row, kept.reference, kept.line.part_number)
            yield (*about, item.question, None, None, None, item.fact, item.cite, rule, verify(item.confidence))


def _hits(lines: Iterable[KeptLine]) -> Iterator[Row]:
    for kept in lines:
        for party in kept.decision.parties:
            for hit in party.hits:
                entry = hit.entry
                yield (
                    kept.line.row,
                    words(party.role),
                    party.name,
                    party.country,
                    entry.name,
                    hit.matched_name,
                    entry.source,
                    hit.list_id,
                    hit.kind,
                    round(hit.score, 4),
                    round(hit.priority, 4),
                    "yes" if hit.decisive else "no",
                    reasons_text(hit.why),
                    entry.requirement,
                    entry.policy,
                    ", ".join(entry.footnotes),
                    entry.notice,
                    cite_of(hit),
                    ", ".join(entry.countries),
                    address_of(hit),
                    entry.entity_id,
                )


def _about(basis: RunBasis, totals: Totals) -> Iterator[Row]:
    yield (Styled("What this rests on", "title"),)
    yield ("Tool", f"{basis.tool} {basis.version}")
    yield ("Input", f"{basis.input.name}, SHA-256 {basis.input.sha256}")
    yield ("Rows", f"{totals.rows:,}: {totals.lines:,} read, {totals.rejected:,} rejected")
    rules = basis.rules
    counted = f"{count_text(rules.provisions, 'provision')} in {count_text(rules.files, 'file')}"
    yield "Rules", f"version {rules.version or 'none'}, digest {rules.digest}: {counted}"
    for folder in rules.folders:
        whose = f"Own rules of {folder.namespace}" if folder in rules.added else f"Rules {folder.namespace}"
        counted = f"{count_text(folder.provisions, 'provision')} in {count_text(folder.files, 'file')}"
        yield (whose, f"{folder.title}, version {folder.version}, digest {folder.digest}: {counted}")
    for rule in rules.relaxed:
        yield ("Relaxed by own rules", f"{rule.relaxes}, by {rule.by}: {rule.because}")
    for used in basis.lists:
        when = used.as_of or "date not stated"
        kind = "curated subset; " if used.curated else ""
        held = f"{count_text(used.entries, 'entry')}, {count_text(used.names, 'name')}"
        about = f"{used.title}; {kind}as of {when}; {held}; {used.source}"
        yield (f"List {used.id}", f"{about}, SHA-256 {used.digest}")
        for state in used.states:
            lines = f"{count_text(state.lines, 'line')} of {days_text(state.first, state.last)}"
            way = (
                f"by the dates of its entries of {state.day}" if state.by_dates else f"against the list of {state.day}"
            )
            yield (f"List {used.id}", f"{lines} {way}, SHA-256 {state.digest}")
    for notice in basis.all_notices:
        yield (Styled("Notice", "notice"), Styled(notice, "notice"))
    for assumption in basis.assumptions:
        yield ("Taken for granted", assumption)
    yield from _head("Outcome", "Meaning")
    for outcome in (*Outcome, "rejected"):
        yield (label(outcome), totals.meaning(outcome))
    yield from _head("Rule", "What it says that is not modeled")
    for provision, texts in totals.not_modeled:
        for text in texts:
            yield (provision, text)
