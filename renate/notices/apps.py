"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """In-product notices and their mails."""

    name = "renate.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
