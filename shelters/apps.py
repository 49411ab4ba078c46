"""Start-up of the shelters app."""

from django.apps import AppConfig


class SheltersConfig(AppConfig):
    """Registers the tab of a stay and what keeps a case from closing."""

    name = "shelters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shelters import registration

        registration.register()
