"""Fiscal years with their charts of accounts and last days to order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.models import District
from budgets.choices import SegmentRole, YearState
from budgets.domain.structure import fields
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.problems import Problems
from budgets.models import CutOff, FiscalYear

YEAR = {
    "year": fields.whole(1900, 2200),
    "starts_on": fields.day,
    "ends_on": fields.day,
    "state": fields.choice(YearState),
    "segments": fields.anything,
    "cut_offs": fields.anything,
}
SEGMENT = {
    "name": fields.code(40),
    "role": fields.choice(SegmentRole),
    "length": fields.optional(fields.whole(1, 40)),
    "names": fields.anything,
}
CUT_OFF = {"fund": fields.code(20, blank=True), "last_order_on": fields.day}
CODE, NAME = fields.code(40), fields.text(120)
MOST_SEGMENTS = 20


@dataclass(slots=True)
class Year:
    """A fiscal year as the file has it. None: the file does not say, and it stays."""

    found: Entry
    number: int
    starts_on: date
    ends_on: date
    segments: list[Entry] | None = None
    cut_offs: list[Entry] | None = None
    values: dict[str, Any] = field(default_factory=dict)


def read_years(document: Mapping[str, Any], district: District, problems: Problems) -> list[Year]:
    """The years of the file; what can be said of each year alone is reported."""
    if "fiscal_years" not in document:
        return []
    stored = {row.year: row for row in FiscalYear.objects.all()}
    years: dict[int, Year] = {}
    for found in fields.entries(document["fiscal_years"], "fiscal_years", YEAR, problems, always=("year",)):
        number = found.values.get("year")
        if number is None:
            continue
        if number in years:
            problems.error(found.path, f"fiscal year {number} is already in {years[number].found.path}")
            continue
        years[number] = _year(found, number, stored.get(number), district, problems)
    return list(years.values())


def _year(found: Entry, number: int, row: FiscalYear | None, district: District, problems: Problems) -> Year:
    given = found.values
    default_start = row.starts_on if row else district.fiscal_year_start(number)
    default_end = row.ends_on if row else district.fiscal_year_start(number + 1) - timedelta(days=1)
    year = Year(found, number, given.get("starts_on", default_start), given.get("ends_on", default_end))
    year.values = {"year": number, "starts_on": year.starts_on, "ends_on": year.ends_on}
    if "state" in given:
        year.values["state"] = given["state"]
    if "segments" in given:
        path = found.at("segments")
        year.segments = fields.entries(given["segments"], path, SEGMENT, problems, always=("name",))
        _check_segments(year, path, problems)
    if "cut_offs" in given:
        path = found.at("cut_offs")
        year.cut_offs = fields.entries(given["cut_offs"], path, CUT_OFF, problems, always=("last_order_on",))
    return year


def _check_segments(year: Year, path: str, problems: Problems) -> None:
    segments = year.segments or []
    if not 1 <= len(segments) <= MOST_SEGMENTS:
        problems.error(path, f"a chart has from 1 to {MOST_SEGMENTS} segments")
    _report_twice(segments, "name", "another segment has this name", problems)
    funds = [found for found in segments if found.values.get("role") == SegmentRole.FUND]
    for found in funds[1:]:
        problems.error(found.at("role"), f"{funds[0].path} is the fund already")
    for found in segments:
        length = found.values.get("length")
        if found.values.get("role") == SegmentRole.FUND and length is not None and length > 20:
            problems.error(found.at("length"), "a fund has at most 20 characters")
        if "names" in found.values:
            found.values["names"] = _names(found, length, problems)


def _names(found: Entry, length: int | None, problems: Problems) -> dict[str, str]:
    """What the values of a segment mean, by code."""
    given = found.values["names"]
    shape = dict.fromkeys(given, NAME) if isinstance(given, dict) else {}
    names = fields.entry(given, found.at("names"), shape, problems, always=())
    for code in shape:
        try:
            CODE(code)
        except fields.Wrong as wrong:
            problems.error(names.at(code), f"the code {wrong}")
        if length is not None and len(code) != length:
            problems.error(names.at(code), f"has {len(code)} characters; codes of this segment have {length}")
    return names.values


def check_years(years: list[Year], funds: set[str], problems: Problems) -> None:
    """What years say together with what the district has: dates, funds, lines that are there already."""
    stored = {row.year: row for row in FiscalYear.objects.all()}
    spans = {number: (row.starts_on, row.ends_on) for number, row in stored.items()}
    in_file = {year.number: (year.starts_on, year.ends_on) for year in years}
    spans |= in_file
    for year in years:
        # Of two years of the file the later one tells.
        others = {number: span for number, span in spans.items() if number < year.number or number not in in_file}
        _check_dates(year, others, problems)
        _check_cut_offs(year, stored.get(year.number), funds, problems)


def _check_dates(year: Year, others: Mapping[int, tuple[date, date]], problems: Problems) -> None:
    starts_on, ends_on = year.starts_on, year.ends_on
    if ends_on.year != year.number:
        problems.error(
            year.found.at("ends_on"), f"a year is named after the calendar year it ends in, not {ends_on.year}"
        )
    if starts_on >= ends_on:
        problems.error(year.found.at("starts_on"), f"{starts_on} is not before the last day {ends_on}")
    for other, (first, last) in sorted(others.items()):
        if starts_on <= last and first <= ends_on:
            problems.error(year.found.path, f"{starts_on} to {ends_on} overlaps fiscal year {other}, {first} to {last}")


def _check_cut_offs(year: Year, row: FiscalYear | None, funds: set[str], problems: Problems) -> None:
    given = year.cut_offs or []
    _report_twice(given, "fund", "this fund has a last day already", problems, missing="")
    for found in given:
        fund, last = found.values.get("fund", ""), found.values.get("last_order_on")
        if fund and fund not in funds:
            problems.error(found.at("fund"), f"there is no fund {fund!r}")
        if last is not None and not year.starts_on <= last <= year.ends_on:
            problems.error(found.at("last_order_on"), f"{last} is outside of {year.starts_on} to {year.ends_on}")
    if year.cut_offs is None and row is not None:
        outside = CutOff.objects.filter(fiscal_year=row).exclude(last_order_on__range=(year.starts_on, year.ends_on))
        for cut_off in outside:
            problems.error(
                year.found.path, f"the last day to order {cut_off.last_order_on} would be outside of the year"
            )


def _report_twice(
    found: Iterable[Entry], name: str, reason: str, problems: Problems, missing: str | None = None
) -> None:
    seen = set()
    for each in found:
        value = each.values.get(name, missing)
        if value in seen:
            problems.error(each.at(name), reason)
        elif value is not None:
            seen.add(value)
