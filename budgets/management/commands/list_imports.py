"""`list_imports`: every load of a district, newest first."""

import json
from typing import Any

from django.core.management.base import CommandParser

from accounts.management.district_command import DistrictCommand
from accounts.models import District
from budgets.management.import_answers import past_as_json
from budgets.queries.imports import Past, imports_of


class Command(DistrictCommand):
    help = "The history of a district's loads, newest first."
    without_district = 2

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--fiscal-year", type=int, metavar="N", help="of this year only")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle_district(self, district: District, **options: Any) -> None:
        found = imports_of(fiscal_year=options["fiscal_year"])
        if options["json"]:
            self.stdout.write(json.dumps([past_as_json(past) for past in found]))
            return
        self.stdout.write("\n".join(map(_sentence, found)) or "Nothing has been loaded.")


def _sentence(past: Past) -> str:
    names = ", ".join(file["name"] for file in past.files) or past.origin
    state = "" if past.state == "published" else f", {past.state}"
    what = f"{names}: {past.counts.get('posted', 0):,} posted{state}"
    if "withdrawn" in past.counts:
        what = f"withdrawal of load {past.counts['withdrawn']}"
    return f"{past.number}  {past.published_at:%Y-%m-%d %H:%M}  {past.fiscal_year}  {what}"
