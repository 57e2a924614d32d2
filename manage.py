#!/usr/bin/env python
"""Balance's commands. With DATABASE_URL unset the embedded PostgreSQL runs for as long as the command does."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from balance import embedded
from balance.postgres import ServerFailed

# Only these may have the owner of the tables; everything else works as the role that row-level security binds.
OWNER_COMMANDS = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "flush", "sqlflush"}
# These read no table of ours, so a new database can wait for its migrations.
TABLELESS_COMMANDS = OWNER_COMMANDS | {"check", "collectstatic", "help", "--help", "version", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balance.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        if embedded.prepare(owner=command in OWNER_COMMANDS) and command not in TABLELESS_COMMANDS:
            embedded.migrate_if_new()
        execute_from_command_line(sys.argv)
    except (ServerFailed, ImproperlyConfigured) as error:
        # Whoever sets up a server needs the name of the setting, not the way through our modules.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
