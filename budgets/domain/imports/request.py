"""What is to be loaded, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import District, User
from balance.sheets import Kept
from budgets.domain.profiles import Problems, Profile


@dataclass(frozen=True, slots=True)
class Request:
    """Files, a profile, and what a person says about them. See `import_files`."""

    district: District
    by: User | None
    profile: Profile
    files: tuple[Kept, ...]
    year: int | None = None
    tie_out: Mapping[str, Decimal] = field(default_factory=dict)
    dry_run: bool = False
    as_of: date | None = None
    accept_hold: bool = False
    repeats: str = ""
    report: str = ""
    published_at: datetime | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What decides the result beside files and profile: kept with the load, and compared when its bytes return."""
        return {
            "year": self.year,
            "as_of": self.as_of and self.as_of.isoformat(),
            "repeats": self.repeats,
            "keeps_pay_details": self.district.keeps_pay_details,
        }

    @property
    def hashes(self) -> list[str]:
        return [kept.sha256 for kept in self.files]


@dataclass(slots=True)
class Outcome:
    """What a load did, or would have done, or why it did nothing.

    `posted`, `unchanged` and `superseded` count transactions, `reported` the figures of a balance report,
    `without_amount` the rows that move nothing. `compared_with` is the load from whose file only the difference was
    read; None where the files were read whole. `totals` are dollars by measure. `held` are the reasons that
    `accept_hold` lifts; they are among the problems too. `batch` is the load's id, `was_sent`: it was all done but for
    the commit. `broke_off`: by the database, and `is_unsure`: nobody knows whether the load was published before that.
    """

    feed: str
    dry_run: bool
    number: int | None = None
    batch: int | None = None
    fiscal_year: int | None = None
    same_bytes: bool = False
    compared_with: int | None = None
    rows_read: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    without_amount: int = 0
    posted: int = 0
    unchanged: int = 0
    superseded: int = 0
    reported: int = 0
    totals: dict[str, Decimal] = field(default_factory=dict)
    lines: int = 0
    unmapped_lines: int = 0
    posted_through: date | None = None
    warnings: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    was_sent: bool = False
    broke_off: bool = False
    is_unsure: bool = False
    seconds: float = 0

    @property
    def refused(self) -> bool:
        return bool(self.problems)

    def hold(self, reason: str, *, accepted: bool) -> None:
        """A doubt that a person may set aside: a warning then, else a refusal."""
        if accepted:
            self.warnings.append(f"accepted: {reason}")
        else:
            self.held.append(reason)
            self.problems.add(reason)

    def become(self, other: "Outcome") -> None:
        """Says what the other one says."""
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))

    def nothing_was_done(self) -> None:
        """After a refusal nothing is posted, whatever had been counted on the way to it."""
        self.number = None
        self.posted = self.unchanged = self.superseded = self.reported = 0


class Refused(Exception):
    """Ends a load that has problems; its transaction is rolled back."""
