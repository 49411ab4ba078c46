"""The list of cases: filters stand in the address, what names a person never does."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import CaseStatus, FlagKind
from cases.forms.fields import long_text, one_of
from cases.forms.team import MemberField, case_managers
from cases.listing import Looking, columns_for, filters_for, waiting_for
from cases.queries.listing import ENDED, OPEN, PERSON, CaseFilters
from renate.accounts.models import Membership

STATUSES = [(OPEN, _("Open")), (ENDED, _("Closed")), ("all", _("All")), *CaseStatus.choices]


class CaseListForm(forms.Form):
    """Filters by codes; sent by GET. An impossible value narrows nothing."""

    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, required=False)

    def __init__(self, data: Any, *, looking: Looking, with_managers: bool = True) -> None:
        super().__init__(data)
        self._first = ["status"]
        for key, item in filters_for(looking.membership).items():
            if key == "manager" and not with_managers:
                continue
            choices = [("", _("All")), *item.choices(looking)]
            self.fields[key] = forms.ChoiceField(label=item.label, choices=choices, required=False)
            if item.is_first:
                self._first.append(key)
        waits = [(key, item.label) for key, item in waiting_for(looking.membership).items()]
        self.fields["waiting"] = forms.MultipleChoiceField(
            label=_("Waits for something"), choices=waits, required=False, widget=forms.CheckboxSelectMultiple
        )
        self._columns = columns_for(looking.membership)

    def first_fields(self) -> list[forms.BoundField]:
        """What most people filter by."""
        return [self[name] for name in self._first]

    def other_fields(self) -> list[forms.BoundField]:
        """What stands behind "More filters"."""
        return [self[name] for name in self.fields if name not in self._first]

    def is_narrowed_further(self) -> bool:
        """Whether one of the others is set."""
        return any(self.cleaned_data.get(field.name) for field in self.other_fields())

    def filters(self, text: str = "") -> CaseFilters:
        """What to narrow and to order by."""
        cleaned = getattr(self, "cleaned_data", {})
        status = cleaned.get("status") or OPEN
        sort = self.data.get("sort", "")
        return CaseFilters(
            text=text,
            status="" if status == "all" or (text and not cleaned.get("status")) else status,
            manager=cleaned.get("manager", ""),
            extra={
                key: cleaned.get(key, "")
                for key in self.fields
                if key not in ("status", "manager", "waiting")
            },
            waiting=cleaned.get("waiting", []),
            sort=sort if sort.lstrip("-") in {PERSON, *self._columns} else "",
        )

    def query(self) -> dict[str, Any]:
        """The codes that are set, to be kept under a name: nothing else that stood in the address."""
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        sort = self.filters().sort
        return kept | ({"sort": sort} if sort else {})


class FindForm(forms.Form):
    """A name or a code; sent by POST, so that no name stands in an address or a log."""

    text = forms.CharField(label=_("Name or code"), max_length=200)


class ColumnsForm(forms.Form):
    """Which columns the member's list has."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The person stands first, always."),
    )  # fmt: skip

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = columns_for(membership).values()
        self.fields["columns"].choices = [(column.key, column.label) for column in there]  # type: ignore[attr-defined]


class ViewNameForm(forms.Form):
    """A name for the list as it is."""

    name = forms.CharField(
        label=_("Name of the view"), max_length=60, help_text=_("For you alone; no name of a person, please.")
    )


class BulkForm(forms.Form):
    """What to do with the chosen cases; the cases come from the list."""

    def __init__(self, data: Mapping[str, Any] | None, *, kind: str) -> None:
        super().__init__(data)
        if kind == "assign":
            self.fields["to"] = MemberField(
                case_managers(), label=_("New case manager"), empty_label=_("Choose")
            )
        else:
            self.fields["flag"] = one_of(FlagKind, _("Flag"), required=True)
            self.fields["reason"] = long_text(_("Why"), limit=2000, rows=3, required=True)
