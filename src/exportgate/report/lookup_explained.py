"""The explanation of a hit: as an object of the machine formats, and as a small table for a person."""

from collections.abc import Iterator
from typing import Any

from exportgate.parties.explanation import Aligned, Explanation, PriorityPart, WeighedWord, figure
from exportgate.report.text_table import columns, paragraph
from exportgate.report.wording import count_text

PLACES = 4
HEAD = ("name", "listed", "evidence", "alike", "weight", "share", "rarity (entries)")
FIGURES, FLEXIBLE = (3, 4, 5), (0, 1, 6)
INDENT = " " * 8
NONE = "-"
TOLD = frozenset({"read_aloud", "part_of_name", "weak_alias", "vessel", "aircraft"})
"""Notes that stand among the sentences of a hit already."""
LABELS = {
    "agrees": "the countries agree",
    "unknown": "a country is not known",
    "contradicts": "the countries differ",
    "not exact": "score of a name that is not exact",
}


def explanation_object(found: Explanation) -> dict[str, Any]:
    """Return an explanation as `lookup --explain` shows it; `words` and what follows is missing where no names met."""
    return {
        **({} if found.aligned is None else aligned_object(found.aligned)),
        "priority": {
            "parts": [
                {
                    "part": part.part,
                    "about": part.about,
                    "value": rounded(part.value),
                    "counts": part.counts,
                    "adds": rounded(part.adds),
                }
                for part in found.priority
            ],
            "factor": found.reduced,
            "factor_because": list(found.reduced_by),
        },
        "entries": found.entries,
        "notes": [{"code": note.code, "text": note.text} for note in found.notes],
    }


def aligned_object(view: Aligned) -> dict[str, Any]:
    """Return two names side by side as an object."""
    steps = view.score
    return {
        "name": view.name,
        "listed": view.listed,
        "name_reading": view.name_reading,
        "listed_reading": view.listed_reading,
        "words": [
            {
                "name": pair.name.text,
                "listed": pair.listed.text,
                "evidence": pair.evidence,
                "degree": rounded(pair.degree),
                "name_weight": rounded(pair.name.weight),
                "listed_weight": rounded(pair.listed.weight),
                "share": rounded(pair.share),
                "rarity": pair.listed.commonness,
                "entries": pair.listed.entries,
            }
            for pair in view.pairs
        ],
        "name_left": [word_object(word) for word in view.name_left],
        "listed_left": [word_object(word) for word in view.listed_left],
        "conflicts": [
            {"kind": one.kind, "name": one.name, "listed": one.listed, "factor": one.factor} for one in view.conflicts
        ],
        "score": {
            "same": steps.same,
            "name_covered": rounded(steps.name_covered),
            "listed_covered": rounded(steps.listed_covered),
            "evidence": rounded(steps.evidence),
            "by_words": rounded(steps.by_words),
            "cap": steps.cap,
            "cap_reason": steps.cap_reason,
            "score": rounded(steps.score),
        },
    }


def word_object(word: WeighedWord) -> dict[str, Any]:
    """Return a word that is left over as an object."""
    return {"word": word.text, "weight": rounded(word.weight), "rarity": word.commonness, "entries": word.entries}


def rounded(figure: float) -> float:
    """Return a figure as precise as the machine formats give it."""
    return round(figure, PLACES)


def explanation_lines(found: Explanation, score: float, priority: float, width: int) -> Iterator[str]:
    """Yield the lines that are set below a hit."""
    if found.aligned is not None:
        yield from aligned_lines(found.aligned, width)
        said = f"{score_sentence(found.aligned)}; rarity is counted on {count_text(found.entries, 'entry')}"
        yield from paragraph(said, width, INDENT, f"{INDENT}  ")
    else:
        yield from paragraph(f"score {figure(score)}; no names were compared", width, INDENT)
    yield from paragraph(priority_sentence(found, priority), width, INDENT, f"{INDENT}  ")
    for note in found.notes:
        if note.code not in TOLD:
            yield from paragraph(f"note: {note.text}", width, INDENT, f"{INDENT}  ")


def aligned_lines(view: Aligned, width: int) -> list[str]:
    """Return two names as a table: the pairs, then the words left over of the name and of the listed name."""
    rows = [
        (
            pair.name.text,
            pair.listed.text,
            pair.evidence,
            figure(pair.degree),
            figure(pair.listed.weight),
            percent(pair.share),
            rarity_text(pair.listed),
        )
        for pair in view.pairs
    ]
    rows += [
        (word.text, NONE, "left over", NONE, figure(word.weight), NONE, rarity_text(word)) for word in view.name_left
    ]
    rows += [
        (NONE, word.text, "left over", NONE, figure(word.weight), NONE, rarity_text(word)) for word in view.listed_left
    ]
    return columns([HEAD, *rows], width, INDENT, right=FIGURES, flexible=FLEXIBLE)


def percent(part: float) -> str:
    """Return a share in percent."""
    return f"{part * 100:.0f} %"


def rarity_text(word: WeighedWord) -> str:
    """Return how common a word is, with the entries that it stands on."""
    return f"{word.commonness} ({word.entries:,})"


def score_sentence(view: Aligned) -> str:
    """Say how the score comes about."""
    steps = view.score
    if steps.same:
        ends = f"at most {figure(steps.cap)}, because {steps.cap_reason}" if steps.cap_reason else "the names are one"
        return f"score {figure(steps.score)}: every word agrees; {ends}"
    said = (
        f"score {figure(steps.score)}: {percent(steps.name_covered)} of the name's weight and "
        f"{percent(steps.listed_covered)} of the listed name's agree, evidence {figure(steps.evidence)}; "
        f"by the words {figure(steps.by_words)}"
    )
    for one in view.conflicts:
        said += f"; × {one.factor}, since {one.text}"
    capped = steps.score == steps.cap and steps.by_words > steps.cap
    return said + (f"; at most {figure(steps.cap)}, because {steps.cap_reason}" if capped else "")


def priority_sentence(found: Explanation, priority: float) -> str:
    """Say what the priority is the sum of."""
    parts = " + ".join(map(part_text, found.priority))
    factor = f"({parts}) × {found.reduced:g}, since {' and '.join(found.reduced_by)}" if found.reduced_by else parts
    return f"priority {figure(priority)} = {factor}"


def part_text(part: PriorityPart) -> str:
    """Return one part of a priority: what it adds, what it is of, and the figures behind it."""
    about = LABELS.get(part.about, f"list {part.about}" if part.part == "list" else part.part)
    return f"{figure(part.adds)} {about} ({figure(part.value)} × {part.counts})"
