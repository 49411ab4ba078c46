"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """In-product notices and their mails."""

    name = "renate.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from renate.accounts import four_eyes
        from renate.notices import approvals

        four_eyes.on_asked.append(approvals.tell_deciders)
        four_eyes.on_decided.append(approvals.tell_asker)
