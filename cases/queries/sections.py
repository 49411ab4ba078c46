"""How far each part of a file is: one or two questions a part."""

from datetime import date

from django.utils.translation import gettext as _

from cases.codes import AskedStatus, ConsentPurpose, DocumentStatus, IdentificationStatus
from cases.models import Case, CaseTeamMember, FamilyAssessment, RiskAssessment
from cases.queries.consent import latest_answers, said_no
from cases.queries.guardians import missing_for
from cases.queries.safety import latest_with_plan, plan_needed
from cases.rules.arrival import decision_is_open, needs_screening
from cases.rules.contact import needs_check
from cases.rules.needs import full_round_by, urgent_needs_by
from cases.rules.risk import risk_state
from cases.sections import State, begun, done, late, to_do


def arrival(case: Case, today: date) -> State:
    """Circumstances and identification (S0-01…07, S2-08)."""
    if needs_screening(case.type_of_return, case.identification_status):
        return begun(_("May be an unidentified person: look closely, and record who decides."))
    if decision_is_open(case.identification_status, case.identified_by):
        return begun(_("Who decided on the identification?"))
    urgent = case.urgent_needs or case.silence("urgent_needs")
    by = None if urgent else urgent_needs_by(case.opened_on, today, refused=_refused(case))
    if by is not None and by < today and not case.needs_assessments.exists():
        return late(_("Urgent needs: due within 72 hours."))
    known = (case.rescue_context, case.first_responder, urgent)
    return done() if all(known) else begun() if any(known) else to_do()


def period(case: Case, today: date) -> State | None:
    """The time to reflect starts with identification, also a presumed one (R-22)."""
    if case.identification_status == IdentificationStatus.NOT_A_VICTIM:
        return None
    running = case.reflection_periods.order_by("-from_on").first()
    if running is None:
        return to_do(_("At least 30 days to decide freely, whatever the decision."))
    return done() if running.informed_on else begun(_("The person is not informed yet."))


def risk(case: Case, today: date) -> State:
    """An assessment that stands."""
    latest = RiskAssessment.objects.latest_for(case)
    if latest is None:
        return late(_("On the first day."))
    state = risk_state(latest.overall, latest.review_due, today)
    return late(_("The review is late: the level counts as unknown.")) if state.unknown_since else done()


def safety_plan(case: Case, today: date) -> State | None:
    """A plan, where the level asks for one."""
    latest = latest_with_plan(case)
    state = plan_needed(latest, today)
    if state.is_met:
        return done() if case.safety_plans.exists() else None
    return late() if state.is_overdue or (latest and latest.overall == 4) else to_do()


def minor(case: Case, today: date) -> State | None:
    """Guardian, authority and best interest of a minor (R-16)."""
    if not case.person.is_minor_on(today):
        return None
    missing = missing_for(case, today)
    words = {
        "guardian": _("guardian"), "actor": _("child-protection authority"),
        "best_interest": _("note on what is best for the child"),
    }  # fmt: skip
    if not missing:
        return done()
    return late(_("Missing: %(what)s.") % {"what": ", ".join(words[code] for code in missing)})


def identity(case: Case, today: date) -> State:
    """The person in more than the short form asks."""
    person = case.person
    asked = ("birth_date", "citizenship", "education_level", "marital_status", "literacy", "children_count")
    there = [n for n in asked if getattr(person, n) not in (None, "") or person.silence(n)]
    return done() if len(there) == len(asked) else begun() if there else to_do()


def papers(case: Case, today: date) -> State:
    """Documents and the right to stay."""
    documents = list(case.person.documents.values_list("status", "expires_on"))
    expired = [1 for status, day in documents if status == DocumentStatus.VALID and day and day < today]
    if expired:
        return late(_("A document has expired."))
    there = bool(documents) + case.person.residences.exists()
    return (to_do(), begun(), done())[there]


def people(case: Case, today: date) -> State:
    """Who is there."""
    return done() if case.person.related_people.exists() else to_do()


def experience(case: Case, today: date) -> State:
    """What was told, or why nothing was."""
    told = list(case.person.episodes.values_list("asked_status", flat=True))
    if not told:
        return to_do(_("Nobody has to tell their story to be helped."))
    return done() if AskedStatus.ANSWERED in told else begun(_("Not talked about."))


def consent(case: Case, today: date) -> State:
    """How many of the purposes were asked."""
    asked = {row.purpose for row in latest_answers(case)} - {ConsentPurpose.SHARE_ORG}
    hint = _("%(asked)s of %(all)s purposes asked.") % {"asked": len(asked), "all": len(ConsentPurpose) - 1}
    return begun(hint) if asked else late(hint)


def contact(case: Case, today: date) -> State:
    """A plan that holds."""
    plan = case.contact_plans.filter(is_current=True).first()
    if plan is None:
        return late(_("Don’t call or write before one is agreed."))
    return late(_("To be confirmed.")) if needs_check(plan.check_on, today) else done()


def team(case: Case, today: date) -> State:
    """A team, not one worker (S2-09)."""
    if case.case_manager_id is None:
        return late(_("No case manager yet."))
    return (
        done()
        if CaseTeamMember.objects.current_on(today).filter(case=case).exists()
        else begun(_("The case manager is alone."))
    )


def profile(case: Case, today: date) -> State:
    """What the person brings (S0-32, S0-33)."""
    there = hasattr(case.person, "profile") + case.person.skills.exists()
    return (to_do(), begun(), done())[there]


def needs(case: Case, today: date) -> State:
    """A full round in 14 days, then again (S2-10, S2-15)."""
    newest = case.needs_assessments.order_by("-on", "-id").first()
    if (newest is None or newest.repeat_on < today) and _refused(case):
        return done(_("The person refused to be assessed."))
    if newest is None:
        due = full_round_by(case.opened_on)
        return late(_("Due within 14 days.")) if due < today else to_do(_("Within 14 days."))
    return late(_("To be repeated.")) if newest.repeat_on < today else done()


def _refused(case: Case) -> bool:
    return said_no(case.person, ConsentPurpose.ASSESSMENT)


def family(case: Case, today: date) -> State:
    """Needed before a placement with the family, and for every minor (S2-13)."""
    there = FamilyAssessment.objects.filter(case=case).exists()
    hint = _("Needed before a placement.") if case.person.is_minor_on(today) else ""
    return done() if there else to_do(hint)


def community(case: Case, today: date) -> State:
    """The place where the person might live (S2-13)."""
    return done() if case.community_assessments.exists() else to_do()
