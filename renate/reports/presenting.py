"""What the pages of a report show, from snapshot, run and issue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.reports.access import AT_WORK
from renate.reports.codes import Audience, ReportState, StepKind
from renate.reports.indicators.crossing import in_order
from renate.reports.languages import LANGUAGES, SOURCE, words_of
from renate.reports.models import Report, ReportIssue, ReportRun
from renate.reports.queries import current_issue, eyes_on, latest_preview, latest_run
from renate.reports.quoting import chosen_words, no_longer_stands
from renate.reports.rules import problems_of_step
from renate.reports.wording import HEADINGS, note_on_marks

STEPS = {
    ReportState.DRAFT: ("review", "Review", StepKind.REVIEWED, Act.REVIEW_REPORT),
    ReportState.REVIEWED: ("approve", "Approve", StepKind.APPROVED, Act.APPROVE_REPORT),
    ReportState.APPROVED: ("issue", "Issue", StepKind.ISSUED, Act.ISSUE_REPORT),
}
# What happened to the work, and what to do now.
PROBLEMS = {
    "changed": (
        "The report was changed meanwhile",
        "Nothing was issued. Have the figures worked out and the report reviewed and approved again.",
    ),
    "suspended": (
        "The organisation is suspended",
        "Nothing was worked out. Ask whoever runs this system to open it again, then try once more.",
    ),
    "no_members": (
        "No member is open",
        "There is nothing to add up: no member organisation is active. Look at the list of organisations.",
    ),
    "unexpected": (
        "The work could not be finished",
        "Nothing was issued or lost. Try again; if it fails once more, tell whoever runs this system the "
        "reference below.",
    ),
}
TONES = {ReportState.DRAFT: "neutral", ReportState.REVIEWED: "info", ReportState.APPROVED: "info",
         ReportState.ISSUED: "good"}  # fmt: skip


def report_page(membership: Membership, report: Report) -> dict[str, Any]:
    """Context of the report's page: the issued figures, else the newest worked out."""
    issue = current_issue(report)
    at_work = any(can(membership, act) for act in AT_WORK)
    open_now = at_work and not report.is_issued
    run = latest_run(report) if at_work else None
    preview = latest_preview(report) if open_now else None
    is_fresh = preview is not None and preview.fingerprint == report.fingerprint
    return {
        "report": report,
        "tone": TONES[ReportState(report.state)],
        "facts": facts(report, None if open_now else issue),
        "issue": issue,
        "versions": ReportIssue.objects.filter(report=report)
        .light()
        .select_related("issued_by__user")
        .newest_first(),
        "open_now": open_now,
        "run": run,
        "problem": PROBLEMS.get(run.problem, PROBLEMS["unexpected"]) if run else None,
        "is_stale": preview is not None and not is_fresh,
        "next_step": next_step(membership, report) if open_now and is_fresh else None,
        "may_write": open_now and can(membership, Act.WRITE_REPORT),
        "may_work_out": can(membership, Act.WRITE_REPORT) or can(membership, Act.ISSUE_REPORT),
        "may_correct": report.is_issued and can(membership, Act.WRITE_REPORT),
        "may_return": open_now and report.state in {ReportState.REVIEWED, ReportState.APPROVED},
        "steps": report.steps.select_related("by__user").order_by("-pk") if at_work else [],
        **content(preview if open_now else issue),
        **_words(report, issue if not open_now else None),
    }


def _words(report: Report, issue: ReportIssue | None) -> dict[str, Any]:
    """The words of persons as they may be shown today: withdrawn ones are gone from this page at once."""
    ended = no_longer_stands(report, clock.today())
    words = chosen_words(report.quotes, report.audience, clock.today())
    return {"quotes": words if issue is None or ended else issue.snapshot["quotes"], "words_ended": ended}


@dataclass(frozen=True)
class NextStep:
    """What comes next, and why this member may not do it; `why` is empty when they may."""

    key: str
    label: str
    why: tuple[str, ...] = ()


def next_step(membership: Membership, report: Report) -> NextStep | None:
    """The step that waits, with the button for whoever may take it."""
    key, label, kind, act = STEPS[ReportState(report.state)]
    if not can(membership, act):
        return NextStep(key, label, (_("Waits for somebody who may do this."),))
    why = problems_of_step(kind, state=report.state, who=membership.pk, eyes=eyes_on(report))
    return NextStep(key, label, tuple(why))


def step_page(membership: Membership, report: Report) -> dict[str, Any]:
    """Context of the check before a step is taken."""
    preview = latest_preview(report)
    ready = preview is not None and preview.fingerprint == report.fingerprint and not report.is_issued
    step = None if report.is_issued else next_step(membership, report)
    words = chosen_words(report.quotes, report.audience, clock.today())
    found = content(preview) | {"quotes": words}
    return {"report": report, "facts": facts(report, None), "ready": ready, "step": step, **found}


def facts(report: Report, issue: ReportIssue | None) -> list[dict[str, Any]]:
    """The summary list."""
    rows: list[tuple[str, Any]] = [
        ("Period", f"{_day(report.period_from)} to {_day(report.period_to)}"),
        ("Figures as at", _day(report.cut_off_on)),
        ("Programme", report.programme.name if report.programme else "All programmes"),
        ("Grant", str(report.grant) if report.grant else "All grants"),
        ("Breakdowns", ", ".join(str(each.label) for each in in_order(report.breakdowns)) or "None"),
        ("Language", dict(LANGUAGES).get(report.language, report.language)),
        ("Readers", Audience(report.audience).label),
        ("Smallest count shown", report.threshold),
    ]
    if report.is_network:
        rows = [row for row in rows if row[0] not in {"Programme", "Grant"}]
    if report.correction:
        rows.append(("Correction", report.correction))
    if issue:
        rows += [
            ("Issued", f"{_day(issue.issued_on)} by {issue.issued_by}, version {issue.version}"),
            ("Content SHA-256", issue.snapshot_sha256),
        ]
    return [{"label": label, "value": value} for label, value in rows]


def _day(value: Any) -> str:
    return f"{value.day} {value:%b %Y}"


def content(source: ReportRun | ReportIssue | None) -> dict[str, Any]:
    """Sections with chart, tables and the definitions of what they count."""
    if source is None or source.snapshot is None:
        nothing: dict[str, Any] = {"sections": [], "protection": None, "texts": [], "quotes": []}
        return nothing | {"made_at": None, "words": SOURCE, "voices": _("In their own words")}
    snapshot = source.snapshot
    with override(words_of(snapshot)):  # the page around it stays in the reader's language
        return _content(snapshot)


def _content(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": words_of(snapshot),
        "texts_in": snapshot["report"]["language"],
        "note": note_on_marks(snapshot["report"]["threshold"]),
        "voices": _("In their own words"),
        "sections": [_section(section, snapshot["definitions"]) for section in snapshot["sections"]],
        "protection": snapshot["protection"],
        "texts": [
            (str(heading), mark_safe(snapshot["texts"][name]))  # noqa: S308 (cleaned by nh3 when it was worked out)
            for name, heading in HEADINGS.items()
            if snapshot["texts"][name]
        ],
        "quotes": snapshot["quotes"],
        "made_at": datetime.fromisoformat(snapshot["made_at"]),
        "most": snapshot["report"]["threshold"] - 1,
    }


def _section(section: dict[str, Any], definitions: list[dict[str, Any]]) -> dict[str, Any]:
    chart = section["chart"]
    return section | {
        "svg": mark_safe(chart["svg"]) if chart else "",  # noqa: S308 (drawn by our own code, labels escaped)
        "definitions": [each for each in definitions if section["key"] in each["tables"]],
    }
