"""Account lines: found or added, and placed by the district's rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from budgets.choices import AccountType, ImportState
from budgets.domain.classify import classify
from budgets.models import FiscalYear, Line


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as a file names it. `segments` in the order of the year's chart; their join is the canonical code."""

    segments: tuple[str, ...]
    name: str = ""
    raw_code: str = ""
    account_type: AccountType = AccountType.EXPENDITURE

    @property
    def code(self) -> str:
        """The canonical code: segments, trimmed, joined by a hyphen."""
        return canonical(self.segments)


def canonical(segments: Iterable[str]) -> str:
    """Segments trimmed of blanks and joined by a hyphen. Text stays text: no zero is added or lost."""
    return "-".join(segment.strip() for segment in segments)


def ensure_lines(*, fiscal_year: FiscalYear, lines: Iterable[NewLine]) -> dict[str, int]:
    """Line ids of the year by canonical code; lines that are not there yet are added and placed by the rules.

    One that only withdrawn loads knew is a line of the year again.
    """
    wanted = {line.code: line for line in lines}
    named = Line.objects.filter(fiscal_year=fiscal_year, code__in=wanted)
    named.filter(brought_by__state=ImportState.WITHDRAWN).update(brought_by=None)
    known = dict(named.values_list("code", "pk"))
    missing = [line for code, line in sorted(wanted.items()) if code not in known]
    if missing:
        added = Line.objects.bulk_create([_line(fiscal_year, line) for line in missing], batch_size=2000)
        known |= {line.code: line.pk for line in added}
        classify(fiscal_year=fiscal_year, lines=[line.pk for line in added])
    return known


def _line(fiscal_year: FiscalYear, line: NewLine) -> Line:
    return Line(
        fiscal_year=fiscal_year,
        code=line.code,
        raw_code=line.raw_code,
        segments=[segment.strip() for segment in line.segments],
        name=line.name,
        account_type=line.account_type,
    )
