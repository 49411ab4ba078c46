"""Start-up of the referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers the tab of referrals and what a withdrawn consent does to packages."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from referrals import registration

        registration.register()
