"""The list of cases: filters stand in the address, what names a person never does."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import CaseStatus
from cases.listing import FILTERS
from cases.queries.listing import ENDED, MINE, NOBODY, OPEN, CaseFilters

STATUSES = [(OPEN, _("Open")), (ENDED, _("Closed")), ("all", _("All")), *CaseStatus.choices]
MANAGERS = [("", _("Everybody’s")), (MINE, _("Mine")), (NOBODY, _("Without a case manager"))]


class CaseListForm(forms.Form):
    """Filters by codes; sent by GET."""

    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, required=False)
    manager = forms.ChoiceField(label=_("Case manager"), choices=MANAGERS, required=False)

    def __init__(self, *args: Any, with_managers: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_managers:
            del self.fields["manager"]
        for item in FILTERS.values():
            choices = [("", _("All")), *item.choices()]
            self.fields[item.key] = forms.ChoiceField(label=item.label, choices=choices, required=False)

    def filters(self, text: str = "") -> CaseFilters:
        """What to narrow by; an impossible value narrows nothing."""
        cleaned = getattr(self, "cleaned_data", {})
        status = cleaned.get("status") or OPEN
        return CaseFilters(
            text=text,
            status="" if status == "all" or (text and not cleaned.get("status")) else status,
            manager=cleaned.get("manager", ""),
            extra={key: cleaned.get(key, "") for key in FILTERS},
        )


class FindForm(forms.Form):
    """A name or a code; sent by POST, so that no name stands in an address or a log."""

    text = forms.CharField(label=_("Name or code"), max_length=200)
