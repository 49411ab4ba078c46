"""The cases app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the tabs of the file that this app owns."""

    name = "cases"
    verbose_name = _("cases")

    def ready(self) -> None:
        from cases.tabs import register_own

        register_own()
