#!/bin/sh
# Runs once, when the database container is new: the roles and rights of balance/sql/roles.sql, with passwords.
set -eu
psql -X -q --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" --set backup_password="$BACKUP_PASSWORD" \
    --file /balance/roles.sql
