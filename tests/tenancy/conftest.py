"""What tests of the walls need."""

from tests.tenancy.specimens import _specimen_tables, specimens

__all__ = ["_specimen_tables", "specimens"]
