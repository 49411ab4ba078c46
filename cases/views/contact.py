"""The safe contact plan."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.codes import Channel
from cases.decorators import CaseRequest, case_page
from cases.forms.safety import ContactPlanForm
from cases.models import Case, ContactPlan
from cases.operations import set_contact_plan
from cases.queries.identity import language_name, yes_no
from cases.rules.contact import needs_check
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.IDENTITY, Access.READ, tab="contact")
def contact(request: CaseRequest, case: Case) -> HttpResponse:
    """How the person may be reached, read before every contact."""
    plan = case.contact_plans.filter(is_current=True).first()
    access = section_access(request.membership, Section.IDENTITY)
    context = {
        "plan": plan,
        "rows": _rows(plan) if plan else [],
        "is_old": plan is not None and needs_check(plan.check_on, clock.today()),
        "may_write": access >= Access.WRITE,
    }
    return draw(request, case, "contact", **context)


@case_page(Section.IDENTITY, Access.WRITE, tab="contact")
def contact_edit(request: CaseRequest, case: Case) -> HttpResponse:
    """Agree on the plan anew; the one before is kept."""
    held(request, case)  # each agreement is a new row: the case stands for them
    plan = case.contact_plans.filter(is_current=True).first()
    start = (ContactPlanForm.initial_for(plan) if plan else {}) | {"on": clock.today()}
    form = edited(ContactPlanForm(sent(request), initial=start), plan, ignore=["on"])
    form = drafted(request, form, label=_("Contact"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: set_contact_plan(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The contact plan is saved."), "cases:contact", case.ref)
    return draw(request, case, "contact_edit", form=form)


def _rows(plan: ContactPlan) -> list[dict[str, object]]:
    words = dict(Channel.choices)
    rows = [
        (_("Way of contact"), plan.get_channel_display()),
        (_("Number or address"), plan.value),
        (_("Never use"), ", ".join(str(words[code]) for code in plan.unsafe_channels)),
        (_("Safe times"), plan.safe_times),
        (_("Say we are"), plan.say_we_are),
        (_("Code word"), plan.code_word),
        (_("Who else may answer"), plan.who_may_answer),
        (_("A message may be left"), yes_no(plan.may_leave_message)),
        (_("Language"), language_name(plan.language)),
        (_("Trusted person, and what they know"), plan.trusted_person),
        (_("Also after the case is closed"), yes_no(plan.valid_after_closure)),
    ]
    return [{"label": label, "value": value} for label, value in rows]
