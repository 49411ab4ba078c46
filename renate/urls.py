"""All addresses; apps own theirs, this file only mounts them."""

from django.urls import include, path

urlpatterns = [
    path("", include("renate.accounts.urls")),
    path("", include("renate.drafts.urls")),
    path("", include("renate.notices.urls")),
    path("", include("cases.urls")),
    path("", include("shelters.urls")),
    path("", include("reintegration.urls")),
    path("", include("referrals.urls")),
    path("", include("renate.funding.urls")),
    path("", include("renate.reports.urls")),
    path("", include("renate.rights.urls")),
    path("api/", include("renate.api.urls")),
    # Last, so that a page such as cases/new/ is found before the overview of a file.
    path("", include("renate.pages.urls")),
]

handler400 = "renate.pages.views.errors.bad_request"
handler403 = "renate.pages.views.errors.forbidden"
handler404 = "renate.pages.views.errors.not_found"
handler500 = "renate.pages.views.errors.server_error"
