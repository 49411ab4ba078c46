"""Forms of re/integration: the shape of input; what may be said is decided by the rules."""
