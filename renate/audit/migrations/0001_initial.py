"""The schema of events: nobody but its functions touches the table."""

from django.db import migrations

from renate.audit import sql

_PARTS = sql.EVENTS + sql.SIGNS + sql.SIGN_INS + sql.SEALS + sql.SCRUB + sql.RIGHTS


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_initial")]
    operations = [migrations.RunSQL(_PARTS, "DROP SCHEMA audit CASCADE")]
