"""The points of facts that are a code or a set of codes: one for each way in which the leaves can answer together.

Answers are kept as bits, one for each distinct question, so codes that every leaf answers alike are found by equality.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from exportgate.engine.conditions import Groups
from exportgate.engine.regions.limits import LONGEST, Point, TooManyRegions
from exportgate.engine.values import Code, CodeSet
from exportgate.provisions.model import Leaf, Operator

OTHER = "other"


def code_points(
    leaves: Iterable[Leaf], groups: Groups, *, unknowns: bool, values: Sequence[str] = ()
) -> tuple[Point, ...]:
    """Return one code for each distinct set of answers, and one that no leaf names.

    Where the fact can have only certain `values`, the last is one of those, or there is none.
    """
    wanted = _wanted(leaves, groups)
    points = [Point(Code(alike[0]), _text(alike)) for alike in _alike(wanted).values()]
    rest = _unnamed(wanted, values)
    if rest is not None:
        points.append(Point(Code(rest), "any other", rest=True))
    if unknowns:
        points.append(Point(Code(), "unknown"))
    return tuple(points)


def set_points(leaves: Iterable[Leaf], groups: Groups, *, unknowns: bool) -> tuple[Point, ...]:
    """Return sets of codes: all unions of single codes, the empty set, and with `unknowns` those known in part.

    Raises:
        TooManyRegions: there are more sets than an axis may have.
    """
    wanted = _wanted(leaves, groups)
    single = _alike(wanted)
    names = {alike[0]: _text(alike) for alike in single.values()}
    unions: dict[int, frozenset[str]] = {0: frozenset()}
    for answers, alike in single.items():
        for known, codes in list(unions.items()):
            unions.setdefault(known | answers, codes | {alike[0]})
            _bound(len(unions))
    points = {(answers, 0): Point(CodeSet(codes), _set_text(codes, names)) for answers, codes in unions.items()}
    if unknowns:
        every = (1 << len(wanted)) - 1
        for key, value in _partial(unions, every):
            points.setdefault(key, Point(value, "known in part"))
            _bound(len(points))
    return tuple(points.values())


def _partial(unions: dict[int, frozenset[str]], every: int) -> Iterator[tuple[tuple[int, int], CodeSet]]:
    for known, codes in unions.items():
        for possible, others in unions.items():
            yield (known, possible & ~known), CodeSet(codes, others - codes)
        yield (known, every & ~known), CodeSet(codes, complete=False)


def _wanted(leaves: Iterable[Leaf], groups: Groups) -> Sequence[frozenset[str]]:
    """The codes that each distinct question looks for."""
    questions = sorted({(leaf.operator, leaf.operand) for leaf in leaves})
    return [
        groups.get(operand, frozenset()) if operator is Operator.IN else frozenset((operand,))
        for operator, operand in questions
    ]


def _alike(wanted: Sequence[frozenset[str]]) -> dict[int, list[str]]:
    """The codes that are named at all, by the questions that they answer with yes."""
    found: dict[int, list[str]] = {}
    for code in sorted(frozenset[str]().union(*wanted)):
        answers = sum(1 << place for place, codes in enumerate(wanted) if code in codes)
        found.setdefault(answers, []).append(code)
    return found


def _unnamed(wanted: Sequence[frozenset[str]], values: Sequence[str]) -> str | None:
    named = frozenset[str]().union(*wanted)
    if values:
        return next((code for code in values if code not in named), None)
    code = OTHER
    while code in named:
        code += "*"
    return code


def _text(alike: Sequence[str]) -> str:
    if len(alike) < 4:
        return " or ".join(alike)
    return f"{alike[0]} or {len(alike) - 1} more like it"


def _set_text(codes: frozenset[str], names: Mapping[str, str]) -> str:
    return " with ".join(names[code] for code in sorted(codes)) or "none of those named"


def _bound(points: int) -> None:
    if points > LONGEST:
        raise TooManyRegions(points, LONGEST)
