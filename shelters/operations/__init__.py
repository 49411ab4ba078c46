"""What can be done with houses, beds and stays."""

from shelters.operations.houses import (
    BedError,
    ShelterError,
    add_bed,
    change_shelter,
    open_shelter,
    retire_bed,
)
from shelters.operations.stays import StayError, end_stay, expect_departure, move_stay, start_stay

__all__ = [
    "BedError",
    "ShelterError",
    "StayError",
    "add_bed",
    "change_shelter",
    "end_stay",
    "expect_departure",
    "move_stay",
    "open_shelter",
    "retire_bed",
    "start_stay",
]
