"""The layers: imports go downward, files stay short, and nothing below the command line prints or reads the clock."""

import ast
from pathlib import Path

import pytest

LAYERS = (
    ("cli",),
    ("runs",),
    ("report",),
    ("store",),
    ("screening",),
    ("items",),
    ("engine", "network", "parties"),
    ("provisions",),
    ("diagnostics",),
    ("foundation",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
LIMIT = 300
FORBIDDEN_CALLS = {"print", "exit", "eval", "exec", "input"}
CLOCK = {"date.today", "datetime.now", "datetime.utcnow", "time.time", "os.environ", "os.getenv", "sys.exit"}


def modules(checkout: Path) -> list[Path]:
    return sorted((checkout / "src" / "exportgate").rglob("*.py"))


def layer(path: Path) -> str:
    parts = path.parts[path.parts.index("exportgate") + 1 :]
    return parts[0] if len(parts) > 1 else ""


def imported(tree: ast.AST) -> set[str]:
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return found | {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}


def called(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def test_imports_go_downward_only(checkout: Path) -> None:
    upward = []
    for path in modules(checkout):
        own = layer(path)
        for name in imported(ast.parse(path.read_text("utf-8"))):
            parts = name.split(".")
            if own and parts[0] == "exportgate" and len(parts) > 1 and RANK[parts[1]] < RANK[own]:
                upward.append(f"{path.name} ({own}) imports {name}")
    assert upward == []


def test_every_folder_of_the_package_is_a_layer(checkout: Path) -> None:
    folders = {path.name for path in (checkout / "src" / "exportgate").iterdir() if (path / "__init__.py").is_file()}
    assert folders <= set(RANK)


def test_no_module_is_longer_than_the_house_allows(checkout: Path) -> None:
    long = {path.name: n for path in modules(checkout) if (n := len(path.read_text("utf-8").splitlines())) > LIMIT}
    assert long == {}


@pytest.mark.parametrize("folder", sorted(set(RANK) - {"cli", "network"}))
def test_nothing_below_the_command_line_prints_exits_or_reads_clock_or_environment(checkout: Path, folder: str) -> None:
    found = []
    for path in (checkout / "src" / "exportgate" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = called(node)
            if name in FORBIDDEN_CALLS or name in CLOCK:
                found.append(f"{path.name}: {name}")
    assert found == []


def test_every_module_says_what_it_decides(checkout: Path) -> None:
    silent = [path for path in modules(checkout) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
