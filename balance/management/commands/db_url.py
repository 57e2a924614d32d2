"""`db_url --role app|owner`: where the database is, for a program that connects by itself."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from balance import embedded

VARIABLES = {"app": "DATABASE_URL", "owner": "OWNER_DATABASE_URL"}


class Command(BaseCommand):
    help = "Prints the connection URL of the running database. An embedded one stays up 15 minutes for its caller."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", choices=sorted(VARIABLES), required=True)

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if embedded.wanted():
            embedded.keep_running()
            self.stdout.write(embedded.url(role))
            return
        name = VARIABLES[role]
        if name not in os.environ:
            raise CommandError(f"{name} is not set, and DATABASE_URL names a server that is not ours.")
        self.stdout.write(os.environ[name])
