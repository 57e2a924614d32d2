"""The pages of the ledger: one unit, one line, and what all pages share."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from accounts.queries.memberships import memberships_of
from accounts.web.gate import DistrictView
from budgets.choices import UnitKind
from budgets.domain.looks import look
from budgets.queries.access import Person, UnitAccess, may_mark_right, unit_access
from budgets.queries.changes import changes_since
from budgets.queries.line_entries import Place, every_entry
from budgets.queries.line_page import line_access, line_page
from budgets.queries.looks import Before, looking_role
from budgets.queries.unit_page import UnitPage, unit_page
from budgets.queries.worth_a_look import worth_a_look
from budgets.queries.years import Year, all_years, current
from budgets.reports.paper import NoPaper
from budgets.reports.table import Table
from budgets.reports.unit_sheet import sheet_context, unit_sheet_pdf
from budgets.web.ahead import is_ahead
from budgets.web.desk import check_context, desk_context, switch
from budgets.web.guidance_view import ACTS_OF_A_LINE, guidance_context
from budgets.web.line_view import line_context
from budgets.web.links import place_of, unit_part_url, unit_url
from budgets.web.needs import Here, items_of
from budgets.web.present import unit_context
from budgets.web.tables import line_table, unit_table
from budgets.web.take import file_links, file_of, wanted_format
from budgets.web.visit import line_visit, unit_visit


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
    """A page about one fiscal year: the one that `?fy=` names, else the one that today falls in.

    With `?format=` its table is answered as a file, by `take` (budgets/reports).
    """

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
            "files": file_links(self.request),
        }
        return self.page(template, frame | context)

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
        """In the district's frame, with the ways to everything that can be read."""
        places = {
            "Budgets": "district_home",
            "Find": "find",
            "Open orders": "orders",
            "Spending": "spending",
            "Help": "help",
        }
        urls = {words: place_of(name, self.district.slug) for words, name in places.items()}
        items = [(words, url, self.request.path == url) for words, url in urls.items()]
        return super().page(template, {"nav_items": items} | context, status)

    @cached_property
    def wanted(self) -> str | None:
        """The format that `?format=` asks for, None for the page. Raises Http404 for one that there is not."""
        return wanted_format(self.request)

    def take(self, table: Table, pdf: Callable[[], bytes] | None = None) -> HttpResponseBase:
        """The table as the wanted file; `pdf` makes the PDF of a page that has one of its own."""
        try:
            return file_of(self.wanted or "csv", table, self.today, pdf)
        except NoPaper:
            return self.page("budgets/no_paper.html", {"files": file_links(self.request)}, status=503)

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


class UnitView(BudgetView):
    """One site or department."""

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
        if self.wanted:
            return self.take(unit_table(page, self.district), pdf=lambda: unit_sheet_pdf(**self.sheet(page, access)))
        return self.unit_page(page, access)

    def unit_page(self, page: UnitPage, access: UnitAccess) -> TemplateResponse:
        here = self.here(page)
        findings = worth_a_look(page, self.district)
        before = self._look(access, page.year)
        last = before.look if before else None
        changes = changes_since(last.load, access.unit, page.year, self.district) if last else None
        context = unit_context(page, access) | desk_context(page, findings, here, last=last, changes=changes)
        context |= guidance_context(page.unit, self.district) | check_context(before, here)
        context |= unit_visit(self.request, self.membership, page, last)
        context["summary_url"] = unit_part_url(self.district, page.unit, "summary") + here.query
        context["switch"] = switch(access.mine, here)
        context["looks"] = looking_role(access.roles)
        context["may_mark"] = may_mark_right(self.membership, access)
        return self.budget_page("budgets/unit.html", page.year, context)

    def here(self, page: UnitPage) -> Here:
        return Here(self.district, page.unit, self.query_of(page.year), self.today)

    def sheet(self, page: UnitPage, access: UnitAccess) -> dict[str, Any]:
        """What the one-page summary is made of."""
        items, _ = items_of(worth_a_look(page, self.district), self.here(page))
        worth = [item.title for item in items]
        return {"page": page, "district": self.district, "owners": access.owners, "worth": worth}

    def _look(self, access: UnitAccess, year: Year) -> Before | None:
        """Notes that an owner or assistant looked at the year that runs; what they saw and said before."""
        role = looking_role(access.roles)
        if role is None or self.request.method != "GET" or year != current(self.years, self.today):
            return None
        counts = not is_ahead(self.request)
        return look(by=self.membership, unit=access.unit, role=role, on=self.today, year=year, counts=counts)


class SummaryView(UnitView):
    """The same on one sheet, for a meeting: to print, or as PDF."""

    def unit_page(self, page: UnitPage, access: UnitAccess) -> TemplateResponse:
        unit = {"unit": page.unit, "unit_url": unit_url(self.district, page.unit)}
        context = sheet_context(**self.sheet(page, access)) | unit
        return self.budget_page("budgets/summary.html", page.year, context)


class LineView(BudgetView):
    """One account line with its entries."""

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        year = self.year()
        access = line_access(self.membership, year, code, self.today) if year else None
        if year is None or access is None:
            raise Http404
        line = access.line
        if not access.may_see:
            return self.not_yours(line.unit.name if line.unit else f"line {line.code}", access.owners)
        page = line_page(line, year, self.district, self.today, before=self._before())
        if self.wanted:
            reduced = self.district.requests_reduce_left
            entries = every_entry(line.pk, is_pay=bool(line.pay), requests_reduce_left=reduced)
            return self.take(line_table(page, self.district, entries))
        purpose = page.row.purpose if page.row else None
        guide = guidance_context(line.unit, self.district, ACTS_OF_A_LINE, purpose=purpose)
        context = line_context(page, self.district, self.query_of(year)) | guide
        context |= line_visit(request, self.membership, line)
        return self.budget_page("budgets/line.html", year, context)

    def _before(self) -> Place | None:
        """Where the page begins. Raises Http404 for a place that is none."""
        text = self.request.GET.get("before")
        try:
            return Place.parse(text) if text else None
        except ValueError as error:
            raise Http404 from error
