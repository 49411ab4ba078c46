"""Texts about consent and grounds of law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, Basis, SpecialGround
from cases.forms.fields import long_text, one_of
from cases.models import PurposeBasis


class ConsentTextForm(forms.Form):
    """What is read out, in one language."""

    language = one_of(LANGUAGES, _("Language"), required=True)
    text = long_text(
        _("Text"), limit=5000, rows=14, required=True,
        help_text=_("In plain words: what it is for, who sees it, how long it is kept, how to say no."),
    )  # fmt: skip


class BasisForm(forms.Form):
    """On what a purpose rests."""

    basis = one_of(Basis, _("Ground, Article 6"), required=True)
    special_ground = one_of(SpecialGround, _("Ground for special data, Article 9"), required=True)
    note = long_text(_("Note"), limit=2000, rows=4)

    @staticmethod
    def initial_for(row: PurposeBasis | None) -> dict[str, Any]:
        """What was decided before."""
        names = ("basis", "special_ground", "note")
        return {name: getattr(row, name) for name in names} if row else {}
