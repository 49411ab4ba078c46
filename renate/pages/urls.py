"""Home, overview, health."""

from django.urls import path

from renate.pages.views import health

app_name = "pages"

urlpatterns = [
    path("health/", health.health, name="health"),
]
