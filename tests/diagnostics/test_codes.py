"""The register of codes and the code that reports them agree."""

import re
from pathlib import Path

from exportgate.diagnostics.codes import TITLES

CODE = re.compile(r'"(XR\d{3})"')


def test_every_code_that_is_reported_is_registered_and_none_is_idle(checkout: Path) -> None:
    sources = (checkout / "src" / "exportgate").rglob("*.py")
    used = {code for path in sources if path.name != "codes.py" for code in CODE.findall(path.read_text("utf-8"))}
    assert used == set(TITLES)
