"""`db_url --role app|owner`: where the database is, for a program that connects by itself."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from balance import embedded

VARIABLES = {"app": "DATABASE_URL", "owner": "OWNER_DATABASE_URL"}


class Command(BaseCommand):
    help = "Prints the connection URL of the database, and keeps an embedded one up for its caller."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", choices=sorted(VARIABLES), required=True)
        parser.add_argument(
            "--keep",
            type=int,
            default=900,
            metavar="SECONDS",
            help="how long an embedded server stays up without a client after this command (900)",
        )

    def handle(self, *args: Any, role: str, keep: int, **options: Any) -> None:
        if embedded.wanted():
            embedded.keep_running(keep)
            self.stdout.write(embedded.url(role))
            return
        name = VARIABLES[role]
        if name not in os.environ:
            raise CommandError(f"{name} is not set, and DATABASE_URL names a server that is not ours.")
        self.stdout.write(os.environ[name])
