"""What a line says of a tool and of the facility that it is for, by saying anything of it at all.

Most lines are of circuits and name no facility. So that the rules on tools and on facilities ask their questions only
on the lines that speak of them, a line that says what a tool does gives its function, and any other gives `not_stated`;
`use_stated` tells whether it says anything of the facility or the end use. An item counts as subject to the EAR unless
its line says that it is not.
"""

from collections.abc import Mapping

from exportgate.engine.values import Code, Value
from exportgate.foundation.truth import Truth

FUNCTION = "tool_function"
SUBJECT = "subject_to_ear"
DEFAULTED = frozenset({FUNCTION, SUBJECT, "use_stated"})
"""Facts that every item has, though its line says nothing of them."""
NOT_STATED = Code("not_stated")
TOOL_FACTS = frozenset(
    {
        *(FUNCTION, "deposition_process", "overlay", "resolvable_feature", "source_wavelength", "etch_selectivity"),
        *("pulsed_rf", "gas_valve_time", "chuck_zones", "etch_rate", "depth_non_uniformity", "film_density"),
        *("film_thickness", "dielectric_constant", "feature_aspect_ratio", "feature_opening", "feature_pitch"),
        *("reducing_pressure", "precursor_temperature", "deposition_temperature", "throughput_gain", "defect_size"),
        *("inspection_source", "beam_current", "beam_energy", "angular_accuracy", "preclean_chamber"),
        *("in_line_or_fast_metrology", "volume_production", "tool_wafer_diameter"),
    }
)
"""Facts that only a tool has: who states one speaks of a tool."""
USE_FACTS = frozenset(
    {
        *(
            "facility_product",
            "facility_node",
            "facility_non_planar",
            "nand_layers",
            "dram_half_pitch",
            "dram_cell_area",
        ),
        *(
            "dram_density",
            "dram_vias",
            "connected_to_advanced_facility",
            "end_use_ic_production",
            "end_use_supercomputer",
        ),
        *("end_use_tool_making", "back_end_only", "ecad_for_advanced_nodes"),
    }
)
"""Facts of the facility that an item is for, and of what it is to do there."""

CIRCUIT_FIGURES = frozenset(
    {
        *("fp4_rate", "int4_rate", "fp6_rate", "fp8_rate", "int8_rate", "fp16_rate", "tf32_rate", "tf32_bit_length"),
        *("fp32_rate", "fp64_rate", "tpp", "applicable_die_area", "performance_density", "link_bandwidth"),
        *("host_bandwidth", "io_bandwidth", "memory_bandwidth", "combined_bandwidth", "package_area"),
        "memory_bandwidth_density",
    }
)
"""What a circuit or a memory stack can do: the numbers by which definitions and entries classify one."""
FIGURES = CIRCUIT_FIGURES | TOOL_FACTS
"""Numbers by which an item is classified; every other one tells of the order, the maker or the facility."""
CIRCUIT_FACTS = frozenset({"process_node", "transistor_count"})
"""Numbers that only a circuit has, though nothing is classified by them."""


def about_tools_and_use(known: Mapping[str, Value]) -> dict[str, Value]:
    """Return what follows from which facts are stated; `known` are those that a line or a person gives, by name."""
    stated: dict[str, Value] = {"use_stated": Truth.YES if USE_FACTS & known.keys() else Truth.NO}
    if known.get(FUNCTION, Code(None)) == Code(None):
        stated[FUNCTION] = NOT_STATED
    if known.get(SUBJECT, Truth.UNKNOWN) == Truth.UNKNOWN:
        stated[SUBJECT] = Truth.YES
    return stated
