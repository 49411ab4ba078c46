"""Addresses of drafts; a draft is read on the page of its form only."""

from django.urls import path

from renate.drafts import views

app_name = "drafts"

urlpatterns = [
    path("drafts/keep/", views.draft_keep, name="draft_keep"),
    path("drafts/discard/", views.draft_discard, name="draft_discard"),
]
