"""The audit layer."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """No models: a schema of the database's own, reached through functions."""

    name = "renate.audit"
    label = "audit"

    def ready(self) -> None:
        from renate.audit.recording import record
        from renate.tenancy import rotation

        if record not in rotation.witnesses:
            rotation.witnesses.append(record)
