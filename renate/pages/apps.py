"""Start-up of the pages that compose all apps."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, overview, health; makes the queue's application known to every process."""

    name = "renate.pages"
    label = "pages"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from cases import tabs
        from renate.accounts.roles import Section
        from renate.celery import app
        from renate.pages import due, listing, timeline

        app.set_default()
        due.register()
        listing.register()
        timeline.register()
        tabs.register(tabs.Tab("overview", _("Overview"), "pages:case_overview", Section.PLAN, 0))
