"""Rules are read once in a process, as long as no byte and no name of them changes."""

from collections.abc import Callable
from pathlib import Path

from exportgate.provisions.ruleset import load_rules

Text = Callable[..., str]


def test_rules_that_did_not_change_are_the_same_rules(
    checkout: Path, added: Callable[..., Path], own_rule: Text
) -> None:
    folder = added(rule=own_rule("restriction", 'when: destination is "VE"'))
    assert load_rules(checkout / "rules", [folder]) is load_rules(checkout / "rules", [folder])


def test_a_changed_byte_and_a_new_file_are_read(checkout: Path, added: Callable[..., Path], own_rule: Text) -> None:
    folder = added(rule=own_rule("restriction", 'when: destination is "VE"'))
    before = load_rules(checkout / "rules", [folder])
    added(rule=own_rule("restriction", 'when: destination is "CU"'))
    changed = load_rules(checkout / "rules", [folder])
    added(more=own_rule("restriction", 'when: destination is "IQ"', id="acme.more"))
    more = load_rules(checkout / "rules", [folder])
    assert len({before.digest, changed.digest, more.digest}) == 3
    assert ("acme.more" in changed.provisions, "acme.more" in more.provisions) == (False, True)


def test_files_are_named_anew_for_who_works_elsewhere(
    checkout: Path, added: Callable[..., Path], own_rule: Text
) -> None:
    folder = added(rule=own_rule("restriction", 'when: destination is "VE"'))
    here = load_rules(checkout / "rules", [folder], folder)
    there = load_rules(checkout / "rules", [folder], checkout)
    assert here.provisions["acme.rule"].file != there.provisions["acme.rule"].file
