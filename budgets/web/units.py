"""The page of all units that a person may see: how each stands, worst first, and what the figures tie to."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.permissions import Act, may
from budgets.domain.standings import UpToDate, standings_up_to_date
from budgets.queries.kinds_of_money import Sums
from budgets.queries.loads import freshness
from budgets.queries.overview import Overview, overview_of
from budgets.queries.overview_filter import ListFilter
from budgets.queries.overview_state import Feed
from budgets.queries.typed import WrongFilter
from budgets.queries.years import Year
from budgets.web.links import unit_address
from budgets.web.pages import BudgetView
from budgets.web.units_table import units_table
from budgets.web.units_view import Shown, units_context
from budgets.web.visit import list_visit


class HomeView(BudgetView):
    """All units a person may open. With one unit, that unit's page."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked, year = self.asked(), self.year()
        if year is None:
            return self.nothing_loaded()
        stand = standings_up_to_date(for_=self.membership, year=year, today=self.today)
        if len(stand.state.mine) == 1:
            query = f"?{request.GET.urlencode()}" if {"fy", "format"} & set(request.GET) else ""
            return redirect(unit_address(self.district, *stand.state.mine[0]) + query)
        return self.answer(self.shown(asked, year, stand))

    def asked(self) -> ListFilter:
        """Raises Http404 for a word that means nothing: every link and every choice of the page means something."""
        try:
            return ListFilter.parse(self.request.GET)
        except WrongFilter as error:
            raise Http404 from error

    def shown(self, asked: ListFilter, year: Year, stand: UpToDate) -> Shown:
        overview: Overview = overview_of(
            self.membership, asked, year, self.today, units=stand.units, every=self.wanted is not None
        )
        sees_all = may(self.membership.role, Act.SEE_UNMAPPED_MONEY)
        sums: Sums | None = stand.sums if sees_all else None
        feeds: tuple[Feed, ...] = stand.state.feeds if sees_all else ()
        return Shown(self.district, year, self.query_of(year), self.today, overview, sums, feeds)

    def answer(self, shown: Shown) -> HttpResponseBase:
        fresh = freshness(self.district, shown.year)
        if self.wanted:
            return self.take(units_table(shown, fresh))
        context = units_context(shown) | {"fresh": fresh}
        context |= list_visit(self.request, self.membership, [row.unit for row in shown.overview.rows])
        return self.budget_page("budgets/units.html", shown.year, context)
