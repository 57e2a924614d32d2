"""`ledger_totals`: what the expenditure lines of a year add up to."""

import json
from typing import Any

from django.core.management.base import CommandParser

from accounts.management.district_command import DistrictCommand
from accounts.models import District
from balance.money import dollars_and_cents
from budgets.management.year_argument import the_year
from budgets.queries.totals import MEASURES, LedgerTotals, Totals, ledger_totals


class Command(DistrictCommand):
    help = "The totals of a year's expenditure lines, whole, by site and by department."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--fiscal-year", required=True, type=int, metavar="N", help="the year it ends in")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle_district(self, district: District, **options: Any) -> None:
        year = the_year(options["fiscal_year"])
        totals = ledger_totals(year, requests_reduce_left=district.requests_reduce_left)
        if options["json"]:
            self.stdout.write(json.dumps({"district": district.slug, "fiscal_year": year.year, **as_json(totals)}))
            return
        self.stdout.write(f"{district.name}, {year.label}: {totals.lines} lines, {totals.transactions} transactions")
        for name in MEASURES:
            self.stdout.write(f"{name:>22}  {dollars_and_cents(getattr(totals.totals, name)):>20}")


def as_json(whole: LedgerTotals) -> dict[str, Any]:
    """The totals as text with two decimals. The part without a unit is always there, under the key null."""
    nothing = LedgerTotals(0, 0, Totals())
    return figures(whole) | {
        name: {code: figures(part) for code, part in ({None: nothing} | parts).items()}
        for name, parts in (("by_site", whole.by_site), ("by_department", whole.by_department))
    }


def figures(part: LedgerTotals) -> dict[str, Any]:
    """One part's measures, without its parts."""
    amounts = {name: str(getattr(part.totals, name)) for name in MEASURES}
    return {"lines": part.lines, "transactions": part.transactions, **amounts}
