"""`create_district`: opens a district."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.districts import create_district


class Command(BaseCommand):
    help = "Opens a district. A district of this slug is never changed: that is an error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="its name in addresses, such as juniper-bay")
        parser.add_argument("name", metavar="NAME", help="its name for people")
        parser.add_argument(
            "--fiscal-year-start", default="07-01", metavar="MM-DD", help="first day of a fiscal year (07-01)"
        )
        parser.add_argument(
            "--time-zone", default="America/Los_Angeles", metavar="ZONE", help="IANA name (America/Los_Angeles)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            district = create_district(
                by=None,
                slug=options["slug"],
                name=options["name"],
                fiscal_year_start=options["fiscal_year_start"],
                time_zone=options["time_zone"],
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"Opened {district.name}: /d/{district.slug}/")
