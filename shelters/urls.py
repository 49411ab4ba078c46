"""Addresses of shelters and stays."""

from django.urls import path

from shelters.views import houses, incidents, placing, stays

app_name = "shelters"

urlpatterns = [
    # shelters
    path("shelters/", houses.shelter_list, name="shelter_list"),
    path("shelters/new/", houses.shelter_add, name="shelter_add"),
    path("shelters/waiting/", placing.waiting_list, name="waiting_list"),
    path("shelters/<ref:ref>/", houses.shelter_show, name="shelter_show"),
    path("shelters/<ref:ref>/change/", houses.shelter_change, name="shelter_change"),
    path("shelters/<ref:ref>/close/", houses.shelter_close, name="shelter_close"),
    path("shelters/<ref:ref>/rules/", houses.rules_write, name="rules_write"),
    path("shelters/<ref:ref>/incidents/", incidents.house_incident_list, name="house_incident_list"),
    path("shelters/<ref:ref>/incidents/new/", incidents.house_incident_add, name="house_incident_add"),
    path("shelters/<ref:ref>/beds/new/", houses.bed_add, name="bed_add"),
    path("shelters/<ref:ref>/beds/<ref:bed_ref>/retire/", houses.bed_retire, name="bed_retire"),
    # the stay of a case
    path("cases/<ref:ref>/stay/", stays.stay_show, name="stay_show"),
    path("cases/<ref:ref>/stay/start/", stays.stay_start, name="stay_start"),
    path("cases/<ref:ref>/stay/move/", stays.stay_move, name="stay_move"),
    path("cases/<ref:ref>/stay/end/", stays.stay_end, name="stay_end"),
    path("cases/<ref:ref>/stay/expect/", stays.stay_expect, name="stay_expect"),
    path("cases/<ref:ref>/stay/away/", stays.stay_away, name="stay_away"),
    path("cases/<ref:ref>/stay/back/", stays.stay_back, name="stay_back"),
    path("cases/<ref:ref>/stay/rules/", stays.stay_rules, name="stay_rules"),
    # before a bed is given
    path("cases/<ref:ref>/stay/waiting/", placing.waiting_add, name="waiting_add"),
    path("cases/<ref:ref>/stay/waiting/end/", placing.waiting_end, name="waiting_end"),
    path("cases/<ref:ref>/stay/apart/", placing.apart_add, name="apart_add"),
    path("cases/<ref:ref>/stay/apart/<ref:apart_ref>/end/", placing.apart_end, name="apart_end"),
]
