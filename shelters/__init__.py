"""Shelters, rooms, beds and stays: who sleeps where, and how full a house is (S0-08, S0-10)."""
