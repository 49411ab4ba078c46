"""What the application's role may do with each table: exactly this, no more and no less."""

from typing import Any

from renate.tenancy.grants import APP_ROLE

ROWS = "DELETE INSERT SELECT UPDATE"
# Tables in the open schema with fewer rights; behind the closed schemas there is none at all.
FEWER = {
    "public.django_migrations": "SELECT",
    "public.guardian_userobjectpermission": "",
    "public.guardian_groupobjectpermission": "",
}
_HELD = """
SELECT n.nspname || '.' || c.relname, n.nspname,
       coalesce(string_agg(g.privilege_type, ' ' ORDER BY g.privilege_type), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL aclexplode(c.relacl) g ON g.grantee = %s::regrole
WHERE n.nspname IN ('public', 'app', 'audit') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
GROUP BY 1, 2
"""
_CALLED = """
SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname IN ('app', 'audit') AND NOT has_function_privilege(%s, p.oid, 'EXECUTE')
"""


def rights_that_differ(cursor: Any) -> list[str]:
    """Tables on which the application holds another set of rights than it should."""
    cursor.execute(_HELD, [APP_ROLE])
    return [
        f"{table}: {held or 'nothing'}"
        for table, schema, held in cursor.fetchall()
        if held != FEWER.get(table, ROWS if schema == "public" else "")
    ]


def functions_out_of_reach(cursor: Any) -> list[str]:
    """Functions of the closed schemas that the application could not call any more."""
    cursor.execute(_CALLED, [APP_ROLE])
    return [name for (name,) in cursor.fetchall()]
