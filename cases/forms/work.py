"""Tasks, flags, conferences, incidents, feedback."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import members_with_cases
from cases.codes import (
    ConferenceKind,
    FeedbackFrom,
    FeedbackKind,
    FeedbackState,
    FeedbackTopic,
    FlagKind,
    IncidentKind,
    IncidentSeverity,
    ReportedTo,
    TaskState,
)
from cases.forms.fields import day, long_text, one_of, some_of
from cases.forms.team import MemberField
from cases.models import CaseConference, Feedback, Incident, Task
from cases.operations import Decision
from renate.accounts.models import Membership

DECISION_ROWS = 4
ENDINGS = [(TaskState.DONE, TaskState.DONE.label), (TaskState.DROPPED, TaskState.DROPPED.label)]


class MembersField(forms.ModelMultipleChoiceField):
    """Several members, with the role beside the name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj} ({obj.get_role_display()})"


class TaskForm(forms.Form):
    """What, by when, by whom."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due_on = day(_("By"))
    assigned_to = MemberField(Membership.objects.none(), label=_("Who does it"), empty_label=_("Choose"))
    is_urgent = forms.BooleanField(label=_("Urgent"), required=False)
    details = long_text(_("Details"), limit=5000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = members_with_cases()  # type: ignore[attr-defined]

    @staticmethod
    def initial_for(task: Task) -> dict[str, Any]:
        """What is stored."""
        stored = {name: getattr(task, name) for name in ("title", "due_on", "is_urgent", "details")}
        return stored | {"assigned_to": task.assigned_to_id}


class EndTaskForm(forms.Form):
    """How it ended."""

    state = one_of(ENDINGS, _("The task is"), required=True, radio=True)
    outcome = long_text(_("What came of it"), limit=2000, rows=3)


class FlagForm(forms.Form):
    """Why colleagues should look twice."""

    kind = one_of(FlagKind, _("Flag"), required=True)
    reason = long_text(_("Why"), limit=2000, rows=4, required=True)


class ResolveFlagForm(forms.Form):
    """What became of it."""

    resolution = long_text(_("How it was resolved"), limit=2000, rows=4, required=True)


class ConferenceForm(forms.Form):
    """Who sat together and what they decided; a decision with a member and a day becomes a task."""

    on = day(_("Held on"))
    kind = one_of(ConferenceKind, _("Kind"), required=True)
    person_took_part = forms.BooleanField(label=_("The person took part"), required=False)
    members = MembersField(Membership.objects.none(), label=_("Members who attended"), required=False)
    others = long_text(
        _("Who else attended"), limit=2000, rows=2, help_text=_("Function and body; a name only if needed.")
    )
    summary = long_text(_("What was discussed"), rows=8, required=True)
    next_on = day(_("Next conference"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(members_with_cases())
        self.fields["members"].queryset = members_with_cases()  # type: ignore[attr-defined]
        choices = [("", _("Nobody yet")), *[(str(member.pk), f"{member}") for member in people]]
        self._people = {str(member.pk): member for member in people}
        for number in range(DECISION_ROWS):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Decision"), max_length=500, required=False
            )
            self.fields[f"who_{number}"] = forms.ChoiceField(label=_("Who"), choices=choices, required=False)
            self.fields[f"due_{number}"] = day(_("By"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(DECISION_ROWS):
            text, who, due = (cleaned.get(f"{part}_{number}") for part in ("text", "who", "due"))
            if (who or due) and not text:
                self.add_error(f"text_{number}", _("Say what was decided."))
            if bool(who) != bool(due) and text:
                self.add_error(f"due_{number}", _("A task needs both: who does it, and by when."))
        return cleaned

    def main_fields(self) -> Iterator[forms.BoundField]:
        """Everything but the rows of decisions."""
        return (self[name] for name in self.base_fields)

    def decision_rows(self) -> list[list[forms.BoundField]]:
        """The rows, as they are drawn."""
        return [
            [self[f"{part}_{number}"] for part in ("text", "who", "due")] for number in range(DECISION_ROWS)
        ]

    def answers(self) -> dict[str, Any]:
        """What the operation takes."""
        cleaned = self.cleaned_data
        decisions = [
            Decision(cleaned[f"text_{n}"], self._people.get(cleaned[f"who_{n}"]), cleaned[f"due_{n}"])
            for n in range(DECISION_ROWS)
            if cleaned[f"text_{n}"]
        ]
        plain = {name: cleaned[name] for name in self.base_fields}
        return plain | {"members": list(cleaned["members"]), "decisions": decisions}

    @staticmethod
    def initial_for(conference: CaseConference) -> dict[str, Any]:
        """What is stored; decisions are added, not changed."""
        names = ("on", "kind", "person_took_part", "others", "summary", "next_on")
        members = conference.attendees.order_by("membership").values_list("membership", flat=True)
        return {name: getattr(conference, name) for name in names} | {"members": list(members)}


class IncidentForm(forms.Form):
    """What happened."""

    on = day(_("Happened on"))
    at_time = forms.TimeField(label=_("At"), required=False)
    kind = one_of(IncidentKind, _("Kind"), required=True)
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=IncidentSeverity.choices, coerce=int, widget=forms.RadioSelect
    )
    what_happened = long_text(
        _("What happened"), rows=8, required=True, help_text=_("What was seen and heard, in order.")
    )
    response = long_text(_("What was done"), rows=4)
    reported_to = some_of(ReportedTo, _("Reported to"))

    @staticmethod
    def initial_for(incident: Incident) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(incident, name) for name in IncidentForm.base_fields}


class FeedbackForm(forms.Form):
    """A complaint, a suggestion, thanks."""

    on = day(_("Received on"))
    kind = one_of(FeedbackKind, _("Kind"), required=True, radio=True)
    given_by = one_of(FeedbackFrom, _("From"), required=True, radio=True)
    topic = one_of(FeedbackTopic, _("About"), required=True)
    about = MemberField(
        Membership.objects.none(), label=_("Member it is about"), required=False, empty_label=_("Nobody"),
        help_text=_("Whoever it is about will not read or handle it."),
    )  # fmt: skip
    text = long_text(
        _("In their words"),
        rows=8,
        required=True,
        help_text=_("Leave out what tells who an anonymous sender is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.active().select_related("user").order_by("user__full_name", "pk")
        self.fields["about"].queryset = members  # type: ignore[attr-defined]


class HandleFeedbackForm(forms.Form):
    """What came of it."""

    state = one_of(FeedbackState, _("State"), required=True)
    result = long_text(_("What came of it"), rows=6)
    told_back = forms.BooleanField(label=_("The sender was told"), required=False)

    @staticmethod
    def initial_for(feedback: Feedback) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(feedback, name) for name in HandleFeedbackForm.base_fields}


class CorrectNoteForm(forms.Form):
    """The note in its new wording."""

    text = long_text(_("Note"), required=True, rows=12)
