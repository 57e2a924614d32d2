"""The pages of orders: all that are open, and the story of one."""

from django.http import Http404, HttpRequest, HttpResponseBase

from budgets.queries.entry_filter import EntryFilter
from budgets.queries.order_story import order_story
from budgets.queries.orders_page import orders_page
from budgets.queries.typed import WrongFilter
from budgets.web.found_tables import story_table
from budgets.web.orders_table import orders_table
from budgets.web.orders_view import SHOWS, orders_context
from budgets.web.pages import BudgetView
from budgets.web.story_view import story_context

LARGEST_PAGE = 10_000


class OrdersView(BudgetView):
    """What is promised, order by order, longest without movement first."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = self.year()
        if year is None:
            return self.nothing_loaded()
        show, number = request.GET.get("show", ""), self.number()
        if show not in SHOWS:
            raise Http404
        page = orders_page(self.membership, self.lines(), year, self.today)
        if self.wanted:
            return self.take(orders_table(page, self.district, show))
        context = orders_context(page, self.district, show, number, self.query_of(year))
        return self.budget_page("budgets/orders.html", year, context)

    def lines(self) -> EntryFilter:
        """The budget that is asked for. Raises Http404 for one that is written wrong."""
        try:
            return EntryFilter.parse({"unit": self.request.GET.get("unit", "")})
        except WrongFilter as error:
            raise Http404 from error

    def number(self) -> int:
        """The page of the list, from 1. Raises Http404."""
        text = self.request.GET.get("page", "1")
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LARGEST_PAGE):
            raise Http404
        return int(text[:6])


class OrderView(BudgetView):
    """One order: requested, ordered, billed, paid."""

    def get(self, request: HttpRequest, number: str) -> HttpResponseBase:
        year = self.year()
        story = order_story(self.membership, number, year, self.today) if year else None
        if year is None or story is None:
            raise Http404
        if self.wanted:
            return self.take(story_table(story, self.district))
        earlier = [other for other in self.years if other.number < year.number]
        context = story_context(story, self.district, self.query_of(year), earlier, self.query_of)
        return self.budget_page("budgets/order.html", year, context)
