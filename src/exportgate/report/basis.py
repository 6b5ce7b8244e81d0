"""What the answers of a run rest on: the tool, the rules, the lists, the input and the day applied."""

from dataclasses import dataclass
from datetime import date

from exportgate.foundation.intervals import Interval
from exportgate.report.lists_used import ListUsed, list_notices

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FolderUsed:
    """One folder of rules: whose they are, which version, and the digest of every byte of its files."""

    namespace: str
    version: str
    title: str
    digest: str
    provisions: int
    files: int

    @property
    def notice(self) -> str:
        """What every output says of an added folder."""
        return (
            f"Own rules of {self.namespace} were applied: {self.title}, version {self.version}, digest {self.digest}."
        )


@dataclass(frozen=True, slots=True)
class RelaxedRule:
    """A relaxation that an added rule states: the rule, the provision or paragraph that it relaxes, and why."""

    by: str
    relaxes: str
    because: str

    @property
    def notice(self) -> str:
        """What every output says of a relaxation."""
        reason = self.because if self.because.endswith((".", "!", "?")) else f"{self.because}."
        return f"The own rule {self.by} relaxes {self.relaxes}: {reason}"


@dataclass(frozen=True, slots=True)
class VersionReview:
    """The day by which a version of a provision was to be compared with the law again."""

    provision: str
    during: Interval
    review_by: date


@dataclass(frozen=True, slots=True)
class RulesUsed:
    """The rule files that were read: `version` is that of the shipped rules, `digest` that of every byte of all files.

    `folders` are all of them, the shipped one first, where others were added to it; `relaxed` what those relax;
    `reviews` when each version is to be compared with the law again.
    """

    version: str
    digest: str
    provisions: int
    files: int
    folders: tuple[FolderUsed, ...] = ()
    relaxed: tuple[RelaxedRule, ...] = ()
    reviews: tuple[VersionReview, ...] = ()

    def stale_notices(self, day: date | None) -> tuple[str, ...]:
        """Return what must be said where a rule was applied to a day after the one by which it was to be reviewed."""
        due = [item for item in self.reviews if day is not None and day in item.during and item.review_by < day]
        if not due:
            return ()
        names = sorted(item.provision for item in due)
        shown = f"{', '.join(names[:NAMES_SHOWN])}{' and others' if len(names) > NAMES_SHOWN else ''}"
        first = min(item.review_by for item in due)
        late = f"were to be compared with the law again by {first} or soon after, and were not ({shown})"
        return (f"The law may have changed: {len(due)} of the rules that are applied to {day} {late}.",)

    @property
    def added(self) -> tuple[FolderUsed, ...]:
        """The folders that an organization added to the shipped one."""
        return self.folders[1:]

    @property
    def notices(self) -> tuple[str, ...]:
        """What every output says of rules that are none of the law."""
        return (*(folder.notice for folder in self.added), *(rule.notice for rule in self.relaxed))


@dataclass(frozen=True, slots=True)
class InputRead:
    """The shipment file: its name without its folder, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RunBasis:
    """What a run rests on; `on` is None where each line's own ship date was applied.

    `notices` are what every output says beside what the lists call for, `assumptions` what was taken for granted.
    """

    tool: str
    version: str
    rules: RulesUsed
    lists: tuple[ListUsed, ...]
    input: InputRead
    on: date | None
    notices: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def day_applied(self) -> str:
        """The day whose law was applied, in words."""
        return str(self.on) if self.on else "each line's own ship date"

    @property
    def all_notices(self) -> tuple[str, ...]:
        """The notices that the rules and the lists call for, then those of the run, each once."""
        return tuple(dict.fromkeys((*self.rules.notices, *list_notices(self.lists), *self.notices)))
