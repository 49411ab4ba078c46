"""Shelter, Bed, Stay."""

from shelters.models.shelter import Bed, Shelter
from shelters.models.stay import Stay

__all__ = ["Bed", "Shelter", "Stay"]
