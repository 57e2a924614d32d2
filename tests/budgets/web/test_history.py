"""The page of past years: every figure opens to the entries that make it; the chart has its table."""

import pytest

from budgets.models import FiscalYear
from tests.budgets.web.posting import post_row

PATH, SUPPLIES = "sites/214/history/", "010-0000-4310-214"


@pytest.fixture
def past(ours):
    post_row(ours, SUPPLIES, "budget", "original", 2000, year=2026, posted_on="2025-07-01")
    post_row(ours, SUPPLIES, "expenditure", "payment", 400, year=2026, posted_on="2025-11-01")
    post_row(ours, SUPPLIES, "expenditure", "payment", 600, year=2026, posted_on="2026-05-01")
    return ours


def row(page, name):
    [found] = [row for row in page.main.all("tr") if row.all("th") and row.all("th")[0].text.startswith(name)]
    return [(cell.one("data").attrs["value"], cell.one("a").attrs["href"]) for cell in found.all("td")]


def test_line_stands_beside_the_same_day_and_the_whole_of_last_year(ask, past):
    page = ask("principal", PATH)
    find = "/d/juniper/find/?unit=site-214"
    words = f"line={SUPPLIES}&measure=expended"
    [found] = [line for line in page.main.all("tr") if SUPPLIES in line.text]
    cells = [(cell.one("data").attrs["value"], cell.one("a").attrs["href"]) for cell in found.all("td")]
    assert cells == [
        ("1200.00", f"{find}&{words}&fy=2027"),
        ("400.00", f"{find}&{words}&to=2025-11-18&fy=2026"),
        ("1000.00", f"{find}&{words}&fy=2026"),
    ]
    assert [value for value, _ in row(page, "All that can be decided on")] == ["2258.90", "400.00", "1000.00"]
    assert [value for value, _ in row(page, "Title I")] == ["0.00", "0.00", "0.00"]


def test_figures_of_a_purpose_and_of_all_open_with_what_makes_them(ask, past):
    page = ask("principal", PATH)
    [_, _, (_, whole)] = row(page, "All that can be decided on")
    assert whole == "/d/juniper/find/?unit=site-214&decide=1&measure=expended&fy=2026"
    [_, (_, by_date), _] = row(page, "Books and supplies")
    to = "measure=expended&to=2025-11-18&fy=2026"
    assert by_date == f"/d/juniper/find/?unit=site-214&purpose=books&decide=1&{to}"
    assert row(page, "Title I")[0][1] == "/d/juniper/find/?unit=site-214&source=3010&measure=expended&fy=2027"


def test_chart_tells_its_finding_and_has_its_table(ask, past):
    page = ask("principal", PATH)
    [chart] = page.main.all("svg", "plot")
    assert chart.attrs["aria-label"] == (
        "Line chart. By November 18 18% of the money to decide on was spent; last year it was 20% on the same day"
        " and 50% at the end. The forecast ends at 41% on June 30."
    )
    table = page.main.one("figure").one("table")
    rows = [[cell.text for cell in (*line.all("th"), *line.all("td"))] for line in table.one("tbody").all("tr")]
    assert rows[4] == ["Nov 2026", "18% so far, 18% expected", "20%"]
    assert rows[-1][0] == "Jun 2027"


def test_without_a_closed_year_there_is_nothing_beside_it(ask, ours):
    FiscalYear.objects.filter(year=2026).update(state="settling")
    page = ask("principal", PATH)
    assert "No year is closed yet, so there is nothing to compare with." in page.main.text
    assert len(row(page, "All that can be decided on")) == 1


def test_without_a_budget_no_share_of_it_is_drawn(ask, past):
    post_row(past, SUPPLIES, "budget", "transfer", -12500)
    page = ask("principal", PATH)
    assert page.main.all("svg", "plot") == []
    assert "so there is no share of it to draw" in page.main.text


def test_past_year_is_shown_as_it_was(ask, past):
    page = ask("principal", PATH, fy="2026")
    assert page.status == 200
    assert "How the year went" in page.main.text
    assert [value for value, _ in row(page, "All that can be decided on")] == ["1000.00"]


def test_page_of_a_unit_without_figures_opens(ask, ours):
    assert ask("officer", "departments/ATH/history/", fy="2026").status == 200
