"""The kit: template tags and form renderer; no models."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Small parts everybody uses."""

    name = "renate.kit"
    label = "kit"

    def ready(self) -> None:
        # Registers `<ref:…>` for every URL conf.
        from renate.kit import converters  # noqa: F401
