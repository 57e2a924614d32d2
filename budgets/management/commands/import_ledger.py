"""`import_ledger`: files of an accounting system become part of the ledger, or are refused with every reason."""

import argparse
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.management.district_command import OneDistrictCommand
from accounts.models import District
from budgets.domain.imports import Outcome, import_files
from budgets.domain.imports.fate import BROKEN, why
from budgets.domain.imports.repeats import POST, SKIP
from budgets.domain.imports.tie_out import printed_total
from budgets.domain.profiles import Profile, ProfileRefused, load_profile
from budgets.management.import_answers import as_json, faults, sentences

WRONG_USE = 2
YEARS = range(1980, 2100)


class Command(OneDistrictCommand):
    help = "Loads files into the ledger by a profile: exactly and whole, or not at all and every error."
    without_district = WRONG_USE
    # They look at addresses and pages, which takes as long as a small load; `manage.py check` and the web do it.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TXT or XLSX, as it is")
        parser.add_argument("--profile", required=True, metavar="FILE_OR_NAME", help="docs/import-profiles.md")
        parser.add_argument("--fiscal-year", type=_year, metavar="N", help="the year it ends in, if files do not say")
        parser.add_argument(
            "--tie-out", action="append", default=[], type=_total, metavar="MEASURE=AMOUNT",
            help="refuse unless the rows add up to this printed total",
        )  # fmt: skip
        parser.add_argument("--report", default="", metavar="TEXT", help="the printed report that the totals are from")
        parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day that the figures speak of")
        parser.add_argument("--accept-hold", action="store_true", help="load although it was held for a doubt")
        parser.add_argument(
            "--repeats", choices=[POST, SKIP], default="", help="rows that are in the ledger and no key tells apart"
        )
        parser.add_argument("--dry-run", action="store_true", help="do it all, say what was done, and undo it")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **options)
        except BROKEN as error:  # before there was a load, whose outcome would say so
            outcome = Outcome(feed="", dry_run=options["dry_run"], broke_off=True)
            outcome.problems.add(why(error))
            self._answer(outcome, in_json=options["json"])

    def handle_one(self, district: District, **options: Any) -> None:
        profile = _profile(options["profile"])
        _look_for(options["files"])
        totals = _totals(options["tie_out"])
        if options["report"] and not totals:
            raise CommandError("--report names where the totals of --tie-out are from.", returncode=WRONG_USE)
        outcome = import_files(
            by=None,
            district=district,
            profile=profile,
            files=options["files"],
            year=options["fiscal_year"],
            tie_out=totals,
            dry_run=options["dry_run"],
            as_of=options["as_of"],
            accept_hold=options["accept_hold"],
            repeats=options["repeats"],
            report=options["report"],
        )
        self._answer(outcome, in_json=options["json"])

    def _answer(self, outcome: Outcome, *, in_json: bool) -> None:
        if in_json:
            self.stdout.write(json.dumps(as_json(outcome)))
        if outcome.refused:
            *listed, last = faults(outcome)
            raise CommandError(last if in_json else "\n".join([*listed, last]), returncode=1)
        if not in_json:
            self.stdout.write("\n".join(sentences(outcome)))


def _profile(name: str) -> Profile:
    try:
        return load_profile(name)
    except ProfileRefused as refused:
        raise CommandError(str(refused), returncode=WRONG_USE) from refused


def _look_for(files: list[Path]) -> None:
    """A name that leads nowhere is a slip of the hand, not a file to be judged."""
    for path in files:
        if not path.exists():
            raise CommandError(f"{path}: there is no such file.", returncode=WRONG_USE)
        if not os.access(path, os.R_OK):
            raise CommandError(f"{path}: it may not be read.", returncode=WRONG_USE)


def _totals(pairs: list[tuple[str, Decimal]]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for name, amount in pairs:
        if totals.setdefault(name, amount) != amount:
            raise CommandError(f"--tie-out names {name} twice, with two amounts.", returncode=WRONG_USE)
    return totals


def _total(text: str) -> tuple[str, Decimal]:
    try:
        return printed_total(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in YEARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a fiscal year such as 2027")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-30") from error
