"""A tiny rule set with three parts, and the picture of its regions as it is kept in `golden/`."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from exportgate.engine.law import Law
from exportgate.engine.regions.gaps import GapView, default_axes, gap_view
from exportgate.engine.regions.versions import period_on
from exportgate.items.part import Die, Part
from exportgate.provisions.ruleset import load_rules
from exportgate.report.picture.dots import Dots, dots_of
from exportgate.report.picture.picture import picture

GOLDEN = Path(__file__).with_name("golden") / "regions.svg"
DAY = date(2024, 6, 1)
FILES = {
    "units.yaml": """units:
  TOPS: {title: rate}
  bit: {title: bits}
  mm2: {title: area}
  TPP: {title: tpp, is: TOPS * bit}
  TPP/mm2: {title: density, is: TPP / mm2}
""",
    "facts.yaml": """facts:
  fp16_rate: {type: number, unit: TOPS, title: rate, question: "Rate?"}
  tpp: {type: number, unit: TPP, title: TPP <dense>, question: "TPP?"}
  applicable_die_area: {type: number, unit: mm2, title: area, question: "Area?"}
  density: {type: number, unit: TPP/mm2, title: density, question: "Density?"}
  designed_or_marketed_for_datacenter: {type: yes_no, title: for data centers, question: "For data centers?"}
""",
    "tpp.yaml": """id: x.tpp
kind: definition
title: TPP
cite: 15 CFR 774
defines: tpp
versions:
  - {in_force: {from: 2023-11-17}, made_by: 88 FR 73458, confidence: P,
     verified: {on: 2024-01-01, review_by: 2099-01-01}, formula: fp16_rate * 16 bit}
""",
    "density.yaml": """id: x.density
kind: definition
title: Density
cite: 15 CFR 774
defines: density
versions:
  - {in_force: {from: 2023-11-17}, made_by: 88 FR 73458, confidence: P,
     verified: {on: 2024-01-01, review_by: 2099-01-01}, formula: tpp / applicable_die_area}
""",
    "chips.yaml": """id: x.chips
kind: classification
title: Chips & more
cite: ECCN 1X001
subject: circuit
versions:
  - in_force: {from: 2023-11-17}
    made_by: 88 FR 73458
    confidence: P
    verified: {on: 2024-01-01, review_by: 2099-01-01}
    paragraphs:
      - {id: a, classify: 1X001.a, cite: ECCN 1X001.a, when: {all: [tpp >= high]}}
      - id: b
        classify: 1X001.b
        cite: ECCN 1X001.b
        yields_to: [a]
        when: {all: [tpp >= low, density >= dense, designed_or_marketed_for_datacenter], cite: 1X001.b.1}
    thresholds:
      high: {value: 4800, unit: TPP, words: 4800 or more}
      low: {value: 1600, unit: TPP, words: 1600 or more}
      dense: {value: 3.2, unit: TPP/mm2, words: 3.2 or more}
""",
}


def view(folder: Path) -> GapView:
    """Return the regions of the sample, whose rules are written to a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    law = Law(load_rules(folder))
    provision = law.rules.provisions["x.chips"]
    period = period_on(provision, provision.versions[0], DAY, law)
    return gap_view(period, default_axes(period), {})


def parts() -> tuple[Part, ...]:
    """Return one part in each region, one without a die area, and one without a rate."""
    base = Part(
        name='Big "A" <1>',
        vendor="Maker",
        kind="ic",
        aliases=(),
        released=None,
        datacenter="yes",
        rates=(("fp16", Fraction(400)),),
        dies=(Die("compute", 1, Fraction(800), "yes"), Die("io", 1, Fraction(200), "open")),
        link_bandwidth=None,
        host_bandwidth=None,
        memory_type="",
        memory_bandwidth=None,
        package_area=None,
        stated_tpp=None,
        confidence="high",
        sources=(),
        note="",
    )
    return (
        base,
        replace(base, name="Middle", rates=(("fp16", Fraction(200)),), dies=(Die("compute", 1, Fraction(500), "yes"),)),
        replace(base, name="Small", datacenter="no", rates=(("fp16", Fraction(50)),)),
        replace(base, name="Planar", dies=(Die("compute", 1, Fraction(500), "no"),)),
        replace(base, name="No die", dies=None),
        replace(base, name="No rate", rates=()),
    )


def dots(shown: GapView) -> Dots:
    """Return the places of the sample's parts."""
    return dots_of(parts(), shown)


def text(folder: Path) -> str:
    """Return the picture."""
    shown = view(folder)
    return picture(shown, dots(shown))


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        GOLDEN.write_text(text(Path(place)), encoding="utf-8", newline="\n")
