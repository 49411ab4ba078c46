"""Start-up of accounts."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_migrate, post_save


def _make_acts(sender: Any, using: str, **kwargs: Any) -> None:
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    from renate.accounts.roles import Act
    from renate.tenancy.models import Organisation

    kind = ContentType.objects.db_manager(using).get_for_model(Organisation)
    known = set(Permission.objects.using(using).filter(content_type=kind).values_list("codename", flat=True))
    Permission.objects.using(using).bulk_create(
        Permission(content_type=kind, codename=act.value, name=act.label)
        for act in Act
        if act.value not in known
    )


def _keep_address(sender: Any, instance: Any, created: bool, using: str, raw: bool, **kwargs: Any) -> None:
    # Proved by the invitation. Without this row the library takes today's address for one that waits to be
    # confirmed, and drops it when another is asked for: nobody could sign in any more.
    from allauth.account.models import EmailAddress

    if created and not raw:
        EmailAddress.objects.using(using).create(
            user=instance, email=instance.email.lower(), verified=True, primary=True
        )


def _forgive_guesses(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    from allauth.account.adapter import get_adapter

    get_adapter().forgive(request, email=user.email)


def _rewrap_second_factors() -> int:
    from renate.accounts.adapters import rewrap_second_factors

    return rewrap_second_factors()


class AccountsConfig(AppConfig):
    """Acts become permissions after each migration; sign-ins are audited."""

    name = "renate.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import email_changed, password_changed, password_reset
        from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed

        from renate.accounts import witness
        from renate.tenancy import rotation

        post_save.connect(_keep_address, sender="accounts.User", dispatch_uid="renate-address")
        post_migrate.connect(_make_acts, sender=self, dispatch_uid="renate-acts")
        user_logged_in.connect(witness.came_in, dispatch_uid="renate-sign-in")
        user_logged_out.connect(witness.left, dispatch_uid="renate-sign-out")
        user_login_failed.connect(witness.failed, dispatch_uid="renate-sign-in-failed")
        authentication_failed.connect(witness.failed_second_step, dispatch_uid="renate-second-step-failed")
        for signal, action in (
            (password_changed, "sign_in.password_changed"),
            (password_reset, "sign_in.password_changed"),
            (email_changed, "sign_in.address_changed"),
            (authenticator_added, "sign_in.second_step_added"),
            (authenticator_removed, "sign_in.second_step_removed"),
        ):
            signal.connect(witness.changed(action), weak=False, dispatch_uid=f"renate-{action}")
        password_reset.connect(_forgive_guesses, dispatch_uid="renate-forgive")
        rotation.register_rewrapper(_rewrap_second_factors, per_organisation=False)
