"""The authorisation matrix: every address × method × role × relation, with what is expected of each."""
