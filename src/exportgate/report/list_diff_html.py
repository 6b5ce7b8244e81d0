"""What changed from one list to another as one page: nothing loaded from elsewhere, no script, every text escaped."""

from importlib.resources import files

from markupsafe import Markup, escape

from exportgate.foundation.visible import clipped, visible
from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import FieldChange
from exportgate.report.html import environment, policy_of
from exportgate.report.list_diff_model import (
    RESPELLED,
    Comparison,
    label,
    short_id,
    sure_text,
)
from exportgate.report.list_diff_order import (
    addresses_in_order,
    changed_in_order,
    entries_in_order,
    other_changes,
    renamed_in_order,
    set_apart,
)

SHOWN = 2_000
"""Rows of a section on the page."""
TEXT_LENGTH = 800
STYLE_SHEETS = ("report.css", "list_diff.css")


def diff_html(comparison: Comparison) -> str:
    """Return the comparison as a page."""
    templates = environment({})
    templates.filters.update(
        field=label,
        id=short_id,
        before_and_after=_before_and_after,
        names=_names,
        others=other_changes,
        sure=sure_text,
        respelled=lambda pair: "".join(
            RESPELLED[change.respelled] for change in pair.changes if change.field == "name"
        ),
    )
    css = "".join(files("exportgate.report").joinpath("templates", name).read_text("utf-8") for name in STYLE_SHEETS)
    diff = comparison.diff
    return templates.get_template("list_diff.html").render(
        comparison=comparison,
        css=Markup(css),  # noqa: S704 - the package's own style sheets; escaped, they would not match their digest
        policy=policy_of(css),
        added=entries_in_order(diff.added),
        removed=entries_in_order(diff.removed),
        renamed=renamed_in_order(diff.renamed),
        readdressed=addresses_in_order(diff.readdressed),
        changed=changed_in_order(diff.changed_otherwise),
        most=SHOWN,
    )


def _names(entry: Entry) -> str:
    """Return the other names of an entry."""
    return clipped("; ".join((*entry.aliases, *entry.weak_aliases)), TEXT_LENGTH)


def _before_and_after(change: FieldChange) -> tuple[Markup, Markup]:
    """Return what a field said and says, what differs marked; of several items only those gone and those new."""
    if len(change.before) == len(change.after) == 1 and change.field != "addresses":
        begins, gone, new, ends = map(_safe, set_apart(change.before[0], change.after[0]))
        return (
            Markup("{} <del>{}</del> {}").format(begins, gone, ends),
            Markup("{} <ins>{}</ins> {}").format(begins, new, ends),
        )
    return _items("del", change.before), _items("ins", change.after)


def _items(tag: str, texts: tuple[str, ...]) -> Markup:
    items = (Markup("<li><{0}>{1}</{0}></li>").format(Markup(tag), _safe(text)) for text in texts)  # noqa: S704 - ours
    return Markup('<ul class="plain">{}</ul>').format(Markup("").join(items)) if texts else Markup("")


def _safe(text: str) -> Markup:
    return escape(clipped(visible(text), TEXT_LENGTH))
