"""The cases app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the tabs of the file that this app owns, and the acts on a file that need two people."""

    name = "cases"
    verbose_name = _("cases")

    def ready(self) -> None:
        from cases import approvals
        from cases.tabs import register_own

        register_own()
        approvals.register()
