"""Pure rules of re/integration: values and dates in, decisions out. No database, no clock."""
