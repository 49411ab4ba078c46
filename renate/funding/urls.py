"""Addresses of the funding part."""

from django.urls import path

from renate.funding.views import grant

app_name = "funding"

urlpatterns = [
    # grants
    path("grants/", grant.grant_list, name="grant_list"),
    path("grants/new/", grant.grant_add, name="grant_add"),
    # donors and programmes
    path("grants/donors/new/", grant.donor_add, name="donor_add"),
    path("grants/programmes/new/", grant.programme_add, name="programme_add"),
]
