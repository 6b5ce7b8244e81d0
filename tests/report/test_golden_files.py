import pytest

from . import golden_files


@pytest.mark.parametrize("name", ["results.jsonl", "results.csv", "receipt.json", "report.html"])
def test_sample_run_gives_the_bytes_on_file(name: str) -> None:
    expected = (golden_files.FOLDER / name).read_bytes().decode()
    assert golden_files.texts()[name] == expected, "if meant so: python -m tests.report.golden_files"
