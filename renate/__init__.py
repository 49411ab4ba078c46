"""Renate: case management for networks of shelter NGOs."""
