"""Addresses of the funding part."""

from django.urls import path

from renate.funding.views import grant, terms

app_name = "funding"

urlpatterns = [
    # grants
    path("grants/", grant.grant_list, name="grant_list"),
    path("grants/new/", grant.grant_add, name="grant_add"),
    # donors and programmes
    path("grants/donors/new/", grant.donor_add, name="donor_add"),
    path("grants/programmes/new/", grant.programme_add, name="programme_add"),
    # instalments and deadlines
    path(
        "grants/instalments/<ref:ref>/received/",
        terms.instalment_received,
        name="instalment_received",
    ),
    path("grants/deadlines/<ref:ref>/met/", terms.deadline_met, name="deadline_met"),
    # one grant
    path("grants/<ref:ref>/", terms.grant_show, name="grant_show"),
    path("grants/<ref:ref>/lines/new/", terms.line_add, name="line_add"),
    path("grants/<ref:ref>/instalments/new/", terms.instalment_add, name="instalment_add"),
    path("grants/<ref:ref>/deadlines/new/", terms.deadline_add, name="deadline_add"),
    path("grants/<ref:ref>/costs/new/", terms.cost_add, name="cost_add"),
]
