"""`roll_year`: last year's open orders carried into the new year; again posts only the difference."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.choices import YearEndOrders
from accounts.management.district_command import DistrictCommand
from accounts.models import District
from balance.money import dollars_and_cents
from budgets.domain.roll import CannotRoll, roll_year
from budgets.management.year_argument import the_year


class Command(DistrictCommand):
    help = "Carries open orders from one fiscal year into the next."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", dest="from_year", required=True, type=int, metavar="N")
        parser.add_argument("--to", dest="to_year", required=True, type=int, metavar="N")
        parser.add_argument("--orders", choices=YearEndOrders.values, help="instead of the rule of district and fund")

    def handle_district(self, district: District, **options: Any) -> None:
        orders = YearEndOrders(options["orders"]) if options["orders"] else None
        from_year, to_year = the_year(options["from_year"]), the_year(options["to_year"])
        try:
            rolled = roll_year(by=None, from_year=from_year, to_year=to_year, orders=orders)
        except CannotRoll as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{rolled.orders} order and line residues of {from_year.label}: posted"
            f" {dollars_and_cents(rolled.posted)}, carried in {dollars_and_cents(rolled.carried_in)}."
        )
