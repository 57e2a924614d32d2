"""The base of commands that work inside one district."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import District
from accounts.queries.districts import district_by_slug
from balance.tenancy.scope import district_scope


class DistrictCommand(BaseCommand):
    """A command with `--district SLUG`: finds it, enters its scope, and runs `handle_district` in one transaction."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", required=True, metavar="SLUG", help="the district's name in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options.pop("district")
        district = district_by_slug(slug)
        if district is None:
            raise CommandError(f"There is no district {slug!r}.")
        with district_scope(district):
            self.handle_district(district, **options)

    def handle_district(self, district: District, **options: Any) -> None:
        """The work, inside the district's scope."""
        raise NotImplementedError
