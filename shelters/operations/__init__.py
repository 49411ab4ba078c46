"""What can be done with houses, beds and stays."""

from shelters.operations.houses import (
    BedError,
    ShelterError,
    add_bed,
    change_shelter,
    close_shelter,
    open_shelter,
    retire_bed,
    write_house_rules,
)
from shelters.operations.incidents import log_house_incident
from shelters.operations.placing import (
    ApartError,
    WaitingError,
    ask_for_bed,
    end_keep_apart,
    end_waiting,
    keep_apart,
)
from shelters.operations.stays import (
    StayError,
    end_absence,
    end_stay,
    expect_departure,
    explain_rules,
    move_stay,
    note_absence,
    start_stay,
)

__all__ = [
    "ApartError",
    "BedError",
    "ShelterError",
    "StayError",
    "WaitingError",
    "add_bed",
    "ask_for_bed",
    "change_shelter",
    "close_shelter",
    "end_absence",
    "end_keep_apart",
    "end_stay",
    "end_waiting",
    "expect_departure",
    "explain_rules",
    "keep_apart",
    "log_house_incident",
    "move_stay",
    "note_absence",
    "open_shelter",
    "retire_bed",
    "start_stay",
    "write_house_rules",
]
