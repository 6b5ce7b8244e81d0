"""`exportgate rules schema`: JSON Schemas of the rule files, for editors."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from exportgate.cli.rules.sources import talk


def schema(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Folder to write the schemas to.", show_default=False)
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="One kind of file: provision, cases, facts, units or ruleset. Default: all of them.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Print or write JSON Schemas of the rule files, so that an editor completes keys and marks what does not fit."""
    import json

    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.reading import suggestion
    from exportgate.provisions.schema import SchemaKind, schema, schema_text

    known = [str(found) for found in SchemaKind]
    if kind and kind not in known:
        raise UsageError(f"--kind: '{kind}' is no kind of rule file; {suggestion(kind, known)}")
    kinds = [SchemaKind(kind)] if kind else list(SchemaKind)
    if output is None and kind:
        sys.stdout.write(schema_text(kinds[0]))
    elif output is None:
        sys.stdout.write(
            json.dumps({str(found): schema(found) for found in kinds}, ensure_ascii=False, indent=2) + "\n"
        )
    else:
        _write({f"{found}.schema.json": schema_text(found) for found in kinds}, output)


def _write(texts: dict[str, str], folder: Path) -> None:
    from exportgate.foundation.counting import counted
    from exportgate.foundation.errors import UsageError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--output: '{folder}' cannot be written ({error.strerror}); name another folder") from None
    talk(f"{counted(len(texts), 'schema')} written to {folder}")
