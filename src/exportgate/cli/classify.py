"""`exportgate classify`: one part, or facts given by hand, under the law of a day."""

import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exportgate.cli.options import OnOption, RulesOption, country_of, day_of, today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportgate.engine.values import Value
    from exportgate.parties.countries import Countries
    from exportgate.provisions.vocabulary import Fact, Vocabulary
    from exportgate.report.basis import RulesUsed
    from exportgate.screening.shipments import Route
    from exportgate.screening.single import Question, WorkedOut


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


class EventChoice(StrEnum):
    """What happens to the item."""

    EXPORT = "export"
    REEXPORT = "reexport"
    IN_COUNTRY_TRANSFER = "in_country_transfer"


def classify(
    part: Annotated[str, typer.Argument(help="Part number as the maker writes it.", show_default=False)] = "",
    *,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="A fact given by hand; may be repeated.")
    ] = None,
    eccn: Annotated[str, typer.Option("--eccn", help="Declared ECCN.")] = "",
    to: Annotated[str | None, typer.Option("--to", metavar="COUNTRY", help="Country of ultimate destination.")] = None,
    from_: Annotated[str, typer.Option("--from", metavar="COUNTRY", help="Country shipped from.")] = "US",
    event: Annotated[EventChoice, typer.Option("--event", help="What happens to the item.")] = EventChoice.EXPORT,
    parent: Annotated[
        str | None, typer.Option("--parent", metavar="COUNTRY", help="Headquarters of the buyer's ultimate parent.")
    ] = None,
    on: OnOption = None,
    rules: RulesOption = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the reasons as a tree, and which changes would alter the answer.")
    ] = False,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="Show the answer over time, from the first rule to today.")
    ] = False,
) -> None:
    """Say what a part is, what a destination and a parent mean for it, and what is still unknown."""
    from exportgate.foundation.errors import UsageError
    from exportgate.report.rules_used import rules_used
    from exportgate.runs.workbench import open_catalog, open_countries, open_law
    from exportgate.screening.items import ItemQuery
    from exportgate.screening.single import Question, work_out_item

    if not part and not fact and not eccn:
        raise UsageError(
            "name a part, or give facts with --fact, such as --fact tpp=4800; see 'exportgate classify --help'"
        )
    _refuse_beside_timeline(on, timeline=timeline, explain=explain)
    day = day_of(on) or today()
    law, countries = open_law(tuple(rules or ()), today(), Path.cwd()), open_countries()
    query = ItemQuery(part=part, eccn=_eccn(eccn), facts=_facts(fact or (), law.rules.vocabulary, countries))
    destination, home = country_of(to, "--to", countries), country_of(parent, "--parent", countries)
    origin = country_of(from_, "--from", countries)
    route = _route(event, origin, destination, home, countries)
    asked = Question(query, route, day, law, open_catalog())
    used = rules_used(law.rules)
    if timeline:
        sys.stdout.write(_timeline_answer(asked, used, format_, destination=destination, parent=home))
        return
    worked = work_out_item(asked)
    answered = partial(_json_answer if format_ is Format.JSON else _text_answer, worked, asked, used, explain=explain)
    sys.stdout.write(answered(destination=destination, parent=home))


def _refuse_beside_timeline(on: str | None, *, timeline: bool, explain: bool) -> None:
    from exportgate.foundation.errors import UsageError

    if timeline and on is not None:
        raise UsageError(
            "--timeline shows every day up to today, so it cannot stand beside --on; leave one of them out"
        )
    if timeline and explain:
        raise UsageError("--explain shows one day's reasons; name that day with --on in place of --timeline")


def _timeline_answer(
    asked: "Question", used: "RulesUsed", format_: Format, *, destination: str | None, parent: str | None
) -> str:
    from exportgate.report.timeline import TimelineOf, timeline_json, timeline_text
    from exportgate.screening.timeline import timelines

    (answers,) = timelines([(asked.query, asked.route)], asked.law, asked.catalog, asked.day)
    of = TimelineOf(asked.query.part, destination, parent, str(asked.route.event), asked.day)
    if format_ is Format.JSON:
        return timeline_json(answers, of, used)
    return timeline_text(answers, of, used, asked.law.rules.provisions)


def _json_answer(
    worked: "WorkedOut",
    asked: "Question",
    used: "RulesUsed",
    *,
    destination: str | None,
    parent: str | None,
    explain: bool,
) -> str:
    from exportgate.report.item_answer import answer_json

    more = _explanation_object(worked, asked) if explain else {}
    event = str(asked.route.event)
    return answer_json(
        worked.decision, on=asked.day, destination=destination, parent=parent, event=event, rules=used, more=more
    )


def _text_answer(
    worked: "WorkedOut",
    asked: "Question",
    used: "RulesUsed",
    *,
    destination: str | None,
    parent: str | None,
    explain: bool,
) -> str:
    from exportgate.report.item_answer import answer_text

    vocabulary = asked.law.rules.vocabulary
    text = answer_text(worked.decision, vocabulary, on=asked.day, destination=destination, parent=parent, rules=used)
    return text + (_explanation_text(worked, asked) if explain else "")


def _explanation_object(worked: "WorkedOut", asked: "Question") -> "dict[str, Any]":
    from exportgate.report.explanation.json_text import explanation_object
    from exportgate.screening.explained import explain

    return {"explanation": explanation_object(explain(worked, asked))}


def _explanation_text(worked: "WorkedOut", asked: "Question") -> str:
    """Signs that standard output cannot encode are replaced by plain ones."""
    from exportgate.report.explanation.text import explanation_text
    from exportgate.report.explanation.trace_lines import FULL, PLAIN
    from exportgate.screening.explained import explain

    found = explain(worked, asked)
    text = explanation_text(found, FULL)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return explanation_text(found, PLAIN)
    return text


def _eccn(text: str) -> str:
    from exportgate.foundation.errors import UsageError
    from exportgate.runs.line_values import Unreadable, read_eccn

    try:
        return read_eccn(text) or ""
    except Unreadable as error:
        raise UsageError(f"--eccn: {error}") from None


def _facts(
    written: "Sequence[str]", vocabulary: "Vocabulary", countries: "Countries"
) -> "tuple[tuple[str, Value], ...]":
    from exportgate.engine.typed import expected, parse_value
    from exportgate.foundation.errors import UsageError
    from exportgate.provisions.reading import suggestion

    facts: dict[str, Value] = {}
    for text in written:
        name, equals, value = text.partition("=")
        if name in vocabulary.facts and name not in vocabulary.given:
            raise UsageError(f"--fact: '{name}' is worked out; use --eccn, --to, --from, --event or --parent")
        if not equals and name in vocabulary.facts:
            fact = vocabulary.fact(name)
            raise UsageError(f"--fact: '{name}' has no value; write {name}=VALUE, where VALUE is {expected(fact)}")
        if name not in vocabulary.facts:
            raise UsageError(f"--fact: '{name}' is no fact; {suggestion(name, vocabulary.given)}")
        parsed = parse_value(vocabulary.fact(name), value)
        if parsed is None:
            raise UsageError(f"--fact: '{value}' is no value of {name}; write {expected(vocabulary.fact(name))}")
        facts[name] = _place(parsed, vocabulary.fact(name), countries)
    return tuple(sorted(facts.items()))


def _place(value: "Value", fact: "Fact", countries: "Countries") -> "Value":
    """Return a fact's country as the country whose treatment it shares (HK counts as CN), any other value as it is."""
    from exportgate.engine.values import Code
    from exportgate.provisions.code_tables import CodeSource

    if fact.source is not CodeSource.COUNTRIES or not isinstance(value, Code) or not value.text:
        return value
    code = country_of(value.text, f"--fact {fact.name}", countries)
    return Code(None if code is None else countries.territory(code))


def _route(
    event: EventChoice, origin: str | None, destination: str | None, parent: str | None, countries: "Countries"
) -> "Route":
    """The buyer is taken to sit at the destination; only a parent given settles where its parent sits."""
    from exportgate.engine.values import codes
    from exportgate.screening.shipments import Route

    place, home = (None if code is None else countries.territory(code) for code in (destination, parent))
    return Route(
        event=str(event),
        export_country=None if origin is None else countries.territory(origin),
        destination=place,
        headquarters=codes(filter(None, (place, home)), complete=parent is not None and destination is not None),
        end_user_country=place,
        end_user_parent=home,
    )
