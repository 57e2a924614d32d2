"""The find page: one search over everything a person may see."""

from django.http import Http404, HttpRequest, HttpResponseBase

from budgets.queries.entries import NEWEST, At
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.find_page import find_page
from budgets.queries.loads import freshness
from budgets.queries.typed import WrongFilter
from budgets.web.find_view import find_context, form_context
from budgets.web.found_tables import MOST, find_table, nothing_asked
from budgets.web.pages import BudgetView


class FindView(BudgetView):
    """The entries of the filter that the address names, newest first, with what they add up to."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        fy = self.query_of(year).removeprefix("?fy=")
        try:
            entry_filter = EntryFilter.parse(request.GET)
        except WrongFilter as error:
            if self.wanted:
                raise Http404 from error
            context = form_context(request.GET, fy) | {"wrong": error, "fresh": freshness(self.district, year)}
            return self.budget_page("budgets/find.html", year, context)
        if entry_filter == EntryFilter():
            fresh = freshness(self.district, year)
            if self.wanted:
                return self.take(nothing_asked(self.district, year, fresh))
            context = form_context(request.GET, fy) | {"fresh": fresh}
            return self.budget_page("budgets/find.html", year, context)
        if self.wanted:
            page = find_page(self.membership, entry_filter, year, self.today, limit=MOST)
            return self.take(find_table(page, self.district))
        page = find_page(self.membership, entry_filter, year, self.today, before=self.place())
        return self.budget_page("budgets/find.html", year, find_context(page, self.district, request.GET, fy))

    def place(self) -> At:
        """Where the page begins. Raises Http404 for a place that is none."""
        text = self.request.GET.get("before")
        try:
            return At.parse(text) if text else NEWEST
        except ValueError as error:
            raise Http404 from error
