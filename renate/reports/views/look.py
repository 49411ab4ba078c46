"""How reports look, and the words of persons that may stand in them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cases.decorators import case_page
from cases.models import Case
from renate.accounts.access import section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status
from renate.reports import operations
from renate.reports.branding import brand_of
from renate.reports.codes import QuoteUse
from renate.reports.forms import BrandForm, QuoteForm
from renate.reports.models import Quote


@requires(Act.WRITE_REPORT)
def report_look(request: MemberRequest) -> HttpResponse:
    """Logo and colour of the organisation's reports."""
    look = brand_of()
    form = BrandForm(request.POST or None, request.FILES or None, initial={"colour": look.colour})
    if form.is_valid():
        data = form.cleaned_data
        upload = data.pop("logo")
        # One byte more than is allowed is enough to refuse it; a huge file is not read.
        data["logo"] = upload.read(1_000_001) if upload else None
        try:
            operations.set_brand(by=request.membership, **data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, "Reports issued from now on look like this.")
            return redirect("reports:report_look")
    return render(request, "reports/report_look.html", {"form": form, "look": look}, status=form_status(form))


@case_page(Section.PLAN, Access.READ, tab="quotes")
def quote_list(request: MemberRequest, case: Case) -> HttpResponse:
    """The words of this person that may be printed, and for which uses."""
    quotes = Quote.objects.filter(case=case).select_related("consent").order_by("-pk")
    return render(
        request,
        "reports/quote_list.html",
        {
            "case": case,
            "quotes": quotes,
            "today": clock.today(),
            "uses": QuoteUse.choices,
            "may_write": section_access(request.membership, Section.PLAN) >= Access.WRITE,
        },
    )


@case_page(Section.PLAN, Access.WRITE, tab="quotes")
def quote_add(request: MemberRequest, case: Case) -> HttpResponse:
    """Keep words that the person agreed to."""
    form = QuoteForm(request.POST or None)
    if form.is_valid():
        try:
            operations.keep_quote(by=request.membership, on=clock.today(), case=case, **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, "The words have been kept.")
            return redirect("reports:quote_list", case.public_id)
    return render(request, "reports/quote_add.html", {"case": case, "form": form}, status=form_status(form))
