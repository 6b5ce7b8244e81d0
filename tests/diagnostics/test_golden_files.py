import pytest

from . import golden_files

TEXTS = golden_files.texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_sample_report_gives_the_bytes_on_file(name: str) -> None:
    expected = (golden_files.FOLDER / name).read_bytes().decode()
    assert TEXTS[name] == expected, "if meant so: python -m tests.diagnostics.golden_files"


def test_no_file_is_kept_that_no_renderer_gives() -> None:
    assert {path.name for path in golden_files.FOLDER.iterdir()} == set(TEXTS)
