"""The schema of events: nobody but its functions touches the table."""

from django.db import migrations

from renate.audit import sql


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_initial")]
    operations = [migrations.RunSQL(sql.EVENTS + sql.SIGNS + sql.SEALS + sql.RIGHTS, "DROP SCHEMA audit CASCADE")]
