"""Start-up of the tenancy layer."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    """Installs the keyring, the organisation's clock and the grants that follow each migration."""

    name = "renate.tenancy"
    label = "tenancy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from renate.kit import clock
        from renate.kit.keyring import install
        from renate.tenancy import checks, grants, zones
        from renate.tenancy.keys import keyring

        install(keyring)
        clock.use_zone(zones.zone_of_scope)
        register(checks.check_tenant_models)
        post_migrate.connect(grants.after_migrate, sender=self, dispatch_uid="renate-grants")
