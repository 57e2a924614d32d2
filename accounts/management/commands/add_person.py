"""`add_person`: adds a person to a district, or changes them."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from accounts.domain.people import NewPerson, Person, add_person
from accounts.management.district_command import DistrictCommand
from accounts.models import District
from budgets.domain.assignments import find_units, follow_role, replace_assignments
from budgets.models import Unit


class Command(DistrictCommand):
    help = "Adds a person, or changes what is said of them. With --site or --department these replace their units."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True, metavar="E", help="finds the person, in any case")
        parser.add_argument("--name", required=True, metavar="N")
        parser.add_argument(
            "--role", required=True, help="office, owner, assistant, viewer, supervisor or report_admin"
        )
        parser.add_argument("--site", action="append", default=[], metavar="CODE", help="again for each site")
        parser.add_argument("--department", action="append", default=[], metavar="CODE", help="again for each one")
        parser.add_argument("--starts-on", type=_day, metavar="YYYY-MM-DD", help="first day with these units (always)")
        parser.add_argument("--password-stdin", action="store_true", help="read a password from standard input")
        parser.add_argument("--title", help="job title")
        parser.add_argument("--phone")
        parser.add_argument("--preferred-way", metavar="WAY", help="email, call, text or visit")
        parser.add_argument("--note", help="for example: before 8 a.m.")

    def handle_district(self, district: District, **options: Any) -> None:
        said = {name: options[name] for name in ("email", "name", "role", "title", "phone", "preferred_way", "note")}
        if options["password_stdin"]:
            said["password"] = _password()
        problems: list[str] = []
        units: list[Unit] = []
        # Each step reports on its own; any problem leaves the scope by an error, which rolls all of them back.
        try:
            units = find_units(role=options["role"], sites=options["site"], departments=options["department"])
        except ValidationError as error:
            problems += error.messages
        try:
            person = add_person(by=None, person=NewPerson(**said))
            lines = [_headline(person), *_assign(person, units, options["starts_on"])]
        except ValidationError as error:
            problems += error.messages
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("\n".join(lines))


def _assign(person: Person, units: list[Unit], starts_on: date | None) -> list[str]:
    """Gives the units; with none, those the person has stay and follow a new role."""
    membership, former = person.membership, person.former_role
    if units:
        given, ended = replace_assignments(by=None, membership=membership, units=units, starts_on=starts_on)
    elif former is not None and former != membership.role:
        given, ended = follow_role(by=None, membership=membership, former_role=former)
    else:
        return []
    return [
        f"{sign} {unit.kind} {unit.code} {unit.name}" for sign, rows in (("+", given), ("-", ended)) for unit in rows
    ]


def _headline(person: Person) -> str:
    membership = person.membership
    what = "Added" if person.is_new else "Changed" if person.changes else "Nothing changed for"
    kept = f" Kept {' and '.join(person.kept)}: this person belongs to another district too." if person.kept else ""
    return f"{what} {membership.user.name} <{membership.user.email}>, {membership.get_role_display().lower()}.{kept}"


def _password() -> str:
    """Standard input without the newline at its end. Raises CommandError for what is not one line of text."""
    try:
        text = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise CommandError("The password on standard input is not UTF-8 text.") from error
    if not text.isprintable():
        raise CommandError("The password must be one line without control characters.")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day written YYYY-MM-DD") from error
