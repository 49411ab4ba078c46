"""What the application's role may do, renewed after every migration, and the key that signs contexts."""

from typing import Any

from django.conf import settings
from django.db import connections

APP_ROLE = "renate_app"

_GRANTS = f"""
GRANT USAGE ON SCHEMA public, app, audit TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE};
REVOKE ALL ON guardian_userobjectpermission, guardian_groupobjectpermission FROM {APP_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app, audit TO {APP_ROLE};
"""  # noqa: S608 (a constant)

_KEY = """
INSERT INTO app.context_key (id, inner_pad, outer_pad) VALUES (1, %s, %s)
ON CONFLICT (id) DO UPDATE SET inner_pad = EXCLUDED.inner_pad, outer_pad = EXCLUDED.outer_pad
"""
# The grants name objects of several apps: they wait until all of those are migrated.
_READY = """
SELECT to_regnamespace('audit') IS NOT NULL AND to_regclass('guardian_userobjectpermission') IS NOT NULL
"""
_BLOCK = 64


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Give the application role its rights and the database the verifying key. Runs as the owner."""
    key = bytes.fromhex(settings.CONTEXT_KEY).ljust(_BLOCK, b"\0")
    with connections[using].cursor() as cursor:
        cursor.execute(_READY)
        if not cursor.fetchone()[0]:
            return
        cursor.execute(_GRANTS)
        cursor.execute(_KEY, [bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)])
