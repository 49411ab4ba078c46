"""Switching walls off, and asking whether the others hold alone."""
