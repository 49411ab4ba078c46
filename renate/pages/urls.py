"""Home, caseload, overview, health."""

from django.urls import path

from renate.pages.views import caseload, health, home, overview

app_name = "pages"

urlpatterns = [
    path("", home.home, name="home"),
    path("day/", home.day_show, name="day_show"),
    path("notices/", home.notice_list, name="notice_list"),
    path("notices/<ref:ref>/read/", home.notice_read, name="notice_read"),
    path("caseload/", caseload.caseload_show, name="caseload_show"),
    path("health/", health.health, name="health"),
    # The overview mixes apps, so it lives up here; the other pages of a file are their apps' own.
    path("cases/<ref:ref>/", overview.case_overview, name="case_overview"),
]
