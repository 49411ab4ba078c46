"""What the database itself says about walls: questions to the catalogue, each answered with what is wrong."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models

from renate.tenancy.backend.schema import organisation_column

Cursor = Any

# Tables that belong to no organisation, and why nothing in them needs a policy.
WITHOUT_A_POLICY = {
    "accounts_user": "accounts: one person may work for several organisations; no case data",
    "accounts_user_groups": "who has which role's group; rights come from grants, which have policies",
    "accounts_user_user_permissions": "Django's own; never read, guardian decides",
    "account_emailaddress": "sign-in",
    "account_emailconfirmation": "sign-in",
    "auth_group": "names of role groups, a public id and a role",
    "auth_group_permissions": "Django's own; never read",
    "auth_permission": "the list of acts",
    "django_content_type": "the list of models",
    "django_migrations": "what was migrated; the application may only read it",
    "django_session": "session keys; a session names a user and an organisation, nothing else",
    "guardian_groupobjectpermission": "guardian's generic table, unused; the application has no right on it",
    "guardian_userobjectpermission": "guardian's generic table, unused; the application has no right on it",
    "mfa_authenticator": "second factors, sealed under the root key",
    "socialaccount_socialaccount": "sign-on: a provider's subject for an account; nothing else of its words",
    "socialaccount_socialapp": "sign-on: unused, providers stand in the settings",
    "socialaccount_socialtoken": "sign-on: unused, no token is kept",
    "usersessions_usersession": "sessions of a person, for that person's own list",
}
# Policies beside `tenant`, each with the reason why one more look is right.
MORE_POLICIES = {
    ("accounts_membership", "own_seats"): "a person sees their own seats everywhere, to switch between them",
    ("tenancy_organisation", "directory_read"): "the directory of members is for every signed context",
    ("tenancy_organisation", "directory_add"): "the platform opens organisations",
    ("tenancy_organisation", "directory_edit"): "an organisation edits its own entry",
    ("referrals_referralpackage", "receiver"): "the hatch: the receiver reads what was addressed to it",
    ("referrals_packagereading", "receiver"): "the hatch: both sides see who opened what",
    ("referrals_packagemessage", "receiver"): "the hatch: both sides see what passed between them",
    ("referrals_personrequest", "receiver"): "the hatch: the asked organisation reads the question",
    (
        "referrals_referralpackageuserobjectpermission",
        "receiver",
    ): "the hatch: grants to the receiver's people",
    (
        "referrals_referralpackagegroupobjectpermission",
        "receiver",
    ): "the hatch: grants to the receiver's groups",
}
SCHEMAS = ("public", "app", "audit")
# Schemas that only functions reach into.
CLOSED_SCHEMAS = ("app", "audit")
APPLICATION_ROLES = ("renate_app", "renate_web", "renate_worker")
OWNER = "renate_owner"


def tenant_tables() -> list[str]:
    """The tables of every installed model whose rows belong to an organisation."""
    found: list[type[models.Model]] = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in found if organisation_column(model)})


def _names(cursor: Cursor, sql: str, *parameters: Any) -> list[str]:
    cursor.execute(sql, parameters)
    return [" ".join(str(part) for part in row) for row in cursor.fetchall()]


def tables_without_forced_policy(cursor: Cursor) -> list[str]:
    """Tenant tables where row security is off, not forced, or without the policy of the organisation."""
    return _names(
        cursor,
        """
        SELECT wanted FROM unnest(%s::text[]) AS wanted
        WHERE NOT EXISTS (
            SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_policy p ON p.polrelid = c.oid
            WHERE n.nspname = 'public' AND c.relname = wanted AND c.relrowsecurity AND c.relforcerowsecurity
              AND p.polname = 'tenant' AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
              AND pg_get_expr(p.polqual, c.oid) LIKE '(organisation_id = ( SELECT app.org() AS org))'
              AND pg_get_expr(p.polwithcheck, c.oid) LIKE '(organisation_id = ( SELECT app.org() AS org))')
        """,
        tenant_tables(),
    )


def tables_nobody_guards(cursor: Cursor) -> list[str]:
    """Tables in the open schema without row security that are not on the list."""
    return _names(
        cursor,
        """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'f')
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND c.relname <> ALL(%s)
        """,
        list(WITHOUT_A_POLICY),
    )


def policies_nobody_explained(cursor: Cursor) -> list[str]:
    """Policies beside the organisation's own that are on no list."""
    found = _names(
        cursor,
        """
        SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE p.polname <> 'tenant'
        """,
    )
    return [name for name in found if tuple(name.split()) not in MORE_POLICIES]


def policies_that_write(cursor: Cursor) -> list[str]:
    """Policies of tenant tables beside the organisation's own that allow more than reading."""
    return _names(
        cursor,
        """
        SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE p.polname <> 'tenant' AND p.polcmd <> 'r' AND c.relname = ANY(%s)
        """,
        tenant_tables(),
    )


def policies_that_read_no_context(cursor: Cursor) -> list[str]:
    """Policies, explained or not, with a condition that never asks who is there."""
    return _names(
        cursor,
        """
        SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE coalesce(pg_get_expr(p.polqual, c.oid), 'app.') NOT LIKE '%%app.%%'
           OR coalesce(pg_get_expr(p.polwithcheck, c.oid), 'app.') NOT LIKE '%%app.%%'
        """,
    )


def roles_with_too_much_power(cursor: Cursor) -> list[str]:
    """Application roles and the owner where they are more than they should be."""
    return _names(
        cursor,
        """
        SELECT rolname FROM pg_roles
        WHERE rolname = ANY(%s)
          AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication
               OR (rolcreatedb AND rolname <> %s))
        UNION ALL
        SELECT m.rolname || ' is ' || g.rolname FROM pg_auth_members a
        JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
        WHERE m.rolname = ANY(%s) AND g.rolname <> 'renate_app'
        """,
        [*APPLICATION_ROLES, OWNER],
        OWNER,
        list(APPLICATION_ROLES),
    )


def things_with_another_owner(cursor: Cursor) -> list[str]:
    """Tables, views, sequences, functions and schemas of ours that the owner does not own."""
    return _names(
        cursor,
        """
        SELECT c.relname, r.rolname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_roles r ON r.oid = c.relowner WHERE n.nspname = ANY(%s) AND r.rolname <> %s
        UNION ALL
        SELECT p.proname, r.rolname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_roles r ON r.oid = p.proowner WHERE n.nspname = ANY(%s) AND r.rolname <> %s
        UNION ALL
        SELECT n.nspname, r.rolname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
        WHERE n.nspname = ANY(%s) AND r.rolname <> %s
        """,
        list(SCHEMAS),
        OWNER,
        list(SCHEMAS),
        OWNER,
        list(CLOSED_SCHEMAS),
        OWNER,
    )


def grants_that_go_too_far(cursor: Cursor) -> list[str]:
    """Rights beyond reading and writing rows, rights of everybody, and any right behind functions."""
    return _names(
        cursor,
        """
        SELECT n.nspname || '.' || c.relname, coalesce(r.rolname, 'PUBLIC'), g.privilege_type
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
        LEFT JOIN pg_roles r ON r.oid = g.grantee
        WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND g.grantee <> c.relowner
          AND (g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
               OR g.grantee = 0 OR g.is_grantable OR n.nspname = ANY(%s))
        UNION ALL
        SELECT n.nspname, coalesce(r.rolname, 'PUBLIC'), g.privilege_type FROM pg_namespace n
        CROSS JOIN LATERAL aclexplode(n.nspacl) g LEFT JOIN pg_roles r ON r.oid = g.grantee
        WHERE n.nspname = ANY(%s) AND g.grantee <> n.nspowner
          AND (g.privilege_type <> 'USAGE' OR g.grantee = 0)
        """,
        list(SCHEMAS),
        list(CLOSED_SCHEMAS),
        list(SCHEMAS),
    )


def views_that_look_with_their_owners_eyes(cursor: Cursor) -> list[str]:
    """Views without security_invoker, and materialised views, which can have no row security."""
    return _names(
        cursor,
        """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY(%s) AND (c.relkind = 'm' OR c.relkind = 'v'
              AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false))
        """,
        list(SCHEMAS),
    )


def functions_that_could_be_turned(cursor: Cursor) -> list[str]:
    """Functions of a superuser, functions open to everybody, and definer functions without a search path."""
    return _names(
        cursor,
        """
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_roles r ON r.oid = p.proowner
        WHERE n.nspname = ANY(%s) AND (
            r.rolsuper
            OR p.prosecdef AND NOT EXISTS (
                SELECT FROM unnest(p.proconfig) AS setting
                WHERE setting LIKE 'search_path=%%' AND setting LIKE '%%pg_temp')
            OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                       WHERE g.grantee = 0))
        """,
        list(SCHEMAS),
    )


def unique_indexes_that_tell_of_others(cursor: Cursor) -> list[str]:
    """Unique indexes of tenant tables, besides primary keys, that do not begin with the organisation."""
    return _names(
        cursor,
        """
        SELECT c.relname, i.relname FROM pg_index x
        JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
        WHERE n.nspname = 'public' AND c.relname = ANY(%s) AND x.indisunique AND NOT x.indisprimary
          AND a.attname IS DISTINCT FROM 'organisation_id'
        """,
        tenant_tables(),
    )


def foreign_keys_that_cross(cursor: Cursor) -> list[str]:
    """Foreign keys between tenant tables that do not carry the organisation on both ends."""
    return _names(
        cursor,
        """
        SELECT c.relname, k.conname FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
        JOIN pg_attribute here ON here.attrelid = c.oid AND here.attname = 'organisation_id'
        JOIN pg_attribute there ON there.attrelid = t.oid AND there.attname = 'organisation_id'
        WHERE k.contype = 'f' AND c.relname = ANY(%s) AND t.relname = ANY(%s)
          AND (here.attnum <> ALL(k.conkey) OR there.attnum <> ALL(k.confkey)
               OR array_position(k.conkey, here.attnum) <> array_position(k.confkey, there.attnum))
        """,
        tenant_tables(),
        tenant_tables(),
    )


def organisations_that_may_be_missing(cursor: Cursor) -> list[str]:
    """Tenant tables whose organisation may be NULL, or is no key to the directory."""
    return _names(
        cursor,
        """
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relname = ANY(%s) AND a.attname = 'organisation_id' AND (NOT a.attnotnull OR NOT EXISTS (
            SELECT FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
            WHERE k.conrelid = c.oid AND k.contype = 'f' AND t.relname = 'tenancy_organisation'
              AND k.conkey = ARRAY[a.attnum]))
        """,
        tenant_tables(),
    )


QUESTIONS: dict[str, Callable[[Cursor], list[str]]] = {
    question.__name__: question
    for question in (
        tables_without_forced_policy,
        tables_nobody_guards,
        policies_nobody_explained,
        policies_that_write,
        policies_that_read_no_context,
        roles_with_too_much_power,
        things_with_another_owner,
        grants_that_go_too_far,
        views_that_look_with_their_owners_eyes,
        functions_that_could_be_turned,
        unique_indexes_that_tell_of_others,
        foreign_keys_that_cross,
        organisations_that_may_be_missing,
    )
}
