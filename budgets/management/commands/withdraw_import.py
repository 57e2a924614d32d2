"""`withdraw_import`: a load is taken back, and the figures are as if it had never come."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.management.district_command import OneDistrictCommand
from accounts.models import District
from balance.counting import count_of
from balance.tenancy.scope import district_scope
from budgets.domain.imports import CannotWithdraw, vacuum, withdraw_import
from budgets.domain.imports.fate import BROKEN, why


class Command(OneDistrictCommand):
    help = "Takes a load back, as one act on record."
    without_district = 2

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("number", type=int, metavar="ID", help="the load's number; list_imports shows it")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle_one(self, district: District, **options: Any) -> None:
        number = options["number"]
        try:
            with district_scope(district):
                done = withdraw_import(by=None, number=number)
        except CannotWithdraw as error:
            if options["json"]:
                self.stdout.write(json.dumps({"import_id": number, "withdrawn": False, "reason": str(error)}))
            raise CommandError(str(error)) from error
        except BROKEN as error:
            reason = f"{why(error)} Whether load {number} is withdrawn now, list_imports shows."
            if options["json"]:
                self.stdout.write(json.dumps({"import_id": number, "withdrawn": None, "reason": reason}))
            raise CommandError(reason) from error
        vacuum()
        if options["json"]:
            answer = {
                "import_id": done.number,
                "withdrawn": True,
                "recorded_as": done.batch,
                "superseded": done.superseded,
                "revived": done.revived,
            }
            self.stdout.write(json.dumps(answer))
        else:
            self.stdout.write(
                f"Load {done.number} is withdrawn: {count_of(done.superseded, 'row counts', 'rows count')} no more,"
                f" {count_of(done.revived, 'earlier one counts', 'earlier ones count')} again."
                f" Recorded as load {done.batch}."
            )
