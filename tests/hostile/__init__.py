"""Junk sent to every form and every operation of the interface: an answer, never a fault."""
