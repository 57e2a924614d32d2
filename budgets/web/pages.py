"""The pages of the ledger: all units, one unit, one line."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.permissions import Act, may
from accounts.queries.memberships import memberships_of
from accounts.web.gate import DistrictView
from budgets.choices import UnitKind
from budgets.queries.access import Person, unit_access
from budgets.queries.line_entries import Place
from budgets.queries.line_page import line_access, line_page
from budgets.queries.loads import freshness
from budgets.queries.unit_page import unit_page
from budgets.queries.units import unit_rows, unmapped
from budgets.queries.years import Year, all_years, current
from budgets.web.line_view import line_context
from budgets.web.links import unit_url
from budgets.web.present import unit_context


def start(request: HttpRequest) -> HttpResponse:
    """The door: to the only district of a person, or a choice, or a word to those who have none."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    memberships = memberships_of(request.user)
    if len(memberships) == 1:
        return redirect("district_home", memberships[0].district.slug)
    context = {"memberships": memberships, "person_name": str(request.user)}
    return TemplateResponse(request, "budgets/start.html", context)


class BudgetView(DistrictView):
    """A page about one fiscal year: the one that `?fy=` names, else the one that today falls in."""

    def year(self) -> Year | None:
        """None where the district has no year yet. Raises Http404 for a year that it does not have."""
        self.years = all_years()
        wanted = self.request.GET.get("fy")
        if wanted is None:
            return current(self.years, self.today)
        for year in self.years:
            if str(year.number) == wanted:
                return year
        raise Http404

    def budget_page(self, template: str, year: Year, context: dict[str, Any]) -> TemplateResponse:
        frame = {
            "year": year,
            "year_label": year.label,
            "year_query": self.query_of(year),
            "other_years": [(other, self.query_of(other)) for other in self.years if other != year],
        }
        return self.page(template, frame | context)

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
        """In the district's frame, with the ways to everything that can be read."""
        places = {"Budgets": "district_home", "Find": "find", "Open orders": "orders", "Spending": "spending"}
        urls = {words: reverse(name, args=[self.district.slug]) for words, name in places.items()}
        items = [(words, url, self.request.path == url) for words, url in urls.items()]
        return super().page(template, {"nav_items": items} | context, status)

    def query_of(self, year: Year) -> str:
        """What names the year in an address: nothing for the one that today falls in."""
        return "" if year == current(self.years, self.today) else f"?fy={year.number}"

    def not_yours(self, name: str, owners: tuple[Person, ...]) -> TemplateResponse:
        """Somebody else's budget: who owns it, and a way to ask. One's own is refused only when its unit was closed."""
        owner = owners[0] if owners else None
        is_mine = self.membership.user.email in [person.email for person in owners]
        context = {
            "unit_name": name,
            "is_closed": is_mine,
            "owner_name": owner.name if owner else "",
            "owner_email": owner.email if owner and not is_mine else self.district.office_email,
            "ask_subject": f"Access to the budget of {name}",
        }
        return self.page("403.html", context, status=403)

    def nothing_loaded(self) -> TemplateResponse:
        return self.page("budgets/no_year.html", {})


class HomeView(BudgetView):
    """All units a person may open. With one unit, that unit's page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        rows = unit_rows(self.membership, self.district, year, self.today)
        if len(rows) == 1:
            query = f"?fy={year.number}" if "fy" in request.GET else ""
            return redirect(unit_url(self.district, rows[0].unit) + query)
        context: dict[str, Any] = {
            "sites": [row for row in rows if row.unit.kind == UnitKind.SITE],
            "departments": [row for row in rows if row.unit.kind == UnitKind.DEPARTMENT],
            "fresh": freshness(self.district, year),
        }
        if may(self.membership.role, Act.SEE_UNMAPPED_MONEY):
            context["unmapped"] = unmapped(self.district, year)
        return self.budget_page("budgets/units.html", year, context)


class UnitView(BudgetView):
    """One site or department."""

    kind = UnitKind.SITE

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        access = unit_access(self.membership, self.kind, code, self.today)
        if access is None:
            raise Http404
        if not access.may_see:
            return self.not_yours(access.unit.name, access.owners)
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        page = unit_page(access.unit, year, self.district, self.today)
        context = unit_context(page, access, self.district, self.query_of(year))
        return self.budget_page("budgets/unit.html", year, context)


class LineView(BudgetView):
    """One account line with its entries."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        year = self.year()
        access = line_access(self.membership, year, code, self.today) if year else None
        if year is None or access is None:
            raise Http404
        line = access.line
        if not access.may_see:
            return self.not_yours(line.unit.name if line.unit else f"line {line.code}", access.owners)
        page = line_page(line, year, self.district, self.today, before=self._before())
        return self.budget_page("budgets/line.html", year, line_context(page, self.district))

    def _before(self) -> Place | None:
        """Where the page begins. Raises Http404 for a place that is none."""
        text = self.request.GET.get("before")
        try:
            return Place.parse(text) if text else None
        except ValueError as error:
            raise Http404 from error
