"""`exportgate rules explain CODE`: what a diagnostic means, why it matters and how to mend it, offline."""

import sys
from typing import Annotated

import typer


def explain(
    code: Annotated[
        str | None,
        typer.Argument(help="Code of a diagnostic, such as XR301 or 301; without one, every code.", show_default=False),
    ] = None,
) -> None:
    """Explain a diagnostic code, or list every code."""
    from exportgate.diagnostics.pages import page, plain
    from exportgate.foundation.resources import shipped

    sys.stdout.write(_list() if code is None else plain(page(_registered(code), shipped("docs/checks"))))


def _registered(word: str) -> str:
    from exportgate.diagnostics.codes import TITLES
    from exportgate.diagnostics.pages import code_of, nearest
    from exportgate.foundation.errors import UsageError

    code = code_of(word)
    if code is None:
        raise UsageError(
            f"'{word}' is no code; a code looks like XR301, and 'exportgate rules explain' alone lists every one"
        )
    if code not in TITLES:
        near = "; ".join(f"{known}, {TITLES[known]}" for known in nearest(code, TITLES))
        raise UsageError(
            f"there is no code {code}; the nearest are {near}; 'exportgate rules explain' alone lists every one"
        )
    return code


def _list() -> str:
    from exportgate.diagnostics.codes import TITLES
    from exportgate.diagnostics.pages import by_family

    parts = [
        "".join([f"{name}\n", *(f"  {code}  {TITLES[code]}\n" for code in codes)])
        for name, codes in by_family(TITLES).items()
        if codes
    ]
    return "\n".join(parts)
