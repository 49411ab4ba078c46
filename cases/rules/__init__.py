"""Pure rules of the case file: values and dates in, decisions out; no database, no clock."""
