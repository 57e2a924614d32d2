"""`verify_balances`: the summaries counted again from the journal."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.management.district_command import DistrictCommand
from accounts.models import District
from budgets.queries.proof import Difference, differences


class Command(DistrictCommand):
    help = "Counts every balance again from its transactions; exit 1 and every difference if one is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle_district(self, district: District, **options: Any) -> None:
        found = differences()
        if options["json"]:
            rows = [{name: _text(value) for name, value in asdict(item).items()} for item in found]
            self.stdout.write(json.dumps({"district": district.slug, "ok": not found, "differences": rows}))
        elif not found:
            self.stdout.write(f"{district.name}: every balance equals its transactions.")
        else:
            for item in found:
                self.stdout.write(_sentence(item))
        if found:
            raise CommandError(f"{len(found)} balances differ from their transactions.", returncode=1)


def _text(value: Any) -> Any:
    return value if isinstance(value, int | str) or value is None else str(value)


def _sentence(item: Difference) -> str:
    order = f" order {item.order_number or '(none)'}" if item.order_number is not None else ""
    return f"{item.fiscal_year} {item.line}{order}: {item.measure} is {item.summary}, counted {item.recount}"
