"""Writing fiscal years: their charts of accounts, the names of codes, and last days to order."""

from collections import Counter

from django.db.models import F
from django.db.models.functions import Length

from budgets.choices import SegmentRole
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.outcome import Outcome, put
from budgets.domain.structure.problems import Problems
from budgets.domain.structure.years import Year
from budgets.models import CodeName, CutOff, FiscalYear, Line, Segment
from budgets.queries.imports import standing

# Moves places out of the way: no chart has so many segments.
ASIDE = 1000


def check_lines(years: list[Year], problems: Problems) -> None:
    """A chart must describe the lines that are there: as many segments, and their lengths."""
    for year in years:
        lines = Line.objects.filter(standing(), fiscal_year__year=year.number)
        if year.segments is None:
            continue
        counts = Counter(lines.values_list("segments__len", flat=True))
        for count, number in sorted(counts.items(), key=str):
            if count != len(year.segments):
                problems.error(
                    year.found.at("segments"),
                    f"{len(year.segments)} segments, but {number} lines of this year have {count or 0}",
                )
        for place, segment in enumerate(year.segments):
            length = segment.values.get("length")
            if length is None:
                continue
            column = f"segments__{place}"
            other = lines.annotate(found=Length(F(column))).exclude(found=length).values_list(column, flat=True)
            if other:
                problems.error(
                    segment.at("length"),
                    f"{length}, but {len(other)} lines of this year have another length here, such as {other[0]!r}",
                )


def write_years(years: list[Year]) -> dict[str, Outcome]:
    """Creates and changes the years, and what hangs on each of them as far as the file says it."""
    stored = {row.year: row for row in FiscalYear.objects.all()}
    rows = {year.number: stored.get(year.number) or FiscalYear() for year in years}
    outcomes = {
        "fiscal_years": put(((str(year.number), rows[year.number], year.values) for year in years), FiscalYear),
        "segments": Outcome(),
        "code_names": Outcome(),
        "cut_offs": Outcome(),
    }
    for year in years:
        row = rows[year.number]
        if year.segments is not None:
            _write_segments(row, year.segments, outcomes["segments"])
            _write_names(row, year.segments, outcomes["code_names"])
        if year.cut_offs is not None:
            _write_cut_offs(row, year.cut_offs, outcomes["cut_offs"])
    return outcomes


def _write_segments(year: FiscalYear, wanted: list[Entry], outcome: Outcome) -> None:
    """The whole chart, in the order of the file; a segment is known by its name."""
    stored = {row.name: row for row in Segment.objects.filter(fiscal_year=year)}
    names = [found.values["name"] for found in wanted]
    gone = [row for name, row in stored.items() if name not in names]
    CodeName.objects.filter(segment__in=gone).delete()
    Segment.objects.filter(pk__in=[row.pk for row in gone]).delete()
    outcome.removed += [f"{year.year} {row.name}" for row in gone]
    kept = [name for name in stored if name in names]
    if any(stored[name].position != names.index(name) + 1 for name in kept):
        # Two segments cannot hold one place, also not while they change places.
        Segment.objects.filter(fiscal_year=year).update(position=F("position") + ASIDE)
        for row in stored.values():
            row.position += ASIDE
    rows = []
    for position, found in enumerate(wanted, 1):
        name = found.values["name"]
        values = {"role": SegmentRole.LOCAL, "length": None} | found.values | {"position": position}
        values.pop("names", None)
        rows.append((f"{year.year} {name}", stored.get(name) or Segment(fiscal_year=year), values))
    _add(outcome, put(rows, Segment))


def _write_names(year: FiscalYear, wanted: list[Entry], outcome: Outcome) -> None:
    """Names of codes that the file has; others are left, for a file may know only what is new."""
    segments = {row.name: row for row in Segment.objects.filter(fiscal_year=year)}
    stored = {(row.segment_id, row.code): row for row in CodeName.objects.filter(segment__in=segments.values())}
    rows = []
    for found in wanted:
        segment = segments[found.values["name"]]
        for code, name in found.values.get("names", {}).items():
            row = stored.get((segment.pk, code)) or CodeName(segment=segment, code=code)
            rows.append((f"{year.year} {segment.name} {code}", row, {"name": name}))
    _add(outcome, put(rows, CodeName))


def _write_cut_offs(year: FiscalYear, wanted: list[Entry], outcome: Outcome) -> None:
    """All last days to order of the year."""
    stored = {row.fund_code: row for row in CutOff.objects.filter(fiscal_year=year)}
    days = {found.values.get("fund", ""): found.values["last_order_on"] for found in wanted}
    gone = [row for fund, row in stored.items() if fund not in days]
    CutOff.objects.filter(pk__in=[row.pk for row in gone]).delete()
    outcome.removed += [f"{year.year} {row.fund_code or 'all funds'}" for row in gone]
    rows = []
    for fund, last in days.items():
        row = stored.get(fund) or CutOff(fiscal_year=year, fund_code=fund)
        rows.append((f"{year.year} {fund or 'all funds'}", row, {"last_order_on": last}))
    _add(outcome, put(rows, CutOff))


def _add(outcome: Outcome, more: Outcome) -> None:
    outcome.created += more.created
    outcome.changed |= more.changed
    outcome.removed += more.removed
    outcome.unchanged += more.unchanged
