"""The audit layer."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """No models: a schema of the database's own, reached through functions."""

    name = "renate.audit"
    label = "audit"
