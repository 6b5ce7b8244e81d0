"""A few small rules as `rules show` and `rules diff` print them, kept in `golden/`; run as a module it writes anew."""

from datetime import date
from pathlib import Path

from exportgate.provisions.differences import differences
from exportgate.provisions.naming import Meant
from exportgate.provisions.ruleset import RuleSet, load_rules
from exportgate.report.rules.diff import diff_text
from exportgate.report.rules.diff_json import diff_json
from exportgate.report.rules.difference import LawDifference
from exportgate.report.rules.json_text import rule_json, table_json
from exportgate.report.rules.text import rule_text, table_text
from exportgate.report.rules.view import RuleView

FOLDER = Path(__file__).with_name("golden")
RULES = Path(__file__).with_name("small_rules")
COUNTRIES = {"CN": "China", "KH": "Cambodia", "NI": "Nicaragua"}
SHOWN = (
    ("t.chips", "", "2024-02-10"),
    ("t.chips", "b", "2024-01-10"),
    ("t.chips", "old", "2024-01-10"),
    ("t.chips", "", "2020-01-01"),
    ("t.license", "", "2024-01-10"),
    ("t.exception", "", "2024-01-10"),
    ("t.tpp", "", "2024-01-10"),
    ("t.group", "", "2024-01-10"),
)
COMPARED = (
    ("2022-10-06", "2022-10-07"),
    ("2023-11-16", "2023-11-17"),
    ("2024-01-31", "2024-02-01"),
    ("2024-02-29", "2024-03-15"),
    ("2024-05-01", "2024-05-02"),
    ("2024-05-01", "2024-05-01"),
)


def rules() -> RuleSet:
    """Return the small rules."""
    return load_rules(RULES)


def view(name: str, paragraph: str, day: str) -> RuleView:
    """Return a provision, or one paragraph of it, on a day."""
    held = rules()
    meant = Meant(held.provisions[name], paragraph)
    return RuleView(held, meant, date.fromisoformat(day), lambda code: COUNTRIES.get(code, code))


def compared(first: str, second: str) -> LawDifference:
    """Return the differences between two days, without the catalog, whose facts these rules do not have."""
    days = date.fromisoformat(first), date.fromisoformat(second)
    return LawDifference(*days, differences(rules(), *days), (), 0, "CN", "The catalog is not compared.")


def texts() -> dict[str, str]:
    """Return each file's name and text."""
    day = date(2024, 1, 10)
    shown = [f"$ {' '.join(words)}\n{rule_text(view(*words))}" for words in SHOWN]
    told = [
        f"$ {' '.join(days)}\n{diff_text(compared(*days), lambda code: COUNTRIES.get(code, code))}" for days in COMPARED
    ]
    return {
        "rules_show.txt": "\n".join([*shown, table_text(rules(), day)]),
        "rules_show.json": rule_json(view("t.chips", "", "2024-02-10")),
        "rules_show_group.json": rule_json(view("t.group", "", "2024-01-10")),
        "rules_table.json": table_json(rules(), day),
        "rules_diff.txt": "\n".join(told),
        "rules_diff.json": diff_json(compared("2023-11-16", "2024-03-15")),
    }


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
