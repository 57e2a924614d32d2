"""The books of a district, and what its site's page finds in them."""

from budgets.choices import ImportOrigin
from budgets.domain.publish import post
from budgets.domain.vendors import ensure_vendors
from budgets.queries.unit_page import unit_page
from budgets.queries.worth_a_look import worth_a_look
from tests.budgets.queries import units

TODAY = units.TODAY


class Desk:
    """The books of a district, and what its site's page finds in them."""

    def __init__(self, books):
        self.books = books
        self.loaded_through(TODAY)

    def loaded_through(self, day):
        post(by=None, fiscal_year=self.books.years[2027], origin=ImportOrigin.FILE, rows=[], posted_through=day)

    def budget(self, code, amount, **fields):
        self.books.line(code, site=units.site(), **fields)
        self.books.post(f"{code} budget original {amount}")

    def post(self, text, on=TODAY, vendor="Brightline", **fields):
        pk = ensure_vendors([("", vendor)])["", vendor]
        row = self.books.row(text, posted_on=on, vendor_id=pk, **fields)
        year = self.books.years[2027]
        return post(by=None, fiscal_year=year, origin=ImportOrigin.FILE, rows=[row], posted_through=TODAY)

    def all(self, today=TODAY, year=2027):
        page = unit_page(units.site(), units.year(year), self.books.district, today)
        return worth_a_look(page, self.books.district)

    def found(self, *kinds, **given):
        return [finding for finding, _ in self.all(**given).shown if finding.kind in kinds]
