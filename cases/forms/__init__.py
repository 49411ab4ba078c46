"""Shapes of input of the case file; what they clean goes to the operations by the same names."""
