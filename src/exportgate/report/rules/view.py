"""A provision as it stands on a day, with what bears on it from elsewhere: paragraphs that override it, and groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from exportgate.provisions.model import Kind, Operator, Paragraph, Provision, Stay, Version
from exportgate.provisions.naming import Meant
from exportgate.provisions.ruleset import RuleSet

CountryName = Callable[[str], str]
CONFIDENCE = {"P": "primary text read", "S": "secondary source", "I": "inferred", "M": "from memory"}


@dataclass(frozen=True)
class RuleView:
    """What `rules show` shows; `country` gives a country's name for its code, or the code itself."""

    rules: RuleSet
    meant: Meant
    day: date
    country: CountryName

    @property
    def provision(self) -> Provision:
        """The provision shown."""
        return self.meant.provision

    @cached_property
    def version(self) -> Version | None:
        """The version in force, None where there is none."""
        return self.provision.on(self.day)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs shown: all of the version, or the one that was asked for."""
        held = () if self.version is None else self.version.paragraphs
        return tuple(item for item in held if self.meant.paragraph in ("", item.id))

    @property
    def stay(self) -> Stay | None:
        """The stay that suspends the version on the day."""
        stays = () if self.version is None else self.version.stays
        return next((stay for stay in stays if self.day in stay), None)

    @cached_property
    def in_force(self) -> dict[str, tuple[Provision, Paragraph]]:
        """Every paragraph in force on the day, by its full id."""
        held: dict[str, tuple[Provision, Paragraph]] = {}
        for name in sorted(self.rules.provisions):
            provision = self.rules.provisions[name]
            version = provision.on(self.day)
            for paragraph in () if version is None else version.paragraphs:
                held[f"{name}#{paragraph.id}"] = (provision, paragraph)
        return held

    def overridden_by(self, paragraph: Paragraph) -> tuple[str, ...]:
        """Return the paragraphs in force that override a paragraph, those of the provision itself first."""
        target = f"{self.provision.id}#{paragraph.id}"
        found = [name for name, (_, held) in self.in_force.items() if target in held.overrides]
        own = f"{self.provision.id}#"
        return tuple(sorted(found, key=lambda name: (not name.startswith(own), name)))

    def references(self, targets: Sequence[str]) -> str:
        """Return paragraphs as a person needs them: this provision's bare, others behind their provision's title."""
        held: dict[str, list[str]] = {}
        for target in targets:
            owner, _, name = target.partition("#")
            held.setdefault(owner, []).append(name if target in self.in_force else f"{name} (not in force on this day)")
        own = held.pop(self.provision.id, [])
        parts = [", ".join(own)] if own else []
        parts += [f"{owner} ({self.rules.provisions[owner].title}): {', '.join(held[owner])}" for owner in held]
        return "; ".join(parts)

    def groups(self) -> tuple[Provision, ...]:
        """Return the groups that the paragraphs shown name, by id."""
        leaves = (leaf for paragraph in self.paragraphs for leaf in paragraph.leaves())
        names = sorted({leaf.operand for leaf in leaves if leaf.operator is Operator.IN})
        found = (self.rules.provisions.get(name) for name in names)
        return tuple(group for group in found if group is not None and group.kind is Kind.GROUP)

    def named(self, code: str) -> str:
        """Return a code with the country's name behind it, where it is a country's."""
        name = self.country(code)
        return code if name == code else f"{code} {name}"
