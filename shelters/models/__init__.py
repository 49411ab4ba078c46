"""Houses with their beds and rules, stays with absences, who waits, who should be kept apart."""

from shelters.models.house_rules import HouseRules
from shelters.models.incident import HouseIncident
from shelters.models.placing import BedRequest, KeepApart
from shelters.models.shelter import Bed, Shelter
from shelters.models.stay import Absence, Stay

__all__ = ["Absence", "Bed", "BedRequest", "HouseIncident", "HouseRules", "KeepApart", "Shelter", "Stay"]
