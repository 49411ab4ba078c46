-- The roles and the database, for psql: run by the embedded supervisor and by docker/postgres/init.sh.
-- May run any number of times. Passwords come from the environment, never from the command line.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET log_min_error_statement = panic;
SET password_encryption = 'scram-sha-256';
\getenv owner_password RENATE_OWNER_PASSWORD
\getenv web_password RENATE_WEB_PASSWORD
\getenv worker_password RENATE_WORKER_PASSWORD
\getenv backup_password RENATE_BACKUP_PASSWORD

SELECT format('CREATE ROLE %I', name)
  FROM unnest(ARRAY['renate_owner', 'renate_app', 'renate_web', 'renate_worker', 'renate_backup']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

-- Owns the database and runs migrations. No superuser, no BYPASSRLS: forced policies bind it too.
ALTER ROLE renate_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'owner_password';
-- What the application may do; migrations grant to it.
ALTER ROLE renate_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;
ALTER ROLE renate_web LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'web_password';
ALTER ROLE renate_worker LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'worker_password';
GRANT renate_app TO renate_web, renate_worker;
-- Pages ask many short statements: compiling one takes longer than answering it.
ALTER ROLE renate_web SET jit = off;
ALTER ROLE renate_worker SET jit = off;
ALTER ROLE renate_owner SET jit = off;
-- Reads everything for pg_dump, changes nothing.
ALTER ROLE renate_backup LOGIN BYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'backup_password';
GRANT pg_read_all_data TO renate_backup;

SELECT 'CREATE DATABASE renate OWNER renate_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'renate')
\gexec
ALTER DATABASE renate OWNER TO renate_owner;
REVOKE ALL ON DATABASE renate FROM PUBLIC;
GRANT CONNECT ON DATABASE renate TO renate_app, renate_backup;

-- The public schema belongs to the database's owner and to nobody else, in test databases (copies of template1) too.
\connect template1
SET client_min_messages = warning;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
\connect renate
SET client_min_messages = warning;
ALTER SCHEMA public OWNER TO pg_database_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
