"""Addresses of drafts; a draft is read on the page of its form only."""

from django.urls import path

from renate.drafts.views import draft

app_name = "drafts"

urlpatterns = [
    path("drafts/keep/", draft.draft_keep, name="draft_keep"),
    path("drafts/discard/", draft.draft_discard, name="draft_discard"),
]
