"""Tools as figures beside the paragraph that they meet, by the Commerce Control List of 2026-07-23."""

FILM = "deposition/silicon_carbon_radical_film dielectric_constant=4.3 feature_aspect_ratio=6"
CLASSES = (
    ("epitaxy at 958 K", "silicon_epitaxy preclean_chamber=yes deposition_temperature=958", "3B001.a.4"),
    ("epitaxy above 958 K", "silicon_epitaxy preclean_chamber=yes deposition_temperature=958.1", ""),
    ("isotropic etch of 100:1", "isotropic_dry_etch etch_selectivity=100", "3B001.c.1.a"),
    ("isotropic etch below 100:1", "isotropic_dry_etch etch_selectivity=99.9", ""),
    ("wet etch of 100:1", "wet_chemistry etch_selectivity=100", "3B001.c.2"),
    (
        "valve below 300 ms and 20 zones",
        "anisotropic_dry_etch pulsed_rf=yes gas_valve_time=299 chuck_zones=20",
        "3B001.c.1.c",
    ),
    ("valve of 300 ms", "anisotropic_dry_etch pulsed_rf=yes gas_valve_time=300 chuck_zones=20", "3B993.c.3"),
    ("19 zones", "anisotropic_dry_etch pulsed_rf=yes gas_valve_time=100 chuck_zones=19", "3B993.c.3"),
    ("9 zones", "anisotropic_dry_etch pulsed_rf=yes gas_valve_time=100 chuck_zones=9", ""),
    ("via etch", "tsv_etch etch_rate=7.1 depth_non_uniformity=2 feature_aspect_ratio=10", "3B001.c.4"),
    ("via etch of 7 um/min", "tsv_etch etch_rate=7 depth_non_uniformity=2 feature_aspect_ratio=10", ""),
    ("cobalt plating", "deposition/cobalt_plating", "3B001.d"),
    ("hard mask of 3B001.d.5", "deposition/carbon_hard_mask film_thickness=2.1 film_density=1.71", "3B001.d.5"),
    ("hard mask of 2 um", "deposition/carbon_hard_mask film_thickness=2 film_density=1.71", "3B993.d.3"),
    ("carbon layer of 1.6 g/cm3", "deposition/carbon_layer film_density=1.6", ""),
    (
        "high-k film of 200:1",
        "deposition/liquid_injection_high_k dielectric_constant=41 feature_aspect_ratio=200",
        "3B993.d.4",
    ),
    (
        "high-k film above 200:1",
        "deposition/liquid_injection_high_k dielectric_constant=41 feature_aspect_ratio=201",
        "3B001.d.19",
    ),
    (
        "radical film of 3B001.d.14",
        f"{FILM} feature_opening=34 feature_pitch=44",
        "3B001.d.14",
    ),
    (
        "radical film of pitch 45",
        f"{FILM} feature_opening=34 feature_pitch=45",
        "3B993.d.1",
    ),
    ("EUV scanner", "scanner source_wavelength=13.5", "3B001.f.1.a"),
    ("imprint below 1.5 nm", "imprint overlay=1.49", "3B001.f.5"),
    ("imprint of 4.0 nm", "imprint overlay=4.0", "3B993.f.2"),
    ("imprint above 4.0 nm", "imprint overlay=4.01", ""),
    ("throughput kit of 1 %", "throughput_kit throughput_gain=1", ""),
    ("throughput kit above 1 %", "throughput_kit throughput_gain=1.1", "3B993.f.3"),
    ("EUV pellicle", "euv_pellicle", "3B001.l"),
    ("EUV mask inspection", "euv_mask_inspection", "3B002.c"),
    (
        "wafer inspection at 21 nm",
        "patterned_wafer_inspection tool_wafer_diameter=300 defect_size=21 inspection_source=cold_field_emission",
        "3B993.q.1",
    ),
    (
        "wafer inspection at 22 nm",
        "patterned_wafer_inspection tool_wafer_diameter=300 defect_size=22 inspection_source=cold_field_emission",
        "",
    ),
    (
        "implanter of high current",
        (
            "ion_implantation tool_wafer_diameter=300 volume_production=yes beam_current=5.1 "
            "beam_energy=4.9 angular_accuracy=0.2"
        ),
        "3B994.b.2.b",
    ),
    (
        "implanter of exactly 5 mA",
        (
            "ion_implantation tool_wafer_diameter=300 volume_production=yes beam_current=5 "
            "beam_energy=50 angular_accuracy=0.2"
        ),
        "",
    ),
    (
        "implanter of 200 mm wafers",
        (
            "ion_implantation tool_wafer_diameter=200 volume_production=yes beam_current=4 "
            "beam_energy=50 angular_accuracy=1"
        ),
        "",
    ),
    ("plasma doping of 300 mm wafers", "plasma_doping tool_wafer_diameter=300", "3B993.b.1"),
    ("plasma doping of 200 mm wafers", "plasma_doping tool_wafer_diameter=200", ""),
    ("vacuum reflow of 300 mm wafers", "vacuum_reflow_anneal tool_wafer_diameter=300", "3B993.o.1"),
    ("vacuum reflow of 200 mm wafers", "vacuum_reflow_anneal tool_wafer_diameter=200", ""),
)
"""What the tool is; its function, the process of a deposition tool behind a slash, and its figures; its paragraph."""


def facts_of(words: str) -> dict[str, str]:
    """Return the facts that a row of the table writes down."""
    what, *figures = words.split()
    function, _, process = what.partition("/")
    named = {"tool_function": function, **({"deposition_process": process} if process else {})}
    return {**named, **dict(figure.split("=") for figure in figures)}
