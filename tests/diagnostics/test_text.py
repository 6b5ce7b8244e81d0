from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.text import block
from exportgate.foundation.spans import Span


def shown(line: str | None, column: int, end_column: int, message: str = "no", end_line: int = 1) -> list[str]:
    span = Span("own/a.yaml", 1, column, end_line, end_column)
    return block(Diagnostic("XR104", Severity.ERROR, span, message, "see"), lambda _file, _line: line).splitlines()


def test_the_last_line_names_the_command_that_explains_the_code() -> None:
    assert shown(None, 1, 1)[-1] == "  = see: exportgate rules explain XR104"


def test_carets_stand_under_the_text_whatever_precedes_it() -> None:
    assert shown("kind: group", 7, 12)[3] == "  |       ^^^^^"
    assert shown("\tkind: x", 8, 9)[3] == "  | \t      ^"
    assert shown("芯片: ab", 5, 7)[3] == "  |       ^^"
    assert shown("ab", 1, 1, end_line=4)[3] == "  | ^^"


def test_a_place_beyond_the_line_has_one_caret_at_its_end() -> None:
    assert shown("ab", 40, 50)[3] == "  |   ^"
    assert shown("", 1, 1)[3] == "  | ^"


def test_of_a_long_line_only_what_surrounds_the_fault_is_shown() -> None:
    excerpt, carets = shown("x" * 5_000_000 + "FAULT" + "y" * 5_000_000, 5_000_001, 5_000_006)[2:4]
    start = carets.index("^")
    assert excerpt[start : start + 5] == "FAULT"
    assert carets.count("^") == 5
    assert len(excerpt) < 200


def test_no_text_of_a_rule_file_can_begin_a_line_or_steer_the_terminal() -> None:
    lines = shown("a\x1b[2Jb", 1, 2, "one\n::stop-commands::x\r\u202e\x1b[31m")
    assert lines[0] == "own/a.yaml:1:1: error[XR104] one␊::stop-commands::x␍⟨U+202E⟩␛[31m"
    assert lines[2] == "1 | a␛[2Jb"
    assert len(lines) == 6
