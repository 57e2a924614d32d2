"""“This is right”: said of an item worth a look, and taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.choices import UnitKind
from budgets.domain.marks import mark_right, take_back
from budgets.queries.access import UnitAccess, may_mark_right, unit_access
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import worth_a_look
from budgets.queries.years import Year
from budgets.web.links import unit_url
from budgets.web.needs import Here, item_of
from budgets.web.pages import BudgetView

MARKED = "Marked right. It stays away until its figures change."
TAKEN_BACK = "It is worth a look again."
OTHERWISE = "This item has changed since you saw it. Look at it again."


class RightView(BudgetView):
    """POST `item` to say that it is right; POST `take_back` to take that back. Back to the unit's page."""

    kind = UnitKind.SITE

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        access = unit_access(self.membership, self.kind, code, self.today)
        year = self.year()
        if access is None or year is None:
            raise Http404
        if not access.may_see:
            return self.not_yours(access.unit.name, access.owners)
        if not may_mark_right(self.membership, access):
            raise PermissionDenied
        if taken := request.POST.get("take_back", ""):
            self._take_back(access, year, taken)
        else:
            self._mark(access, year, request.POST.get("item", ""))
        return redirect(f"{unit_url(self.district, access.unit)}{self.query_of(year)}#at")

    def _mark(self, access: UnitAccess, year: Year, item: str) -> None:
        """What is marked is what the page says now, whatever was sent: facts are never taken from a form."""
        findings = worth_a_look(unit_page(access.unit, year, self.district, self.today), self.district)
        found = next((finding for finding, _ in findings.shown if finding.item == item), None)
        if found is None:
            messages.warning(self.request, OTHERWISE)
            return
        here = Here(self.district, access.unit, self.query_of(year), self.today)
        title = item_of(found, None, here).title
        mark_right(by=self.membership, unit=access.unit, fiscal_year=year.row, finding=found, title=title)
        messages.success(self.request, MARKED)

    def _take_back(self, access: UnitAccess, year: Year, item: str) -> None:
        if take_back(by=self.membership, unit=access.unit, fiscal_year=year.row, item=item):
            messages.success(self.request, TAKEN_BACK)
