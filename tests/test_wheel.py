"""The built wheel carries rules, data and check pages, and screens the example without the source tree.

The continuous integration script does the same in an empty environment, with every dependency from the registry.
"""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(checkout)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_rule_data_file_and_check_page_and_no_test(checkout: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "data", "docs/checks"):
        for path in (checkout / folder).rglob("*"):
            if path.is_file():
                assert f"exportgate/{folder}/{path.relative_to(checkout / folder).as_posix()}" in names
    assert {"exportgate/report/templates/report.html", "exportgate/py.typed"} <= names
    assert not [name for name in names if name.startswith("tests")]


def test_the_installed_wheel_screens_the_example(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    example = tmp_path / "shipments.csv"
    example.write_bytes((checkout / "data" / "examples" / "shipments.csv").read_bytes())
    run = subprocess.run(
        [sys.executable, "-m", "exportgate", "screen", "shipments.csv", "--out", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "EXPORTGATE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    receipt = json.loads((tmp_path / "out" / "receipt.json").read_text("utf-8"))
    assert receipt["input"]["rejected"] == 5
    where = subprocess.run(
        [sys.executable, "-c", "import exportgate.foundation.resources as r; print(r.shipped('rules'))"],
        env={**os.environ, "PYTHONPATH": str(site)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
