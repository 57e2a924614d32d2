"""The base of commands that work inside one district."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import District
from accounts.queries.districts import district_by_slug
from balance.tenancy.scope import district_scope


class OneDistrictCommand(BaseCommand):
    """A command with `--district SLUG`: finds it and runs `handle_one`, which enters the district's scope itself."""

    without_district = 1  # exit code

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", required=True, metavar="SLUG", help="the district's name in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options.pop("district")
        district = district_by_slug(slug)
        if district is None:
            raise CommandError(f"There is no district {slug!r}.", returncode=self.without_district)
        self.handle_one(district, **options)

    def handle_one(self, district: District, **options: Any) -> None:
        """The work, outside of any scope."""
        raise NotImplementedError


class DistrictCommand(OneDistrictCommand):
    """A command whose whole work is one transaction inside the district: `handle_district`."""

    def handle_one(self, district: District, **options: Any) -> None:
        with district_scope(district):
            self.handle_district(district, **options)

    def handle_district(self, district: District, **options: Any) -> None:
        """The work, inside the district's scope."""
        raise NotImplementedError
