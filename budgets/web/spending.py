"""The page of spending: what was spent in a month or any stretch of days, and on what."""

from django.http import Http404, HttpRequest, HttpResponseBase

from budgets.queries.days import Days, stretch
from budgets.queries.entry_filter import EntryFilter
from budgets.queries.loads import freshness
from budgets.queries.spending import spending
from budgets.queries.typed import WrongFilter
from budgets.queries.years import Year
from budgets.web.pages import BudgetView
from budgets.web.spending_table import spending_table
from budgets.web.spending_view import spending_context, stretch_form


class SpendingView(BudgetView):
    """By purpose, source and vendor, with what changed against the time before. Last month unless the address says."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        try:
            asked = EntryFilter.parse({name: request.GET.get(name, "") for name in ("unit", "from", "to")})
            ends_on = year.row.ends_on if "fy" in request.GET else None
            days = stretch(asked, request.GET.get("month", ""), self.today, ends_on)
        except WrongFilter as error:
            if self.wanted:
                raise Http404 from error
            context = stretch_form(request.GET) | {"wrong": error, "fresh": freshness(self.district, year)}
            return self.budget_page("budgets/spending.html", year, context)
        year = self.year_of(days, year)
        found = spending(self.membership, asked, days, year=year, years=self.years, today=self.today)
        if self.wanted:
            return self.take(spending_table(found, self.district))
        context = spending_context(found, self.district, self.query_of(year), self.today)
        return self.budget_page("budgets/spending.html", year, context)

    def year_of(self, days: Days, asked: Year) -> Year:
        """The year that the days lie in; where none holds their end, the one that the address asks for."""
        if "fy" in self.request.GET:
            return asked
        holds = (year for year in self.years if year.row.starts_on <= days.last <= year.row.ends_on)
        return next(holds, asked)
