"""What the rules' codes mean in words: the one place where a refusal becomes a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from renate.kit.errors import RuleError

TEXTS = {
    # Phases
    "programme_over": _("The programme's months are over: extend, or go on to follow-up."),
    "backward_basis": _("A step back rests on a setback, new exploitation or readiness."),
    "stay_reason": _("Say why the person stays in this phase."),
    "backward_reason": _("Say why this step back is right."),
    "skip_reason": _("Say why a phase is left out."),
    "early_reason": _("Say why this comes before its time."),
    "not_ready_reason": _("Something on the checklist is missing: say why it is right all the same."),
    "extension_too_early": _("An extension can be decided from month 33 on."),
    "extension_reason": _("Choose the reason for the extension."),
    "extension_until": _("Give a day in the future until which it is extended."),
    "extension_too_long": _("One extension lasts six months at most. It can be repeated."),
    "needs_coordinator": _("A coordinator decides this: an extension, or leaving out a phase."),
    "before_current": _("This is before the present phase began."),
    "no_cycle": _("This case has no cycle yet."),
    "before_case": _("This is before the case was opened."),
    "family_assessment": _("Assess the family first: nobody has looked whether this would be safe."),
    "family_not_suitable": _("The last assessment found the family not suitable."),
    "cycle_running": _("A cycle of this case is running already."),
    "cycle_ended": _("This cycle has ended."),
    "in_future": _("This day is in the future."),
    # Factors (domain 2.6, 2.7)
    "out_of_range": _("A score is between 1 and 5."),
    "score_and_mark": _("Give either a score or a mark, not both."),
    "never_na": _("This factor always applies. Choose a score, or “not known”."),
    "na_reason": _("Say why this factor does not apply."),
    "unanswered": _("Score this factor, or mark it as not applicable or not known."),
    "second_baseline": _("This cycle already has a baseline. Choose another occasion."),
    "baseline_too_early": _(
        "The baseline is never taken in the first 72 hours. Choose another occasion, or wait."
    ),
    "already_corrected": _("This assessment has already been corrected."),
    "before_cycle": _("This is before the programme began."),
    "assessment_refused": _("The person has said no to assessments. Nothing is stored without a yes."),
    "not_the_assessor": _("Whoever made the assessment makes it final."),
    "not_final": _("Only a final assessment is corrected. Change the draft."),
    # Plans (R-18, S3-59)
    "declined_is_final": _("The person declined this. It comes back when the person raises it."),
    "item_settled": _("This service is completed or stopped. Add it again as a new one."),
    "plan_closed": _("This version of the plan is closed. Work in the present one."),
    "plan_empty": _("A plan needs at least one goal before it is agreed."),
    "unmet_reason": _("Say why the service is not available."),
    "unknown_service": _("Choose a service from the catalogue."),
    "due_before_start": _("This is before the day it may begin."),
    "minor_needs_guardian": _("The person is a minor: the guardian agrees and the child assents (R-16)."),
    "plan_not_agreed": _("The plan is approved after the person has agreed to it."),
    "not_own_plan": _("Somebody other than the case manager approves the plan."),
    "may_not_approve": _("A coordinator or director approves the plan."),
    "plan_approved": _("This version is approved already."),
    # Deliveries
    "before_opening": _("This is before the case was opened. Tick “before opening” if that is right."),
    "after_closure": _("The case was closed before this day."),
    "quantity_positive": _("The quantity must be more than nothing."),
    "nobody_took_part": _("Tick at least one."),
    "autonomous_cost": _("What the person or the family does alone is recorded without cost."),
    "grant_needs_cost": _("A grant pays a cost: enter the amount."),
    "not_a_beneficiary": _("This family member is not registered as receiving services."),
    # Training and work (R-19, S1-14, S2-49…51)
    "training_end_first": _("A training can't end before it begins."),
    "market_source": _("Say how the demand was found out."),
    "dropout_reason": _("Say why it ended early. It helps to choose the next one."),
    "training_ended": _("This training has ended already."),
    "training_not_completed": _("Only from a completed training a next step is asked."),
    "training_not_therapy": _("A training belongs to learning or work in the plan: it is no therapy."),
    "before_training_end": _("This is before the training ended."),
    "job_is_recorded": _("Record the job itself: it counts as the next step."),
    "unknown_training": _("Choose a training of this person."),
    "employer_not_suitable": _("This employer was found not suitable. Nobody is sent there."),
    "employer_not_checked": _(
        "This employer was not checked in the last year: say why it is right all the same."
    ),
    "job_ended": _("This job has ended already."),
    "job_end_first": _("A job can't end before it begins."),
    # Setbacks
    "entry_phase": _("Choose the phase in which the new cycle begins."),
    "may_not_reopen": _("Your role opens no case: ask the case manager or a coordinator."),
    "needs_plan": _("There is no contact plan yet: agree on a safe way first. Our office is fine."),
    "unsafe_way": _("The contact plan says that this way is not safe."),
    "effect_not_allowed": _("This does not fit: the case is open, or it is closed."),
    # Placements
    "placement_not_agreed": _("The person does not agree."),
    "placement_community": _("The place was not assessed in the last half year."),
    "placement_community_unfit": _("The place was found not suitable."),
    "placement_employer": _("No job with a checked employer is recorded under Work."),
    "placement_training": _("No training under way is recorded under Work."),
    "placement_reason": _("Give a reason if it has to be all the same."),
    # Follow-ups (2.8, R-21)
    "already_settled": _("This follow-up is already settled."),
    "safety_first": _("Confirm that you have read how to make contact safely."),
    "no_contact_now": _("No contact at present: review consent and safety first."),
    "say_risk": _("Say whether anything has changed in risk."),
}


def rule_error(code: str, field: str | None = None, error: type[RuleError] = RuleError) -> RuleError:
    """The exception for one code."""
    return error([str(TEXTS[code])], field=field)


def raise_first(objections: Iterable[tuple[str | None, str]], error: type[RuleError] = RuleError) -> None:
    """Raise for the first field that something stands against, with all its reasons."""
    found = list(objections)
    if found:
        field = found[0][0]
        raise error([str(TEXTS[code]) for name, code in found if name == field], field=field)


CHECK_LABELS = {
    "assessment_fresh": _("A final assessment of all factors in the last 30 days"),
    "closure_assessment": _("A final closure assessment in the last 30 days"),
    "home_and_safety_2": _("Home and safety are at least fragile (2)"),
    "home_safety_health_3": _("Home, safety and health are at least developing (3)"),
    "no_critical_risk": _("Risk has been assessed, its review is not overdue, and it is not critical"),
    "risk_moderate_or_plan_reviewed": _(
        "Risk is known and moderate at most, or the safety plan has been reviewed"
    ),
    "urgent_health_seen": _("Urgent health needs have been seen to"),
    "plan_agreed": _("A plan is agreed with the person"),
    "legal_status_checked": _("Identity and legal status have been checked"),
    "contact_plan": _("There is a safe-contact plan"),
    "livelihood_under_way": _("Training, work or study is under way, or does not apply"),
    "housing_plan": _("There is a plan for housing"),
    "critical_factors_4": _("The critical factors are stable (4), where they apply"),
    "no_factor_1": _("No factor is critical (1)"),
    "held_three_months": _("This has held for three months or more"),
    "person_agrees": _("The person agrees"),
    "post_closure_asked": _("Contact after closure has been asked about"),
    "trusted_person": _("There is at least one trusted person besides staff"),
}
