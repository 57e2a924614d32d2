"""The pages of the ledger: their figures are the ledger's, and each door says what is behind it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Membership
from balance.tenancy.scope import district_scope
from budgets.choices import AssignmentRole, YearState
from budgets.models import Assignment, FiscalYear, Transaction, Unit
from budgets.queries.totals import ledger_totals
from tests.budgets.web.posting import post_row
from tests.budgets.web.reading import Page
from tests.cast import TODAY

SITE, LINE = "sites/214/", "lines/010-0000-4310-214/"
FIGURES = ("revised", "expended", "open_orders", "left")


def by_hand(side, year=2027, **where):
    """Budgeted, spent, promised, left: added up from the journal, order by order."""
    rows = Transaction.objects.filter(line__fiscal_year=side.years[year], superseded_by=None, **where)
    sums, residues = {}, {}
    for row in rows:
        if row.measure == "encumbrance":
            key = row.line_id, row.order_number
            residues[key] = residues.get(key, 0) + row.amount
        else:
            sums[row.measure] = sums.get(row.measure, Decimal(0)) + row.amount
    promised = sum((residue for residue in residues.values() if residue > 0), Decimal("0.00"))
    budget, spent = (sums.get(name, Decimal("0.00")) for name in ("budget", "expenditure"))
    return list(zip(FIGURES, map(str, (budget, spent, promised, budget - spent - promised)), strict=True))


def test_figures_of_a_site_are_those_of_its_journal_whole_and_line_by_line(ask, ours):
    page = ask("principal", SITE)
    lines = [
        by_hand(ours, line__code=code)
        for code in ("010-0000-4200-214", "010-0000-4310-214", "010-0000-5800-214", "010-3010-4310-214")
    ]
    decide = by_hand(ours, line__site=ours.units["214"], line__source=None)
    assert page.whole == decide
    assert page.of_lines == [figure for line in lines for figure in line]
    assert dict(decide) == {"revised": "12500.00", "expended": "2258.90", "open_orders": "300.00", "left": "9941.10"}


def test_lines_of_a_site_add_up_to_the_ledgers_totals(ask, ours):
    rows = ask("principal", SITE).of_lines
    totals = ledger_totals(ours.years[2027], requests_reduce_left=False).by_site["214"].totals
    assert {measure: sum(Decimal(value) for name, value in rows if name == measure) for measure in FIGURES} == {
        measure: getattr(totals, measure) for measure in FIGURES
    }


def test_figures_of_a_department_are_those_of_its_lines_over_all_sites(ask, ours):
    whole = by_hand(ours, line__department=ours.units["ATH"])
    assert ask("head", "departments/ATH/").figures == [*whole, *whole]


def test_figures_of_a_line_are_those_of_its_journal(ask, ours):
    assert ask("principal", LINE).whole == by_hand(ours, line__code="010-0000-4310-214")


def test_figures_of_all_units_are_those_of_their_pages(ask, ours):
    pages = [ask("officer", path).figures[:4] for path in (SITE, "departments/ATH/", "sites/215/")]
    rows = ask("officer", sort="name").main.one("table", "table--sites").one("tbody")
    assert rows.figures == [figure for page in pages for figure in page]


def test_requests_stand_apart_and_come_off_where_the_district_says_so(ask, ours):
    post_row(ours, "010-0000-4310-214", "request", "open", 1000)
    assert ask("principal", SITE).figures[3:5] == [("left", "9941.10"), ("requested", "1000.00")]
    type(ours.district).objects.filter(pk=ours.district.pk).update(requests_reduce_left=True)
    assert ask("principal", SITE).figures[3:5] == [("left", "8941.10"), ("requested", "1000.00")]
    assert ask("principal", LINE).figures[3:5] == [("left", "7500.00"), ("requested", "1000.00")]


@pytest.mark.parametrize("person", ["principal", "viewer", "assistant", "sibling", "supervisor", "head"])
def test_person_with_one_unit_goes_straight_to_it(ask, person):
    code = {"sibling": "sites/215/", "supervisor": "sites/215/", "head": "departments/ATH/"}.get(person, SITE)
    response = ask(person).response
    assert (response.status_code, response.headers["Location"]) == (302, f"/d/juniper/{code}")
    assert ask(person, fy="2026").response.headers["Location"] == f"/d/juniper/{code}?fy=2026"


def test_person_with_two_units_chooses(ask, ours):
    Assignment.objects.create(unit=ours.units["215"], membership=ours.people["principal"], role=AssignmentRole.VIEWER)
    page = ask("principal")
    assert (page.status, page.heading) == (200, "My budgets")
    assert [link for link in page.links if "/sites/" in link[1]] == [
        ("Alder Creek JUNIPERMARK", "/d/juniper/sites/214/"),
        ("Ridgeline JUNIPERMARK", "/d/juniper/sites/215/"),
    ]


def test_office_sees_the_money_that_nobody_looks_after(ask):
    page = ask("officer")
    assert page.heading == "All schools and departments"
    notice = page.main.one("section", "notice--warn")
    assert notice.one("h2").text == "1 line belongs to no school or department"
    assert ("Line JUNIPERMARK", "/d/juniper/lines/010-0000-4310-999/") in page.links
    assert "$0 budgeted, $78 spent, $0 promised." in notice.text


def test_person_without_a_unit_is_told_whom_to_ask(ask):
    page = ask("report_admin")
    assert (page.status, page.main.one("div", "empty").one("h2").text) == (200, "No budget is assigned to you yet")
    assert ("office@juniper.example", "mailto:office@juniper.example") in page.links
    assert page.figures == []


@pytest.mark.parametrize("path", [SITE, "sites/215/", "departments/ATH/", LINE, ""])
def test_office_opens_everything(ask, path):
    assert ask("officer", path).status == 200


@pytest.mark.parametrize(
    ("person", "path", "name", "owner"),
    [
        ("sibling", SITE, "Alder Creek JUNIPERMARK", "principal"),
        ("principal", "sites/215/", "Ridgeline JUNIPERMARK", "sibling"),
        ("principal", "departments/ATH/", "Athletics JUNIPERMARK", "head"),
        ("sibling", LINE, "Alder Creek JUNIPERMARK", "principal"),
        ("report_admin", SITE, "Alder Creek JUNIPERMARK", "principal"),
    ],
)
def test_somebody_elses_budget_names_its_owner_and_how_to_ask(ask, person, path, name, owner):
    page = ask(person, path)
    assert (page.status, page.heading) == (403, "This budget belongs to someone else")
    assert f"{name} is owned by {owner.title()} JUNIPERMARK. If you should see it, ask for access." in page.main.text
    subject = f"Access%20to%20the%20budget%20of%20{name.replace(' ', '%20')}"
    assert page.links[0] == ("Ask for access", f"mailto:{owner}@juniper.example?subject={subject}")
    assert page.figures == []
    assert "$" not in page.main.text


def test_budget_that_nobody_owns_sends_to_the_office(ask, ours):
    Assignment.objects.filter(unit=ours.units["214"]).delete()
    page = ask("principal", SITE)
    assert (page.status, page.heading) == (403, "This budget is not yours to see")
    assert "Nobody owns Alder Creek JUNIPERMARK yet. If you should see it, ask the Budget Office." in page.main.text
    assert (
        "Ask the Budget Office",
        "mailto:office@juniper.example?subject=Access%20to%20the%20budget%20of%20Alder%20Creek%20JUNIPERMARK",
    ) in page.links


@pytest.mark.parametrize("path", [SITE, LINE])
def test_owner_of_a_closed_unit_is_not_told_that_it_is_somebody_elses(ask, ours, path):
    Unit.objects.filter(pk=ours.units["214"].pk).update(is_active=False)
    page = ask("principal", path)
    assert (page.status, page.heading) == (403, "Alder Creek JUNIPERMARK is closed")
    assert page.links[0][0] == "Ask the Budget Office"
    assert page.links[0][1].startswith("mailto:office@juniper.example?subject=")


def test_line_without_a_unit_is_named_by_its_code(ask):
    page = ask("principal", "lines/010-0000-4310-999/")
    assert (page.status, page.heading) == (403, "This budget is not yours to see")
    assert "Nobody owns line 010-0000-4310-999 yet." in page.main.text


@pytest.mark.parametrize(("starts", "ends"), [(None, -1), (1, None)])
@pytest.mark.parametrize("path", [SITE, LINE])
def test_former_and_future_owners_are_refused(ask, ours, path, starts, ends):
    days = {"starts_on": starts and TODAY + timedelta(starts), "ends_on": ends and TODAY + timedelta(ends)}
    Assignment.objects.filter(membership=ours.people["principal"]).update(**days)
    assert ask("principal", path).status == 403
    assert ask("principal").heading == "My budgets"


@pytest.mark.parametrize("path", [SITE, LINE])
def test_owner_sees_it_on_the_first_day_and_on_the_last(ask, ours, path):
    Assignment.objects.filter(membership=ours.people["principal"]).update(starts_on=TODAY, ends_on=TODAY)
    assert ask("principal", path).status == 200


def test_owner_who_came_later_is_named_with_the_day(ask, ours):
    Assignment.objects.filter(membership=ours.people["principal"]).update(starts_on=date(2026, 10, 12))
    assert "Owned by Principal JUNIPERMARK since Oct 12, 2026" in ask("officer", SITE).main.text
    assert "Owned by" not in ask("principal", SITE).main.text


@pytest.mark.parametrize("path", ["", SITE, "departments/ATH/", LINE])
def test_other_year_is_asked_for_by_its_number(ask, path):
    page = ask("officer", path, fy="2026")
    assert page.status == 200
    assert "2025–26" in page.main.text
    assert {value for _, value in page.figures} <= {"0.00"}
    assert ask("officer", path, fy="2027").figures == ask("officer", path).figures


@pytest.mark.parametrize("path", ["", SITE, LINE])
@pytest.mark.parametrize("year", ["2025", "2028", "", "x", "2027x", "-2027", "02027", " 2027", "2027 ", "٢٠٢٧", "1e3"])
def test_year_that_is_not_there_is_not_found(ask, path, year):
    assert ask("officer", path, fy=year).status == 404


def test_links_stay_in_the_year_that_was_asked_for(ask, ours):
    post_row(ours, "010-0000-4310-214", "budget", "original", 5, year=2026)
    stay = [url for _, url in ask("principal", SITE, fy="2026").links if url.startswith("/d/juniper/lines/")]
    assert stay == ["/d/juniper/lines/010-0000-4310-214/?fy=2026"]
    assert ("2026–27", "/d/juniper/sites/214/") in ask("principal", SITE, fy="2026").links
    assert ("2025–26", "/d/juniper/sites/214/?fy=2026") in ask("principal", SITE).links


def test_district_without_a_year_says_so(ask, cast):
    empty = Membership.objects.create(
        district=type(cast.ours.district).objects.create(slug="new", name="New Unified"),
        user=cast.ours.user("officer"),
        role="office",
    )
    client = Client()
    client.force_login(empty.user)
    with district_scope(empty.district):
        Unit.objects.create(kind="site", code="214", name="First")
    for path in ("/d/new/", "/d/new/sites/214/"):
        page = Page(client.get(path))
        assert (page.status, page.heading) == (200, "No budget has been loaded yet")
    assert client.get("/d/new/lines/x/").status_code == 404
    assert client.get("/d/new/?fy=2027").status_code == 404


def test_unit_without_figures_says_what_will_fill_it(ask, ours):
    page = ask("principal", SITE, fy="2026")
    assert "No budget loaded for 2025–26" in page.main.text
    assert ("See 2026–27", "/d/juniper/sites/214/") in page.links
    assert page.figures == []


@pytest.mark.parametrize("path", [SITE, "departments/ATH/", LINE, "", "sites/999/", "lines/999/"])
def test_another_districts_pages_are_the_same_as_none(cast, path):
    client = Client(raise_request_exception=False)
    client.force_login(cast.stranger)
    foreign, never = (client.get(f"/d/{slug}/{path}") for slug in ("juniper", "nowhere"))
    assert (foreign.status_code, never.status_code) == (404, 404)
    assert foreign.content == never.content
    assert foreign.headers.items() == never.headers.items()


@pytest.mark.parametrize("path", ["sites/215x/", "departments/214/", "sites/ATH/", "lines/010/", "nothing/"])
def test_code_that_is_not_there_is_not_found_and_not_repeated(ask, path):
    page = ask("officer", path)
    assert (page.status, page.heading) == (404, "We cannot find that page")
    assert path.strip("/") not in page.html


def test_years_that_settle_are_named_beside_the_new_one(ask, ours):
    FiscalYear.objects.filter(year=2026).update(state=YearState.SETTLING)
    page = ask("principal", SITE)
    notice = page.main.one("section", "notice--info").text
    assert notice.startswith("2025–26 is still settling It ended June 30, 2026 and nothing new can be ordered in it.")
    assert ("2025–26, still settling", "/d/juniper/sites/214/?fy=2026") in page.links
    assert page.figures[:4] == by_hand(ours, line__site=ours.units["214"], line__source=None)
