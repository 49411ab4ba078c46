"""Reads over shelters, beds and stays."""

from shelters.queries.board import Occupancy, board, closed_shelters, occupancy, open_shelters, stays_of
from shelters.queries.incidents import LoggedIncident, incidents_of, residents
from shelters.queries.nights import BedNights, Night, bed_nights, nights_of
from shelters.queries.placing import (
    ApartInFile,
    Waiting,
    apart_in_file,
    apart_in_house,
    free_beds,
    waiting_list,
    waits_of,
)

__all__ = [
    "ApartInFile",
    "BedNights",
    "LoggedIncident",
    "Night",
    "Occupancy",
    "Waiting",
    "apart_in_file",
    "apart_in_house",
    "bed_nights",
    "board",
    "closed_shelters",
    "free_beds",
    "incidents_of",
    "nights_of",
    "occupancy",
    "open_shelters",
    "residents",
    "stays_of",
    "waiting_list",
    "waits_of",
]
