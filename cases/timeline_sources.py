"""What this app puts on the timeline."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import timeline
from cases.access import attachment_sections, readable_note_sections, readable_tasks
from cases.codes import (
    AttachmentKind,
    ClosureReason,
    ClosureState,
    ConferenceKind,
    ConsentDecision,
    ConsentPurpose,
    DisclosureReason,
    FlagKind,
    IncidentKind,
    IncidentSeverity,
    NoteSection,
    RiskLevel,
    TaskState,
    TeamKind,
)
from cases.models import Attachment, Case, Incident
from cases.timeline import Row, Source
from renate.accounts.roles import Access, Section


def label(choices: Any, code: str) -> str:
    """The words for a stored code; numbers come as text."""
    known = {str(value): str(words) for value, words in choices.choices}
    return known.get(code, code)


def _risk(row: Row) -> str:
    return f"{row.code} {label(RiskLevel, row.code)}" if row.code else _("unknown")


def _flag(words: str) -> Any:
    return lambda row: _(words) % {"kind": label(FlagKind, row.code)}


WORK = (
    Source(
        "case_opened", "case", gettext_lazy("Case"), Section.PLAN,
        lambda case, _by: Case.objects.filter(pk=case.pk), "opened_on",
        lambda _row: _("Case opened"), "pages:case_overview", access=Access.LIMITED,
    ),
    Source(
        "closure", "case", gettext_lazy("Case"), Section.PLAN,
        lambda case, _by: case.closure_requests.all(), "on",
        lambda row: _("Closing: %(state)s") % {"state": label(ClosureState, row.code)}, "cases:closure",
        lambda row: label(ClosureReason, row.extra), "state", "reason", "by",
    ),
    Source(
        "team", "team", gettext_lazy("Team"), Section.PLAN, lambda case, _by: case.team.all(), "from_on",
        lambda row: _("Joined as: %(kind)s") % {"kind": label(TeamKind, row.code)}, "cases:team",
        code="kind", by="membership",
    ),
    Source(
        "note", "note", gettext_lazy("Note"), Section.PLAN,
        lambda case, by: case.notes.filter(section__in=readable_note_sections(by), corrected_by=None), "on",
        lambda row: label(NoteSection, row.code), "cases:note_list",
        code="section", by="by", access=Access.LIMITED,
    ),
    Source(
        "conference", "conference", gettext_lazy("Conference"), Section.PLAN,
        lambda case, _by: case.conferences.all(), "on",
        lambda row: label(ConferenceKind, row.code), "cases:conference_show", code="kind", by="by",
        with_ref=True,
    ),
    Source(
        "task", "task", gettext_lazy("Task"), Section.PLAN,
        lambda case, by: readable_tasks(by, case).exclude(state=TaskState.OPEN), "ended_on",
        lambda row: label(TaskState, row.code), "cases:task_show", code="state", by="ended_by",
        with_ref=True, access=Access.LIMITED,
    ),
    Source(
        "flag_raised", "flag", gettext_lazy("Flag"), Section.PLAN, lambda case, _by: case.flags.all(),
        "raised_on", _flag("Raised: %(kind)s"), "cases:task_list", code="kind", by="raised_by",
    ),
    Source(
        "flag_resolved", "flag", gettext_lazy("Flag"), Section.PLAN,
        lambda case, _by: case.flags.filter(resolved_on__isnull=False), "resolved_on",
        _flag("Resolved: %(kind)s"), "cases:task_list", code="kind", by="resolved_by",
    ),
    Source(
        "attachment", "attachment", gettext_lazy("Document"), Section.PLAN,
        lambda case, by: Attachment.objects.filter(
            case=case, section__in=attachment_sections(by, Access.READ)
        ),
        "added_on", lambda row: label(AttachmentKind, row.code), "cases:attachment_list",
        lambda row: _("Taken out later") if row.extra else "", "kind", "removal_reason", "by",
        access=Access.LIMITED,
    ),
    Source(
        "needs", "assessment", gettext_lazy("Assessment"), Section.PLAN,
        lambda case, _by: case.needs_assessments.all(), "on", lambda _row: _("Needs"), "cases:timeline",
        by="by",
    ),
)  # fmt: skip

SAFETY = (
    Source(
        "risk", "risk", gettext_lazy("Risk"), Section.RISK, lambda case, _by: case.risk_assessments.all(),
        "on", lambda row: _("Risk: %(level)s") % {"level": _risk(row)}, "cases:risk_list",
        code="overall", by="by", access=Access.LIMITED,
    ),
    Source(
        "safety_plan", "risk", gettext_lazy("Risk"), Section.RISK, lambda case, _by: case.safety_plans.all(),
        "agreed_on", lambda row: _("Safety plan, version %(version)s") % {"version": row.code},
        "cases:risk_list", code="version", by="by",
    ),
    Source(
        "incident", "incident", gettext_lazy("Incident"), Section.RISK,
        lambda case, _by: Incident.objects.filter(people__case=case), "on",
        lambda row: label(IncidentKind, row.code), "cases:incident_show",
        lambda row: label(IncidentSeverity, row.extra), "kind", "severity", "reported_by", with_ref=True,
    ),
    Source(
        "consent", "consent", gettext_lazy("Consent"), Section.IDENTITY,
        lambda case, _by: case.consents.all(), "valid_from",
        lambda row: label(ConsentPurpose, row.code), "cases:consent_list",
        lambda row: label(ConsentDecision, row.extra), "purpose", "decision", "asked_by",
    ),
    Source(
        "disclosure", "consent", gettext_lazy("Consent"), Section.IDENTITY,
        lambda case, _by: case.disclosures.all(), "on", lambda _row: _("Disclosure without consent"),
        "cases:consent_list", lambda row: label(DisclosureReason, row.code), "reason", by="authorised_by",
    ),
)  # fmt: skip


def register() -> None:
    """Called once at start-up."""
    timeline.register(*WORK, *SAFETY)
