-- The three roles, the database and who may do what in it. Run by psql as a superuser, as often as you like.
-- The one place for this: the embedded server, the container and docs/operate.md all use this file.
-- Passwords are set where the variables owner_password, app_password and backup_password are given.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

-- Owns every table and runs migrations. Row-level security binds it too.
SELECT 'CREATE ROLE balance_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balance_owner') \gexec
ALTER ROLE balance_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- What the web, the workers and the tests connect as: owns nothing, passes no policy.
SELECT 'CREATE ROLE balance_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balance_app') \gexec
ALTER ROLE balance_app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Reads all rows for pg_dump, which fails under forced row-level security; nothing else connects as it.
SELECT 'CREATE ROLE balance_backup' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balance_backup') \gexec
ALTER ROLE balance_backup LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION BYPASSRLS;
GRANT pg_read_all_data TO balance_backup;

\if :{?owner_password}
ALTER ROLE balance_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE balance_app PASSWORD :'app_password';
\endif
\if :{?backup_password}
ALTER ROLE balance_backup PASSWORD :'backup_password';
\endif

SELECT 'CREATE DATABASE balance OWNER balance_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'balance') \gexec
REVOKE ALL ON DATABASE balance FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE balance TO balance_app;
GRANT CONNECT ON DATABASE balance TO balance_backup;

\connect balance
ALTER SCHEMA public OWNER TO balance_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO balance_app, balance_backup;
