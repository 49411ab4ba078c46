"""Endpoints: authorise, read or run one operation, answer."""
