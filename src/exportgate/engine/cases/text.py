"""Cases written as YAML, ready to be pasted into a file of cases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.quantities import Number, decimal_text
from exportgate.foundation.truth import Truth

PLAIN = re.compile(r"(?:[A-Za-z][A-Za-z0-9 _-]*|\d[A-D]\d{3}\.[a-z][a-z0-9.]*)\Z")
RETYPED = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
"""Words that other YAML tools read as something else than text."""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case that could be added: facts by name, the effect, value or membership expected of each key."""

    name: str
    on: date
    facts: Mapping[str, Value]
    expect: Mapping[str, str]
    needs: tuple[str, ...] = ()
    made_by: str = ""
    then: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def case_text(draft: CaseDraft) -> str:
    """Return the case as an item of `cases:`, ending with a newline."""
    lines = [f"  - name: {_text(draft.name)}", f"    on: {draft.on}"]
    facts = [f"{name}: {written}" for name, value in draft.facts.items() if (written := value_written(value))]
    lines.append(f"    facts: {{{', '.join(facts)}}}")
    lines.append(f"    expect: {{{', '.join(f'{_text(key)}: {effect}' for key, effect in draft.expect.items())}}}")
    if draft.then:
        follows = (f"{_text(key)}: {_consequences(words)}" for key, words in draft.then.items())
        lines.append(f"    then: {{{', '.join(follows)}}}")
    if draft.needs:
        lines.append(f"    needs: [{', '.join(draft.needs)}]")
    if draft.made_by:
        lines.append(f"    made_by: {_text(draft.made_by)}")
    return "\n".join(lines) + "\n"


def value_written(value: Value) -> str:
    """Return a value as a case states it, empty where nothing is known; what is bounded only cannot be stated."""
    if isinstance(value, Number):
        return "undefined" if value.undefined else "" if value.exact is None else decimal_text(value.exact)
    if isinstance(value, Truth):
        return {Truth.YES: "yes", Truth.NO: "no"}.get(value, "")
    if isinstance(value, Code):
        return "" if value.text is None else _text(value.text) if value.text else "none"
    return _set_written(value)


def _consequences(words: tuple[str, ...]) -> str:
    return _text(words[0]) if len(words) == 1 else f"[{', '.join(_text(word) for word in words)}]"


def _set_written(value: CodeSet) -> str:
    if value.complete and not value.possible:
        return _list(value.known) if value.known else "none"
    if not value.known and not value.possible:
        return ""
    parts = [f"known: {_list(value.known)}"] if value.known else []
    parts += [f"possible: {_list(value.possible)}"] if value.possible else []
    return f"{{{', '.join(parts)}{'' if value.complete else ', complete: no'}}}"


def _list(codes: Iterable[str]) -> str:
    return f"[{', '.join(_text(code) for code in sorted(codes))}]"


def _text(text: str) -> str:
    if PLAIN.match(text) and text.lower() not in RETYPED:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
