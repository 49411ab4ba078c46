"""Checks taken out one at a time, each with the probe that must notice."""
