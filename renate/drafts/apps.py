"""The drafts app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Unsaved text of long forms, for its writer alone."""

    name = "renate.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
