"""Donors, programmes and grants: who pays for what, in which period. Holds nothing about any person."""
