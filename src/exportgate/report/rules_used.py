"""What every output says of the rules that were applied: which folders, of whom, and what an added one relaxes."""

from collections import Counter
from typing import Any

from exportgate.provisions.ruleset import RuleSet
from exportgate.report.basis import FolderUsed, RelaxedRule, RulesUsed, VersionReview


def rules_used(rules: RuleSet) -> RulesUsed:
    """Return what is to be said of a rule set; its folders are named one by one only where any was added."""
    counts = Counter(provision.own for provision in rules.provisions.values())
    folders = tuple(
        FolderUsed(
            namespace=folder.namespace,
            version=folder.version,
            title=folder.title,
            digest=folder.digest,
            provisions=counts[folder.own],
            files=len(folder.files),
        )
        for folder in rules.folders
    )
    return RulesUsed(
        version=rules.version,
        digest=rules.digest,
        provisions=len(rules.provisions),
        files=rules.files,
        folders=folders if len(folders) > 1 else (),
        reviews=tuple(
            VersionReview(provision.id, version.in_force, version.review_by)
            for provision in rules.provisions.values()
            for version in provision.versions
            if version.review_by is not None
        ),
        relaxed=tuple(RelaxedRule(name, item.id, item.because) for name, item in rules.relaxations),
    )


def rules_object(used: RulesUsed) -> dict[str, Any]:
    """Return the rules as the receipt and `classify --format json` show them."""
    shown: dict[str, Any] = {
        "version": used.version,
        "digest": used.digest,
        "provisions": used.provisions,
        "files": used.files,
    }
    if used.folders:
        shown["folders"] = [
            {
                "namespace": folder.namespace,
                "version": folder.version,
                "title": folder.title,
                "digest": folder.digest,
                "provisions": folder.provisions,
                "files": folder.files,
            }
            for folder in used.folders
        ]
        shown["relaxations"] = [
            {"by": rule.by, "relaxes": rule.relaxes, "because": rule.because} for rule in used.relaxed
        ]
    return shown
