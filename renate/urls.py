"""All addresses; apps own theirs, this file only mounts them."""

from importlib.util import find_spec

from django.urls import include, path

_PARTS = [
    "renate.accounts",
    "cases",
    "shelters",
    "reintegration",
    "referrals",
    "renate.funding",
    "renate.reports",
    "renate.pages",
]
urlpatterns = [
    path("", include(f"{part}.urls")) for part in _PARTS if find_spec(f"{part}") and find_spec(f"{part}.urls")
]
if find_spec("renate.api.urls"):
    urlpatterns.append(path("api/", include("renate.api.urls")))

handler400 = "renate.pages.views.errors.bad_request"
handler403 = "renate.pages.views.errors.forbidden"
handler404 = "renate.pages.views.errors.not_found"
handler500 = "renate.pages.views.errors.server_error"
