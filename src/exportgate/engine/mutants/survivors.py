"""Judges every mutant of the rules: noticed, the same by proof, waived with a reason, or a survivor."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.drafting import Facts
from exportgate.engine.cases.missing import FIGURE, Drafting
from exportgate.engine.cases.text import CaseDraft
from exportgate.engine.definitions import calculate
from exportgate.engine.law import Law, parts_of
from exportgate.engine.mutants.equivalence import differ, same_everywhere, witness_of
from exportgate.engine.mutants.mutation import Mutation
from exportgate.engine.mutants.provisions import Mutant, mutants_of
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.values import Value, value_text
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.provisions.cases import Waiver
from exportgate.provisions.formula import Formula, Operation, names_in
from exportgate.provisions.model import Kind, Provision, Version

REASON_WORDS = 6
"""A waiver that has fewer words says what it waives, not why."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices, and a case beside a provision that would; None where none was found."""

    mutant: Mutant
    provision: Provision
    draft: CaseDraft | None


@dataclass(frozen=True, slots=True)
class MutationReport:
    """How many mutants of each kind there were and were noticed, and what became of the others."""

    mutants: Mapping[str, int]
    noticed: Mapping[str, int]
    equivalent: tuple[Mutant, ...]
    waived: tuple[tuple[Mutant, Waiver], ...]
    survivors: tuple[Survivor, ...]


def mutate(law: Law, collector: Collector) -> MutationReport:
    """Run every mutant against the cases; report survivors and waivers that waive nothing or say less than why."""
    waivers = {(waiver.provision, waiver.mutant): waiver for waiver in law.rules.waivers}
    _check_reasons(law, collector)
    mutants: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    equivalent: list[Mutant] = []
    waived: list[tuple[Mutant, Waiver]] = []
    survivors: list[Survivor] = []
    for part, provisions in parts_of(law):
        mutation, drafting = Mutation(part), Drafting(part)
        for provision, mutant in ((item, mutant) for item in provisions for mutant in mutants_of(item)):
            mutants[mutant.kind] += 1
            waiver = waivers.get((provision.id, mutant.id))
            if mutation.notices(provision, mutant):
                noticed[mutant.kind] += 1
            elif waiver is not None:
                waived.append((mutant, waiver))
            elif same_everywhere(part, provision, mutant):
                equivalent.append(mutant)
            else:
                survivors.append(Survivor(mutant, *_draft(part, drafting, provision, mutant)))
    _check_idle(law, {waiver for _, waiver in waived}, collector)
    _report(survivors, collector)
    return MutationReport(mutants, noticed, tuple(equivalent), tuple(waived), tuple(survivors))


def _report(survivors: Iterable[Survivor], collector: Collector) -> None:
    for survivor in survivors:
        message = f"no case notices this mutant: {survivor.mutant.id}"
        paste = "add the case that is printed with it" if survivor.draft else "write a case by hand"
        collector.error("XR620", survivor.mutant.span, message, f"{paste}, or waive the mutant and say why")


def _check_reasons(law: Law, collector: Collector) -> None:
    for waiver in law.rules.waivers:
        if len(set(waiver.because.split())) < REASON_WORDS:
            message = f"the waiver of '{waiver.mutant}' does not say why no case can or need notice it"
            collector.error("XR621", waiver.span, message, "give the reason in a sentence under 'because'")


def _check_idle(law: Law, used: set[Waiver], collector: Collector) -> None:
    for waiver in law.rules.waivers:
        if waiver not in used:
            message = (
                f"nothing is waived by '{waiver.mutant}': a case notices that mutant, or there is none of that name"
            )
            collector.error("XR622", waiver.span, message, "remove the waiver, or name the mutant as it is printed")


def _draft(law: Law, drafting: Drafting, provision: Provision, mutant: Mutant) -> tuple[Provision, CaseDraft | None]:
    """The provision beside which a case would notice the mutant, and the case."""
    name = f"notices that {mutant.id.removeprefix(provision.id).lstrip('@ ')}".replace("'", "")
    if provision.kind is Kind.GROUP:
        return provision, _member_draft(law, provision, mutant)
    if provision.kind is Kind.DEFINITION:
        return provision, _value_draft(law, provision, mutant, name)
    if mutant.days is not None:
        other = mutant.changed.on(mutant.days[0])
        return provision, drafting.draft_on(provision, mutant.days[0], other, name)
    witness = witness_of(law, provision, mutant)
    if witness is None:
        return provision, None
    owner, drafter, day = witness.provision, drafting.drafter, witness.day

    def notices(facts: Facts) -> bool:
        found = differ(law, provision, mutant, day, drafter.row(day, [facts]))
        return any(rows[0] for name, rows in found.items() if name.startswith(f"{owner.id}#"))

    return owner, drafter.draft(owner, day, dict(witness.facts), name, notices)


def _member_draft(law: Law, provision: Provision, mutant: Mutant) -> CaseDraft:
    lost = next(member for member in provision.members if member.span == mutant.span)
    latest = max((case.on for case in law.rules.cases), default=law.begins)
    day = mutant.days[0] if mutant.days else lost.during.first or lost.during.last or latest
    inside = lost.code in provision.members_on(day)
    return CaseDraft(f"members on {day}", day, {}, {lost.code: "member" if inside else "not_member"})


def _value_draft(law: Law, provision: Provision, mutant: Mutant, name: str) -> CaseDraft | None:
    """Facts on which the formula and its mutant give other values: each part's own, alone or with all the others.

    On a day on which only one of the two is in force, any of its facts tell them apart; where both give the same, the
    notice does.
    """
    place = mutant.version or 0
    day = mutant.days[0] if mutant.days else provision.versions[place].in_force.first
    if day is None:
        return None
    here = (
        (provision.on(day), mutant.changed.on(day))
        if mutant.days
        else (
            provision.versions[place],
            mutant.changed.versions[place],
        )
    )
    formulas = [version.formula for version in here if version is not None and version.formula is not None]
    for facts in _fact_sets(formulas[0]) if formulas else ():
        table = table_of([facts], law.rules.vocabulary)
        values = [_value(version, table) for version in here]
        if values[0] == values[1] and not mutant.days:
            continue
        made_by = here[0].made_by if here[0] is not None and values[0] == values[1] else ""
        return CaseDraft(name, day, facts, {provision.defines: value_text(values[0])}, made_by=made_by)
    return None


def _value(version: Version | None, table: FactTable) -> Number:
    return UNKNOWN if version is None or version.formula is None else calculate(version.formula, table).at(0)


def _fact_sets(formula: Formula) -> Iterator[dict[str, Value]]:
    parts = formula.parts if isinstance(formula, Operation) else (formula,)
    for part in parts:
        yield dict.fromkeys(names_in(part), FIGURE)
    yield dict.fromkeys(names_in(formula), FIGURE)
