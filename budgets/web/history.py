"""This year beside the closed years of a unit, and the pace chart."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString

from balance.charts import pace_chart, percent_of
from balance.money import ZERO
from budgets.choices import UnitKind
from budgets.queries.access import unit_access
from budgets.queries.history import Group, History, Row, history_of, months_of
from budgets.queries.pace import Window
from budgets.queries.pace_curve import Curve, curve_of
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import outlook_of
from budgets.queries.years import Year
from budgets.web.desk import LAST_YEARS
from budgets.web.history_table import history_table
from budgets.web.links import entries_url, unit_url, unit_word
from budgets.web.needs import Here
from budgets.web.pages import BudgetView

COUNT_WORDS = {1: "last year", 2: "the last two years", 3: "the last three years"}


class HistoryView(BudgetView):
    """One site or department over up to three closed years."""

    kind = UnitKind.SITE

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        access = unit_access(self.membership, self.kind, code, self.today)
        if access is None:
            raise Http404
        if not access.may_see:
            return self.not_yours(access.unit.name, access.owners)
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        page = unit_page(access.unit, year, self.district, self.today)
        history = history_of(access.unit, year, self.district, self.today)
        if self.wanted:
            return self.take(history_table(history, self.years, access.unit, self.district, page.fresh))
        outlook = outlook_of(page)
        curve = curve_of(history, months_of(access.unit, year, self.district), year, outlook)
        here = Here(self.district, access.unit, self.query_of(year), self.today)
        context = _tables(history, self.years, here) | _chart(curve, page.window, year)
        context |= {
            "unit": access.unit,
            "unit_url": unit_url(self.district, access.unit) + here.query,
            "fresh": page.fresh,
            "history": history,
            "outlook": outlook,
            "beyond": -outlook.unused if outlook else None,
            "like_years": LAST_YEARS.get(outlook.years, "") if outlook else "",
        }
        return self.budget_page("budgets/history.html", year, context)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with the address of the entries that make it."""

    value: Decimal
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A line, a purpose or all of it, with a cell for each column."""

    name: str
    code: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HistoryGroup:
    total: HistoryRow
    lines: tuple[HistoryRow, ...]


def _tables(history: History, years: list[Year], here: Here) -> dict[str, Any]:
    labels = {year.number: year for year in years}
    now, *before = (labels[number] for number in history.years)

    def cells(row: Row, **words: str) -> tuple[Cell, ...]:
        url = entries_url(here.district, {"unit": unit_word(here.unit), **words, "measure": "expended"})
        found = [_cell(row.of(now.number).in_full, now, "so far" if now.is_open else "in all", url)]
        for year in before:
            day = min(year.row.starts_on + (history.on - now.row.starts_on), year.row.ends_on)
            spent = row.of(year.number)
            found.append(_cell(spent.by_date, year, "by this date", f"{url}&to={day.isoformat()}"))
            found.append(_cell(spent.in_full, year, "in all", url))
        return tuple(found)

    def group(each: Group, word: str, **words: str) -> HistoryGroup:
        own = words | {word: each.total.code or "none"}
        lines = (HistoryRow(row.name, row.code, here.line(row.code), cells(row, line=row.code)) for row in each.lines)
        return HistoryGroup(HistoryRow(each.total.name, "", "", cells(each.total, **own)), tuple(lines))

    return {
        "columns": [(now.label, ("so far" if now.is_open else "in all",))]
        + [(year.label, ("by this date", "in all")) for year in before],
        "closed_years": before,
        "groups": [group(each, "purpose", decide="1") for each in history.groups],
        "all_of_it": HistoryRow("All that can be decided on", "", "", cells(history.decide, decide="1")),
        "set_aside": [
            group(each, "source" if each.is_source else "purpose", **({} if each.is_source else {"decide": "pay"}))
            for each in history.set_aside
        ],
    }


def _cell(value: Decimal, year: Year, what: str, url: str) -> Cell:
    return Cell(value, f"{url}&fy={year.number}", f"{year.label} {what}")


def _chart(curve: Curve | None, window: Window, year: Year) -> dict[str, Any]:
    if curve is None:
        return {"chart": "", "curve": None}
    last_order = None
    if year.is_open and window.last_order_on < window.ends_on:
        gone = window.seen_on(window.last_order_on).share_of_year
        last_order = gone, f"{window.last_order_on:%b} {window.last_order_on.day}: last day to order"
    chart: SafeString = pace_chart(
        now=curve.now, past=curve.past, forecast=curve.forecast, label=_finding(curve, year),
        months=_months(curve, year), last_order=last_order,
    )  # fmt: skip
    return {"chart": chart, "curve": curve, "past_words": COUNT_WORDS.get(curve.past_years, "")}


def _finding(curve: Curve, year: Year) -> str:
    """What the drawing shows, in a sentence that is read aloud."""
    day = f"{curve.on:%B} {curve.on.day}"
    words = f"Line chart. By {day} {percent_of(curve.now[-1][1])} of the money to decide on was spent"
    if curve.past_years and curve.past_on is not None:
        then, end = percent_of(curve.past_on), percent_of(curve.past[-1][1])
        years = COUNT_WORDS[curve.past_years]
        words += (
            f"; {years if curve.past_years == 1 else 'in ' + years} it was {then} on the same day and {end} at the end"
        )
    if curve.forecast:
        end_on = f"{year.row.ends_on:%B} {year.row.ends_on.day}"
        words += f". The forecast ends at {percent_of(curve.forecast[-1][1])} on {end_on}"
    return f"{words}."


def _months(curve: Curve, year: Year) -> list[tuple[Decimal, str]]:
    """The first month, every third one where it begins, and the last day."""
    found = [(ZERO, f"{year.row.starts_on:%b}")]
    for (_, gone), (day, _) in zip(curve.months[2:-3:3], curve.months[3::3], strict=False):
        found.append((gone, f"{day:%b}"))
    return [*found[:3], (Decimal(1), f"{year.row.ends_on:%b} {year.row.ends_on.day}")]
