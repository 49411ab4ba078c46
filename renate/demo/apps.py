"""Start-up of this part."""

from django.apps import AppConfig


class PartConfig(AppConfig):
    """No models of its own."""

    name = "renate.demo"
    label = "demo"
