"""allauth's forms of an account, with the labels of this house."""

from typing import Any

from allauth.account.forms import AddEmailForm, ChangePasswordForm, ResetPasswordKeyForm
from django.utils.translation import gettext_lazy as _


class NewAddressForm(AddEmailForm):
    """The address that will count once its link was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New address")


class NewPasswordForm(ChangePasswordForm):
    """A new password for somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        _name_passwords(self)


class ForgottenPasswordForm(ResetPasswordKeyForm):
    """A new password for somebody who opened the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self)


def _name_passwords(form: Any) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password again")
