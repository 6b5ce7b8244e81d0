"""Sample decisions as the kernel makes them: the same parts, parties and rules that shipments of chips meet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from exportgate.parties.entry import Entry, Hit
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.report.summary import Summary
from exportgate.screening.findings import ChecklistItem, Finding, ItemView, LicenseException, LineDecision, PartyView
from exportgate.screening.shipment import LineParty, ShipmentLine

CLASSIFYING = frozenset({"us.ear.ccl.3a090", "us.ear.ccl.4a090"})
QUESTIONS = {
    "performance_density": "What is the area in mm2 of all logic dies made with non-planar transistors?",
    "declared_eccn": "Which ECCN does the maker or exporter declare for the item?",
    "match_decided": "Is the party the listed one?",
    "party_headquarters": "Where are the headquarters of each purchaser, consignee and end user, and of its parent?",
    "listed_on_date": "From when to when was the entry in force?",
    "designed_or_marketed_for_datacenter": "Is the item designed or marketed for use in a data center?",
}
RESTRICTED = "For all items subject to the EAR (See §§734.9(e)(2) and 744.11 of the EAR)"
LEFT_OUT = ("Whether the transfer rate can be programmed higher than stated; the catalog's figure is taken.",)

SOPHGO = Entry(
    entity_id="0961b0986e5d1b79a419c2c3",
    source="EL",
    kind="entity",
    name="Sophgo Technologies Ltd.",
    aliases=("Beijing Sophgo", "Beijing Suanneng Technology Co., Ltd", "SOPHON"),
    countries=("CN",),
    addresses=("Room 106, Building 1, No. 7 Fenghui Middle Road, Haidian, Beijing",),
    requirement=RESTRICTED,
    policy="Presumption of denial",
    footnotes=("4",),
    notice="90 FR 4621",
    listed_from=date(2025, 1, 16),
    url="https://www.bis.gov/regulations/ear/744#supplement-4-744",
)
ADDRESS = Entry(
    entity_id="address-1",
    source="EL",
    kind="address",
    name="Address 01, Hong Kong",
    countries=("HK",),
    addresses=("Flat/Rm A, 9/F Silvercorp International Tower, 707-713 Nathan Road, Mongkok",),
    requirement="For all items subject to the EAR",
    policy="Presumption of denial",
    notice="89 FR 48480",
)
BLOCKED = Entry("18715", "SDN", "entity", "Rosoboronexport JSC", ("Рособоронэкспорт",), countries=("RU",))
DENIED = Entry("dpl-77", "DPL", "entity", "Pacific Chip Trading Limited", countries=("HK",), notice="87 FR 21849")


def finding(provision: str, paragraph: str, outcome: Outcome, cite: str, because: str, **more: object) -> Finding:
    """A finding that applies, unless told otherwise."""
    base = Finding(provision, paragraph, "applies", outcome, cite, because, confidence="P")
    return replace(base, **more)  # type: ignore[arg-type]


def asked(fact: str, question: str) -> ChecklistItem:
    """A question of the reviewer's checklist."""
    cite = "15 CFR part 732, Supp. No. 3, red flag 7"
    return ChecklistItem("us.ear.732.order", "service", cite, question, fact, "P")


A_2023 = finding(
    "us.ear.ccl.3a090",
    "a",
    Outcome.NO_FINDING,
    "ECCN 3A090.a",
    "total processing performance 15824 is at least 4800 TPP (3A090.a.1)",
)
A_2022 = replace(A_2023, cite="ECCN 3A090.a (October 2022)", confidence="S", not_modeled=LEFT_OUT)
REGIONAL = finding(
    "us.ear.742.6",
    "a-6",
    Outcome.LICENSE_REQUIRED,
    "15 CFR 742.6(a)(6)(iii)",
    "classification is 3A090.a and 4A090.a and country of destination is CN",
    review_policy=ReviewPolicy.PRESUMPTION_OF_DENIAL,
    not_modeled=("Deemed exports are not asked about.",),
)
ENTITY_LIST = finding(
    "us.ear.744.11",
    "a",
    Outcome.LICENSE_REQUIRED,
    "15 CFR 744.11(a), 90 FR 4621",
    f"the end user 'Sophgo Technologies Limited' is the listed party 'Sophgo Technologies Ltd.' (EL); "
    f"requirement: {RESTRICTED}",
    review_policy=ReviewPolicy.PRESUMPTION_OF_DENIAL,
)
LOOK_ALIKE = replace(
    ENTITY_LIST,
    effect="undetermined",
    outcome=Outcome.HOLD,
    because="the ultimate consignee 'Sophnet Technology Pte Ltd' "
    "may be the listed party 'Sophgo Technologies Ltd.' (EL)",
    needs=("match_decided",),
    review_policy=None,
)
AT_ADDRESS = replace(
    ENTITY_LIST,
    cite="15 CFR 744.11(a), 744.16(f), 89 FR 48480",
    because="the intermediate consignee 'Golden Harvest Electronics (HK)' "
    "is at the listed address 'Address 01, Hong Kong' (EL)",
)
SANCTIONED = finding(
    "us.ofac.sdn",
    "blocked",
    Outcome.PROHIBITED,
    "31 CFR chapter V",
    "the end user 'РОСОБОРОНЭКСПОРТ' is the listed party 'Rosoboronexport JSC' (SDN)",
    confidence="S",
)
DENIAL = finding(
    "us.ear.764.dpl",
    "denied",
    Outcome.PROHIBITED,
    "15 CFR 736.2(b)(4), 87 FR 21849",
    "the purchaser 'Pacific Chip Trading Ltd' is the listed party 'Pacific Chip Trading Limited' (DPL); "
    "the order counts as in force, its last date is not in the list",
    needs=("listed_on_date",),
)
ASCEND = finding(
    "us.ear.736.gp10",
    "ascend",
    Outcome.PROHIBITED,
    "15 CFR 736.2(b)(10)",
    "part in the catalog is Ascend 910B",
    confidence="I",
)
HEADQUARTERS = replace(
    REGIONAL,
    effect="undetermined",
    outcome=Outcome.HOLD,
    because="cannot be decided without knowing countries in which a purchaser, consignee or end user, or its ultimate "
    "parent, has its headquarters",
    needs=("party_headquarters",),
    review_policy=None,
)
UNKNOWN_PART = Finding(
    "exportgate.unknown_part",
    "unknown_part",
    "undetermined",
    Outcome.HOLD,
    "",
    "the catalog does not know the part 'SERVER-8XGPU', and no ECCN is declared",
    ("declared_eccn", "performance_density"),
)
DECLARED = Finding(
    "exportgate.declared_eccn",
    "declared_eccn",
    "applies",
    Outcome.NO_FINDING,
    "",
    "the catalog does not know 'CABLE-QSFP'; it is taken at its declared ECCN EAR99",
)
NAC = LicenseException("NAC", "unavailable", "15 CFR 740.8(a)(1)", "the item is designed or marketed for data centers")
NAC_OPEN = LicenseException("NAC", "possible", "15 CFR 740.8(a)(1)", "a notice to BIS 25 days before is not shown")

H100 = ItemView(
    part="H100 SXM5 80GB",
    catalog_parts=("H100 SXM5 80GB",),
    kind="assembly",
    declared_eccn="4A090.a",
    classifications=("3A090.a", "4A090.a"),
    possible=(),
    facts=(
        ("applicable_die_area", "814", "mm2", "catalog"),
        ("designed_or_marketed_for_datacenter", "yes", "", "catalog"),
        ("fp8_rate", "1978", "TOPS", "catalog"),
        ("performance_density", "19.4398034398", "TPP/mm2", "derived"),
        ("tpp", "15824", "TPP", "derived"),
    ),
)
ASCEND_910B = ItemView(
    "910B", ("Ascend 910B",), "ic", "", (), ("3A090.a", "3A090.b"), (("fp16_rate", "376", "TOPS", "catalog"),)
)
SERVER = ItemView("SERVER-8XGPU", (), "", "", (), (), ())
A100_ALIAS = ItemView("A100", ("A100 PCIe 40GB", "A100 SXM4 80GB"), "assembly", "", ("3A090.a",), ("4A090.a",), ())
CABLE = ItemView("CABLE-QSFP", (), "", "EAR99", ("EAR99",), (), ())

EXACT = Hit(
    "embedded", SOPHGO, "name", "Sophgo Technologies Ltd.", 1.0, 0.97, decisive=True, why=("exact after normalization",)
)
ALIKE = Hit(
    "embedded",
    SOPHGO,
    "name",
    "SOPHON",
    0.861234,
    0.6402,
    decisive=False,
    why=("'sophnet' is like 'sophon' (2 letters of 7 differ)", "'technology' is common and weighs little"),
)
AT_UNIT = Hit(
    "embedded", ADDRESS, "address", ADDRESS.addresses[0], 0.95, 0.9, decisive=True, why=("building and unit agree",)
)
CYRILLIC = Hit(
    "embedded", BLOCKED, "name", "Рособоронэкспорт", 0.99999, 0.99, decisive=True, why=("exact after normalization",)
)
DENIED_HIT = Hit("embedded", DENIED, "name", DENIED.name, 1.0, 0.98, decisive=True, why=("exact after normalization",))

SELLER = PartyView("exporter", "Example Semiconductors, Inc.", "US", ())
CLEAN = PartyView("ultimate_consignee", "Example Cement Company", "SA", ())


def decision(
    item: ItemView,
    findings: tuple[Finding, ...],
    *parties: PartyView,
    exceptions: tuple[LicenseException, ...] = (),
) -> LineDecision:
    """A decision as the kernel adds it up: worst finding, strictest policy, needs once."""
    ordered = tuple(sorted(findings, key=lambda one: one.outcome.rank))
    policies = sorted({one.review_policy for one in ordered if one.review_policy}, key=lambda policy: policy.rank)
    return LineDecision(
        outcome=ordered[0].outcome if ordered else Outcome.NO_FINDING,
        review_policy=policies[0] if policies else None,
        license_exceptions=exceptions,
        item=item,
        parties=(SELLER, *parties),
        findings=ordered,
        needs=tuple(dict.fromkeys(need for one in ordered for need in one.needs)),
    )


def party(role: str, name: str, country: str, *hits: Hit, more: int = 0) -> PartyView:
    """A party of a line with its hits."""
    return PartyView(role, name, country, hits, more)


SOPHGO_LINE = decision(
    H100,
    (ENTITY_LIST, REGIONAL, A_2023),
    party("end_user", "Sophgo Technologies Limited", "CN", EXACT, more=2),
    exceptions=(NAC,),
)
DECISIONS: tuple[LineDecision, ...] = (
    SOPHGO_LINE,
    decision(H100, (LOOK_ALIKE, A_2023), party("ultimate_consignee", "Sophnet Technology Pte Ltd", "SG", ALIKE)),
    decision(
        CABLE, (AT_ADDRESS, DECLARED), party("intermediate_consignee", "Golden Harvest Electronics (HK)", "HK", AT_UNIT)
    ),
    decision(CABLE, (SANCTIONED, DECLARED), party("end_user", "РОСОБОРОНЭКСПОРТ", "RU", CYRILLIC)),
    decision(CABLE, (DENIAL, DECLARED), party("purchaser", "Pacific Chip Trading Ltd", "HK", DENIED_HIT)),
    decision(ASCEND_910B, (ASCEND,), party("end_user", "长鑫存储技术有限公司", "CN")),
    decision(H100, (HEADQUARTERS, A_2022), party("end_user", "Example Cloud Sdn. Bhd.", "MY"), exceptions=(NAC_OPEN,)),
    decision(SERVER, (UNKNOWN_PART,), CLEAN),
    decision(A100_ALIAS, (REGIONAL, A_2022), party("end_user", "Example Robotics (Shenzhen) Co., Ltd.", "CN")),
    decision(CABLE, (DECLARED,), CLEAN),
    decision(CABLE, (), CLEAN),
)
DESTINATIONS = ("CN", "SG", "HK", "RU", "HK", "CN", "MY", "SA", "CN", "SA", None)


def line(row: int, number: int | None = None) -> ShipmentLine:
    """The shipment line of a row, as the decision of the same number needs it."""
    at = (row - 1 if number is None else number) % len(DECISIONS)
    made = DECISIONS[at]
    remarks = ("destination taken from the country of the ultimate consignee",) if at == 1 else ()
    return ShipmentLine(
        row=row,
        line=row + 1,
        shipment_id=f"S1-{row // 3:06d}",
        line_number=str(row % 3 + 1),
        date=date(2023 + row % 3, 1 + row % 12, 1 + row % 28),
        event="reexport" if row % 4 == 0 else "export",
        export_country="US",
        destination_country=DESTINATIONS[at],
        part_number=made.item.part,
        description="cable, 400G" if made.item is CABLE else "GPU module",
        eccn=made.item.declared_eccn or None,
        hts="8473301180",
        quantity=Decimal(8 * row),
        unit_value=Decimal(30000),
        currency="USD",
        end_use=None,
        parties=(LineParty("end_user", "Example"),),
        remarks=remarks,
    )


def summary(rows: int = len(DECISIONS), *, lines_kept: int = 10_000) -> Summary:
    """A run of so many rows, every thirteenth of them rejected."""
    made = Summary(CLASSIFYING, lines_kept=lines_kept)
    for row in range(1, rows + 1):
        if row % 13 == 0:
            made.reject(
                row, row + 1, "ship date 'soon' is no date: expected YYYY-MM-DD", f"S-{row},soon,<b>HK</b>,=1+1"
            )
        else:
            made.add(line(row), DECISIONS[(row - 1) % len(DECISIONS)])
    return made
