"""One unit on one budget: always one, whatever there is to show, with the same figures as its budget."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from balance.money import dollars
from balance.tenancy.scope import district_scope
from budgets.queries.access import Person
from budgets.queries.unit_page import unit_page
from budgets.queries.years import all_years
from budgets.reports.paper import laid_out
from budgets.reports.unit_sheet import FITS, sheet_context, unit_sheet_pdf
from tests.budgets.reports.files import pdf_pages, pdf_sizes
from tests.cast import TODAY

OWNERS = [Person("Dana Whitfield", "dana@juniper.example")]
LETTER = {(850, 1100)}
LONG = "Instructional materials and supplies for every classroom, library and laboratory of the school, " * 2


@pytest.fixture
def budget(cast):
    """The page of site 214 as the database gives it: two purposes and one source."""
    district = cast.ours.district
    with district_scope(district):
        year = next(year for year in all_years() if year.number == 2027)
        yield unit_page(cast.ours.units["214"], year, district, TODAY)


@pytest.fixture
def made(budget, cast):
    def made(budget=budget, worth=(), owners=OWNERS, **more):
        return unit_sheet_pdf(budget, district=cast.ours.district, owners=owners, worth=worth, **more)

    return made


def grown(budget, purposes, sources, name=""):
    """The page with so many purposes and sources, each with a name of its own."""
    groups = [replace(budget.groups[0], name=f"{name or 'Purpose'} {number}") for number in range(purposes)]
    pots = [replace(budget.set_aside[0], name=f"{name or 'Source'} {number}") for number in range(sources)]
    return replace(budget, groups=tuple(groups), set_aside=tuple(pots))


def test_figures_are_those_of_the_page(made, budget):
    [words] = pdf_pages(made(worth=["The Materials pool is over by $413"]))
    shown = re.findall(r"−?\$\d{1,3}(?:,\d{3})*", words)
    decide = budget.decide
    four = [decide.revised, decide.expended, decide.open_orders, decide.left]
    rows = [
        [totals.revised, totals.expended, totals.open_orders, totals.left]
        for totals in (*(group.totals for group in budget.groups), decide, *(pot.totals for pot in budget.set_aside))
    ]
    assert shown == [
        dollars(decide.left), *map(dollars, four), *(dollars(value) for row in rows for value in row), "$413"
    ]  # fmt: skip
    assert (dollars(decide.left), dollars(decide.revised)) == ("$9,941", "$12,500")


def test_sheet_says_whose_it_is_how_fresh_and_what_it_ties_to(made):
    [words] = pdf_pages(made())
    for said in (
        "Juniper Unified · budget 2026–27",
        "Alder Creek JUNIPERMARK",
        "Posted through Wed, Nov 18, 2026",
        "Dana Whitfield",
        "We can still decide on $9,941. Last day to order: Apr 30.",
        "Today: 39% of the year",
        "use by Sep 30, 2027",
        "Nothing needs us. No pool or line is over its budget or off pace.",
        "Principal, date Site council chair, date",
        "Read from the district’s accounting system, load 1. Ties to the ledger report of Nov 18, proved Nov 18, 2026.",
        "Questions: Budget Office, office@juniper.example.",
    ):
        assert said in words


@pytest.mark.parametrize(
    ("purposes", "sources", "worth", "name", "forecast"),
    [
        (0, 0, 0, "", ""),
        (1, 0, 0, "", ""),
        (8, 3, 3, "", "If the year goes on like the last three, $197,589 will be spent by June 30."),
        (12, 9, 6, "", ""),
        (25, 12, 6, "", ""),
        (40, 40, 6, "", ""),
        (120, 90, 60, "", ""),
        (30, 30, 6, LONG, LONG),
        (120, 120, 60, "W" * 400, LONG),
    ],
)
def test_sheet_is_one_letter_page_however_long_the_lists(made, budget, purposes, sources, worth, name, forecast):
    long = grown(budget, purposes, sources, name)
    notes = [f"{name or 'The Copying and mail pool'} is over by ${n}" for n in range(worth)]
    content = made(long, worth=notes, forecast=forecast)
    [words] = pdf_pages(content)
    assert pdf_sizes(content) == LETTER
    assert "How to read this" in words
    assert "Questions: Budget Office" in words


def test_most_crowded_fit_leaves_room(budget, cast):
    """Else a page of some district, somewhere, would lose its end."""
    long = replace(grown(budget, 300, 300, "W" * 400), unit=replace_name(budget.unit, "W" * 400))
    owners = [Person("W" * 100, "") for _ in range(20)]
    worth = ["W" * 400] * 60
    for forecast in ("", "w " * 200):
        context = sheet_context(
            long, district=cast.ours.district, owners=owners, worth=worth, forecast=forecast, fit=FITS[-1]
        )
        paper = laid_out(
            render_to_string("reports/unit_sheet.html", context), f"html {{ font-size: {FITS[-1].points}pt }}"
        )
        assert len(paper.pages) == 1


def replace_name(unit, name):
    return type(unit)(pk=unit.pk, kind=unit.kind, code=unit.code, name=name)


def test_cut_purposes_are_one_row_with_their_sum_and_cut_sources_are_counted_not_added(budget, cast):
    long = grown(budget, 30, 30)
    context = sheet_context(long, district=cast.ours.district, owners=OWNERS, worth=[], fit=FITS[-1])
    rest = context["purposes"][-1]
    assert (len(context["purposes"]), rest.name) == (8, "All other purposes (23)")
    assert rest.totals.revised == 23 * budget.groups[0].totals.revised
    assert rest.totals.left == 23 * budget.groups[0].totals.left
    assert (len(context["sources"]), context["more_sources"]) == (8, 22)


def test_names_are_text_whatever_they_look_like(made, budget):
    [words] = pdf_pages(made(grown(budget, 1, 1, "<b>Nguyễn</b> & {{ district.pk }} Київ")))
    assert "<b>Nguyễn</b> & {{ district.pk }} Київ 0" in words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expended": Decimal("12913.00")}, "We are over by $713."),
        ({"revised": Decimal(0)}, "No budget is loaded here. $2,559 was used."),
        (
            {"revised": Decimal(0), "expended": Decimal(0), "open_orders": Decimal(0)},
            "There is no budget here to decide on",
        ),
    ],
)
def test_sentence_of_another_state(made, budget, change, said):
    [words] = pdf_pages(made(replace(budget, decide=replace(budget.decide, **change))))
    assert said in words
