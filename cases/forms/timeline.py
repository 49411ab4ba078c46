"""What of the timeline to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class KindForm(forms.Form):
    """One kind of event, or all; sent by GET, an unknown kind shows all."""

    kind = forms.ChoiceField(label=_("Show"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Everything")), *kinds]  # type: ignore[attr-defined]
