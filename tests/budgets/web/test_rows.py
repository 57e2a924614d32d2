"""The rows of which a page has many: what is red, what is quiet, what is said beside a purpose."""

import pytest

from budgets.models import Line, Purpose
from tests.budgets.web.posting import post_row

SITE, BOOKS, SUPPLIES, TRIPS = "sites/214/", "010-0000-4200-214", "010-0000-4310-214", "010-0000-5800-214"


def left_of(page, code):
    """The cell with what is left of a line: its text and how it is marked."""
    [row] = [row for row in page.main.all("tr", "lrow") if row.one("span", "code").text == code]
    cell = next(cell for cell in row.all("td") if cell.all("data", data_measure="left"))
    return cell.text, cell.attrs["class"].split()[1:]


def summaries(page):
    """By purpose: what stands beside its name, without the lines."""
    return {
        group.one("summary").one("span", "group__name").text: group.one("summary")
        for group in page.main.all("details", "group")
    }


@pytest.mark.parametrize(
    ("spent", "marks"),
    [("0.01", ["below"]), ("8257.50", ["below"]), ("8257.51", ["neg"])],
)
def test_negative_line_of_a_pool_is_red_only_when_the_pool_is_over(ask, ours, spent, marks):
    post_row(ours, SUPPLIES, "expenditure", "payment", spent)
    assert left_of(ask("principal", SITE), BOOKS) == ("−$243", marks)


def test_line_that_is_over_on_its_own_is_red(ask, ours):
    post_row(ours, TRIPS, "expenditure", "payment", "1700")
    assert left_of(ask("principal", SITE), TRIPS) == ("−$16", ["neg"])


def test_line_without_a_budget_is_not_red(ask, ours):
    Line.objects.filter(code="010-0000-4310-999").update(site=ours.units["214"])
    assert left_of(ask("principal", SITE), "010-0000-4310-999") == ("−$78", ["below"])


def test_line_with_money_left_is_plain(ask):
    assert left_of(ask("principal", SITE), TRIPS) == ("$1,684", [])


def test_purpose_that_is_one_pool_says_that_it_is_judged_as_a_whole(ask):
    found = summaries(ask("principal", SITE))["Books and supplies JUNIPERMARK"]
    assert found.one("small", "group__why").text == (
        "Materials pool, judged as a whole. 21% is used; 46% of the time to order has gone. No history yet."
    )
    assert [figure.text for figure in found.all("span", "num")] == [
        "budgeted $10,500",
        "spent $1,943",
        "promised $300",
        "left $8,258",
    ]


def test_purpose_of_one_line_leaves_the_reason_to_the_line(ask):
    page = ask("principal", SITE)
    assert summaries(page)["Trips JUNIPERMARK"].all("small") == []
    [row] = [row for row in page.main.all("tr", "lrow") if row.one("span", "code").text == TRIPS]
    assert row.one("span", "why").text == (
        "At Athletics JUNIPERMARK. 16% is used; 46% of the time to order has gone. No history yet"
    )


def test_purpose_of_several_controls_names_the_one_that_asks(ask, ours):
    Line.objects.filter(code=BOOKS).update(pool=None)
    page = ask("principal", SITE)
    found = summaries(page)["Books and supplies JUNIPERMARK"]
    assert found.one("small", "group__why").text == "Line JUNIPERMARK: Spent $743 and promised $0 from $500."
    assert found.one("span", "badge").text == "Over by $243"


def test_requests_are_said_at_the_line(ask, ours):
    post_row(ours, SUPPLIES, "request", "open", 1240)
    [row] = [row for row in ask("principal", SITE).main.all("tr", "lrow") if SUPPLIES in row.text]
    assert row.one("span", "why").text == "$1,240 requested, not yet ordered"


@pytest.mark.parametrize(("lines", "all_open"), [(9, True), (10, False)])
def test_of_more_than_twelve_lines_the_first_purpose_is_open_and_those_that_ask(ask, ours, lines, all_open):
    Line.objects.filter(code=BOOKS).update(pool=None)
    purpose = Purpose.objects.create(code="quiet", name="Quiet")
    for number in range(lines):
        code = f"010-{number}"
        line = Line.objects.create(fiscal_year=ours.years[2027], code=code, segments=[code], site=ours.units["214"])
        if number == 0:
            Line.objects.filter(pk=line.pk).update(purpose=purpose)
        post_row(ours, code, "budget", "original", 1)
        post_row(ours, code, "expenditure", "payment", "0.40")
    page = ask("principal", SITE)
    names = {
        group.one("span", "group__name").text: "open" in group.attrs for group in page.main.all("details", "group")
    }
    assert names == {
        "Quiet": True,  # the first
        "Books and supplies JUNIPERMARK": True,  # over
        "Trips JUNIPERMARK": True,  # behind
        "Not sorted yet": all_open,
        "Title I": True,  # behind
    }


def test_every_row_is_a_row_of_a_table_to_a_screen_reader(ask):
    page = ask("principal", SITE)
    for table in page.main.all("table", "lines"):
        assert table.attrs["aria-label"]
        assert [cell.attrs["role"] for cell in table.one("thead").all("th")] == ["columnheader"] * 7
        for row in table.one("tbody").all("tr"):
            cells = [cell for cell in row.inside if getattr(cell, "tag", "") in ("td", "th")]
            assert [cell.attrs["role"] for cell in cells] == ["rowheader"] + ["cell"] * 6


def test_lines_without_a_name_are_called_by_their_code(ask, ours):
    Line.objects.filter(code=TRIPS).update(name="")
    assert (TRIPS, f"/d/juniper/lines/{TRIPS}/") in ask("principal", SITE).links
