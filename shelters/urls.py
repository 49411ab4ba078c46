"""Addresses of shelters and stays."""

from django.urls import path

from shelters.views import houses, stays

app_name = "shelters"

urlpatterns = [
    # shelters
    path("shelters/", houses.shelter_list, name="shelter_list"),
    path("shelters/new/", houses.shelter_add, name="shelter_add"),
    path("shelters/<str:ref>/", houses.shelter_show, name="shelter_show"),
    path("shelters/<str:ref>/change/", houses.shelter_change, name="shelter_change"),
    path("shelters/<str:ref>/beds/new/", houses.bed_add, name="bed_add"),
    path("shelters/<str:ref>/beds/<str:bed_ref>/retire/", houses.bed_retire, name="bed_retire"),
    # the stay of a case
    path("cases/<str:ref>/stay/", stays.stay_show, name="stay_show"),
    path("cases/<str:ref>/stay/start/", stays.stay_start, name="stay_start"),
    path("cases/<str:ref>/stay/move/", stays.stay_move, name="stay_move"),
    path("cases/<str:ref>/stay/end/", stays.stay_end, name="stay_end"),
    path("cases/<str:ref>/stay/expect/", stays.stay_expect, name="stay_expect"),
]
