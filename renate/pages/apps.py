"""Start-up of the pages that compose all apps."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, overview, health; makes the queue's application known to every process."""

    name = "renate.pages"
    label = "pages"

    def ready(self) -> None:
        from renate.celery import app

        app.set_default()
