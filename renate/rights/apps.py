"""Start-up of the rights of the person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    """Above the apps that hold data about people: it walks over all of them."""

    name = "renate.rights"
    label = "rights"
    verbose_name = _("Rights of the person")

    def ready(self) -> None:
        from cases.tabs import Tab, register
        from renate.accounts.roles import Access, Section
        from renate.rights import due

        due.register()
        register(Tab("rights", _("Rights"), "rights:case_rights", Section.PLAN, 125, Access.READ))
